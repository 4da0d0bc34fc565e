package dev.punctual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cron-utils is used for: words for people, and expressions that an application holds. */
class TriggerWordsTest {
  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "daily 02:30 in Europe/Berlin                  | at 02:30 in Europe/Berlin",
        "daily 02:30 in Europe/Berlin dst skip-gap     | at 02:30 in Europe/Berlin dst skip-gap",
        "weekly MON,FRI 09:00 in UTC                   | at 09:00 at Monday and Friday days in UTC",
        "cron quartz \"0 0/15 8-18 ? * MON-FRI\" in UTC | every 15 minutes every hour between 8 and 18 every day between Monday and Friday in UTC",
        "cron quartz \"0 0 0 L-3 * ?\" in UTC           | at 00:00 3 days before the last day of the month in UTC",
        "cron quartz \"0 0 0 ? * 6L\" in UTC            | at 00:00 last Friday of every month in UTC",
        "cron unix \"*/5 * * * *\" in UTC               | every 5 minutes in UTC",
        "cron unix \"@daily\" in UTC                    | at 00:00 in UTC",
        "cron spring \"0 0 2 * * MON-FRI\" in UTC       | at 02:00 every day between Monday and Friday in UTC",
        "cron spring \"@hourly\" in UTC                 | every hour in UTC",
        "cron eventbridge \"15 10 * * ? *\" in UTC      | at 10:15 in UTC",
        "daily 02:30 in UTC from 2027-01-01T00:00:00Z jitter 30s | at 02:30 in UTC from 2027-01-01T00:00:00Z jitter 30s",
      })
  void a_trigger_is_described_in_words(String text, String words) {
    assertThat(Trigger.parse(text).describe(Locale.ENGLISH)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at 2027-01-01T00:00:00Z",
        "every 10s jitter 5s",
        "after end 5m",
        "cron quartz \"0 5/15 * * * ?\" in UTC",
        "cron quartz \"0 0 8-18/2 * * ?\" in UTC",
        "cron quartz \"0 0 22-2 * * ?\" in UTC",
        "cron quartz \"0 0 0 1 NOV-FEB ?\" in UTC",
        "cron quartz \"0 0 0 L,15 * ?\" in UTC",
        "cron quartz \"0 0 0 2W,16 * ?\" in UTC",
        "cron quartz \"0 0 0 30W * ?\" in UTC",
        "cron quartz \"0 0 0 L-3W * ?\" in UTC",
        "cron quartz \"0 0 0 ? * L\" in UTC",
        "cron quartz \"0 0 0 ? * MON/2\" in UTC",
        "cron quartz \"0 0 0 1 1 ? 2150\" in UTC",
        "cron unix \"0 0 13 * 5\" in UTC",
      })
  void what_cron_utils_has_no_right_words_for_is_given_in_its_text_form(String text) {
    assertThat(Trigger.parse(text).describe(Locale.ENGLISH)).isEqualTo(text);
  }

  @Test
  void the_language_is_the_one_asked_for_or_english_and_never_that_of_the_machine() {
    var machine = Locale.getDefault();
    var daily = Trigger.parse("daily 02:30 in UTC");
    try {
      Locale.setDefault(Locale.FRANCE);
      assertThat(daily.describe(Locale.GERMANY)).isEqualTo("um 02:30 in UTC");
      assertThat(daily.describe(Locale.FRENCH)).isEqualTo("à 02:30 in UTC");
      assertThat(daily.describe(Locale.of("fi"))).isEqualTo("at 02:30 in UTC");
      assertThat(daily.describe(Locale.ROOT)).isEqualTo("at 02:30 in UTC");
    } finally {
      Locale.setDefault(machine);
    }
  }

  @Test
  void words_with_broken_characters_are_not_used() {
    var trigger = Trigger.parse("cron quartz \"0 0 0 15W * ?\" in UTC");
    assertThat(trigger.describe(Locale.ENGLISH)).contains("nearest weekday to the 15");
    assertThat(trigger.describe(Locale.GERMAN)).isEqualTo(trigger.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUARTZ   | quartz | 0 0/15 8-18 ? * MON-FRI",
        "QUARTZ   | quartz | 0 0 22-2 * * ?",
        "QUARTZ   | quartz | 0 0 0 ? NOV-FEB MON#1",
        "QUARTZ   | quartz | 0 0 0 L,15 * ?",
        "QUARTZ   | quartz | 0 0 0 2W,16 * ?",
        "QUARTZ   | quartz | 0 0 0 31W * ?",
        "QUARTZ   | quartz | 0 0 0 LW * ?",
        "QUARTZ   | quartz | 0 0 0 L-3 * ?",
        "QUARTZ   | quartz | 0 0 0 ? * 6L",
        "QUARTZ   | quartz | 0 0 0 ? * SAT-MON",
        "QUARTZ   | quartz | 0 0 0 1 1 ? 2027-2099/3",
        "UNIX     | unix   | */15 8-18 1,15 * 1-5",
        "UNIX     | unix   | 0 0 * * 7",
        "UNIX     | unix   | 30 2 * * SUN",
        "SPRING   | spring | 0 0 2 * * MON-FRI",
        "SPRING53 | spring | 0 0 0 ? * 5L",
        "SPRING53 | spring | 0 0 0 * * SUN",
      })
  void an_expression_held_as_an_object_of_cron_utils_is_taken_over_by_its_text(
      CronType type, String dialect, String text) {
    var taken = Trigger.ofCronUtils(read(type, text), BERLIN);
    var written = Trigger.cron(CronDialect.parse(dialect), text, BERLIN);
    assertThat(taken.preview(START, 50)).isEqualTo(written.preview(START, 50));
    assertThat(taken.toString()).startsWith("cron " + dialect).endsWith("in Europe/Berlin");
  }

  @Test
  void what_is_not_such_an_expression_is_refused() {
    assertRefused("0 0 2 * * ?", "a 'java.lang.String' is not a com.cronutils.model.Cron");
    assertRefused(read(CronType.CRON4J, "0 2 * * *"), "other than QUARTZ, UNIX, SPRING");
    assertRefused(read(CronType.QUARTZ, "0 0 8|9 * * ?"), "make a job of each");
    assertRefused(
        read(CronType.QUARTZ, "0 0 0 ? * MON#6"),
        "day of week, position 12: # takes the weeks 1 to 5");
  }

  private static void assertRefused(Object cron, String message) {
    assertThatThrownBy(() -> Trigger.ofCronUtils(cron, ZoneOffset.UTC))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(message);
  }

  private static Cron read(CronType type, String text) {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type)).parse(text);
  }
}
