package dev.punctual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text form of triggers: each reads back, and each error says what is wrong. */
class TriggerTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "at 2026-03-01T09:00:00Z",
        "at 1970-01-01T00:00:00Z",
        "at 9999-12-31T23:59:59.999Z",
        "every 1ms",
        "every 10s",
        "every 36500d",
        "every 10s anchored at 2026-03-01T09:00:03Z",
        "every 10s from 2026-03-01T09:00:00Z",
        "every 10s until 2026-03-01T09:00:00Z",
        "every 10s anchored at 2026-03-01T09:00:03Z from 2026-03-02T00:00:00Z until"
            + " 2026-03-03T00:00:00.001Z",
        "after end 5m",
        "cron quartz \"0 0/15 8-18 ? * MON-FRI\" in Europe/Berlin",
        "cron unix \"*/5 * * * *\" in Z",
        "cron spring \"0 0 2 * * MON-FRI\" in UTC dst skip-gap",
        "cron eventbridge \"0 10 * * ? *\" in America/New_York",
        "daily 02:30 in Europe/Berlin",
        "daily 02:30:15 in +02:00 dst both-passes",
        "weekly MON,FRI 02:30 in Europe/Berlin dst skip-gap from 2026-03-01T09:00:00Z",
        "every 10s jitter 9s999ms",
        "at 2026-03-01T09:00:00Z jitter 5m",
        "after end 5m jitter 30s",
        "daily 02:30 in UTC dst skip-gap from 2026-03-01T09:00:00Z until 2027-03-01T09:00:00Z jitter 1h",
      })
  void a_trigger_reads_back(String text) {
    assertThat(Trigger.parse(text)).hasToString(text);
    assertThat(Trigger.parse(text)).isEqualTo(Trigger.parse(text));
    assertThat(Trigger.parse(text)).hasSameHashCodeAs(Trigger.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every 60s                                        | every 1m",
        "every 10s anchored at 1970-01-01T00:00:00Z       | every 10s",
        "at 2026-03-01T09:00:00.000999Z                   | at 2026-03-01T09:00:00Z",
        "weekly fri,MON 02:30 in UTC                      | weekly MON,FRI 02:30 in UTC",
        "weekly MON,TUE,WED,THU,FRI,SAT,SUN 02:30 in UTC  | daily 02:30 in UTC",
        "daily 02:30 in UTC dst run-once                  | daily 02:30 in UTC",
        "cron eventbridge \"rate(5 minutes)\" in UTC      | every 5m",
        "every 60s jitter 30000ms                         | every 1m jitter 30s",
      })
  void other_spellings_have_one_text_form(String text, String usual) {
    assertThat(Trigger.parse(text)).hasToString(usual);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                          | ends too early",
        "hourly                      | does not begin with at, every, after end, cron, daily or weekly",
        "at                          | ends too early",
        "at noon                     | cannot be read at 'noon'",
        "at 1969-12-31T23:59:59Z     | not between the years 1970 and 9999",
        "at +10000-01-01T00:00:00Z   | not between the years 1970 and 9999",
        "every                       | ends too early",
        "every 0s                    | less than a millisecond",
        "every 36501d                | not between zero and 36500 days",
        "every 10s 20s               | goes on with unknown '20s'",
        "every 10s anchored          | goes on with unknown 'anchored'",
        "every 10s dst skip-gap      | keeps real time: a daylight saving policy does not apply",
        "every 10s until 2026-01-01T00:00:00Z from 2025-01-01T00:00:00Z | goes on with unknown 'from'",
        "every 1s from 2026-01-01T00:00:00Z until 2026-01-01T00:00:00Z  | no time between its bounds",
        "at 2026-01-01T00:00:00Z until 2027-01-01T00:00:00Z             | cannot have bounds",
        "every 10s jitter 10s        | must be shorter than the period",
        "every 10s jitter 0s         | less than a millisecond",
        "daily 02:30 in UTC jitter   | ends too early",
        "daily 02:30 in UTC jitter 1m from 2026-01-01T00:00:00Z         | goes on with unknown 'from'",
        "after 5m                    | lacks the word end",
        "after end 5m from 2026-01-01T00:00:00Z                         | cannot have bounds",
        "daily 02:30                 | lacks the word in",
        "daily 25:00 in UTC          | cannot be read at '25:00'",
        "daily 02:30 in Berlin       | cannot be read at 'Berlin'",
        "daily 02:30:00.5 in UTC     | has a fraction of a second; use whole seconds",
        "daily 02:30 in UTC dst no   | cannot be read at 'no'",
        "weekly MO 02:30 in UTC      | cannot be read at 'MO'",
        "weekly MON, 02:30 in UTC    | cannot be read at 'MON,'",
        "cron solaris \"* *\" in UTC | cannot be read at 'solaris'",
        "cron unix \"* * * * * in Z  | has a lone quotation mark",
      })
  void a_wrong_trigger_is_refused(String text, String message) {
    assertThatThrownBy(() -> Trigger.parse(text))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(message);
  }
}
