package dev.punctual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who is warned about daylight saving. In Berlin the clock skips 02:00–03:00 on 2027-03-28 and
 * shows it twice on 2026-10-25 and 2027-10-31.
 */
class DstWarningTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "daily 02:30 in Europe/Berlin dst skip-gap        | on 2027-03-28 the clock of Europe/Berlin is set forward by 1h: of the local times that it skips, 1 is a scheduled time and gets no run",
        "daily 02:30 in Europe/Berlin dst both-passes     | on 2027-10-31 the clock of Europe/Berlin is set back by 1h: of the local times that it shows twice, 1 is a scheduled time and gets 2 runs",
        "cron quartz \"0 0,30 2 * * ?\" in Europe/Berlin  | on 2027-03-28 the clock of Europe/Berlin is set forward by 1h: of the local times that it skips, 2 are scheduled times and get only 1 run",
        "cron quartz \"0 0 2,3 * * ?\" in Europe/Berlin   | on 2027-03-28 the clock of Europe/Berlin is set forward by 1h: of the local times that it skips, 1 is a scheduled time and gets no run",
        "cron quartz \"0 0/30 2 * * ?\" in Europe/Berlin  | on 2027-03-28 the clock of Europe/Berlin is set forward by 1h: of the local times that it skips, 2 are scheduled times and get no run",
        "cron quartz \"0 0 0/2 * * ?\" in Europe/Berlin   | on 2027-03-28 the clock of Europe/Berlin is set forward by 1h: of the local times that it skips, 1 is a scheduled time and gets no run",
        "daily 02:15 in Australia/Lord_Howe dst skip-gap  | on 2027-10-03 the clock of Australia/Lord_Howe is set forward by 30m: of the local times that it skips, 1 is a scheduled time and gets no run",
        "weekly SUN 02:30 in Europe/Berlin dst skip-gap from 2027-04-01T00:00:00Z | on 2028-03-26 the clock of Europe/Berlin is set forward by 1h: of the local times that it skips, 1 is a scheduled time and gets no run",
      })
  void a_run_that_is_lost_or_doubled_within_two_years_is_announced(String text, String warning) {
    assertThat(Trigger.parse(text).warning(NOW)).contains(warning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "daily 02:30 in Europe/Berlin",
        "daily 02:30 in UTC dst skip-gap",
        "daily 01:59:59 in Europe/Berlin dst skip-gap",
        "daily 03:00 in Europe/Berlin dst both-passes",
        "weekly MON 02:30 in Europe/Berlin dst skip-gap",
        "cron quartz \"0 0/15 * * * ?\" in Europe/Berlin",
        "cron quartz \"0 5/15 * * * ?\" in Europe/Berlin dst skip-gap",
        "cron quartz \"0 0/15 8-18 * * ?\" in Europe/Berlin",
        "cron quartz \"0 30 2 28 3 ? 2032\" in Europe/Berlin dst skip-gap",
        "daily 02:30 in Europe/Berlin dst skip-gap until 2027-03-28T00:30:00Z",
        "daily 02:30 in Asia/Tokyo dst skip-gap",
        "every 1h",
        "at 2027-03-28T01:00:00Z",
      })
  void nobody_else_is_warned(String text) {
    assertThat(Trigger.parse(text).warning(NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"})
  void the_ends_of_time_are_no_trouble(Instant now) {
    var trigger = Trigger.parse("cron quartz \"0 0 2 29 2 ?\" in UTC dst skip-gap");
    assertThat(trigger.warning(now)).isEmpty();
    assertThat(trigger.warning(Instant.MIN)).isEmpty();
    assertThat(trigger.warning(Instant.MAX)).isEmpty();
  }
}
