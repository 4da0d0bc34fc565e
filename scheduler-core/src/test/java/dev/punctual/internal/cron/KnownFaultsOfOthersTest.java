package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.punctual.CronDialect;
import dev.punctual.DstPolicy;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Questions in Quartz's syntax that cron-utils 9.2.1, Quartz 2.5.2 or Spring 7.0 answer wrongly,
 * with the right answers. The last column says who errs, and how.
 */
class KnownFaultsOfOthersTest {
  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 0 22-2 * * ?         | 2026-01-01T22:00:00Z | 2026-01-01T23:00:00Z 2026-01-02T00:00:00Z | cron-utils fires at 22:00 only
          0 0 0 1 NOV-FEB ?      | 2026-11-01T00:00:00Z | 2026-12-01T00:00:00Z 2027-01-01T00:00:00Z | cron-utils reads NOV
          0 0 22-2/2 * * ?       | 2026-01-01T22:00:00Z | 2026-01-02T00:00:00Z 2026-01-02T02:00:00Z | cron-utils throws
          0 0 0 L,15 * ?         | 2026-01-01T00:00:00Z | 2026-01-15T00:00:00Z 2026-01-31T00:00:00Z | cron-utils loses the L
          0 0 0 1,L * ?          | 2026-01-01T00:00:00Z | 2026-01-31T00:00:00Z 2026-02-01T00:00:00Z | cron-utils loses the L
          0 0 0 2W,16 * ?        | 2026-05-01T00:00:00Z | 2026-05-16T00:00:00Z 2026-06-02T00:00:00Z | cron-utils fires on Saturday 2 May
          0 0 0 30W * ?          | 2025-11-27T00:00:00Z | 2025-11-28T00:00:00Z 2025-12-30T00:00:00Z | cron-utils fires on Sunday 30 November
          0 0 0 31W * ?          | 2026-04-01T00:00:00Z | 2026-05-29T00:00:00Z 2026-07-31T00:00:00Z | cron-utils throws
          0 0 0 L-3W * ?         | 2026-01-01T00:00:00Z | 2026-01-28T00:00:00Z 2026-02-25T00:00:00Z | cron-utils refuses it
          0 0 0 1 1 ? 2150       | 2026-01-01T00:00:00Z | 2150-01-01T00:00:00Z none                 | cron-utils has no year after 2099
          0 0 9 1W * ?           | 2026-08-01T10:00:00Z | 2026-08-03T09:00:00Z 2026-09-01T09:00:00Z | Quartz loses it, asked later than 9:00 on Saturday the 1st
          0 0 * LW * ?           | 2026-01-29T12:00:00Z | 2026-01-30T00:00:00Z 2026-01-30T01:00:00Z | Quartz loses 00:00
          0 0 0 1W,15W,30W * ?   | 2026-08-14T00:00:00Z | 2026-08-31T00:00:00Z 2026-09-01T00:00:00Z | Quartz loses 30W
          0 0 0 1 NOV-FEB/3 ?    | 2026-11-01T00:00:00Z | 2027-02-01T00:00:00Z 2027-11-01T00:00:00Z | Quartz ignores a step after names
          0 0 0 ? * MON,FRI#3    | 2026-01-05T00:00:00Z | 2026-01-12T00:00:00Z 2026-01-16T00:00:00Z | Quartz fires on the third Monday only
          0 0 0 1 1 ? 2199       | 2026-01-01T00:00:00Z | 2199-01-01T00:00:00Z none                 | Quartz has no year a century ahead
          0 0 0 31W * ?          | 2026-05-01T00:00:00Z | 2026-05-29T00:00:00Z 2026-07-31T00:00:00Z | Spring skips May, whose 31st is a Sunday
          0 0 0 L-30 * ?         | 2026-01-01T00:00:00Z | 2026-03-01T00:00:00Z 2026-05-01T00:00:00Z | Spring goes back to 29 January
          0 0 0 ? * MON-FRI/2    | 2026-01-05T00:00:00Z | 2026-01-07T00:00:00Z 2026-01-09T00:00:00Z | Quartz ignores a step after names
          """)
  void syntax_that_others_misread_is_read_right(
      String expression, String after, String expected, String who) {
    assertThat(Occurrences.next(CronDialect.QUARTZ, expression, after, 2))
        .as(who)
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 0 0 ? * 1#
          0 0-10/ * * * ?
          0 0 0 ? * SAT,SUN,L
          0 0 0 ? * MON#6
          """)
  void syntax_that_cron_utils_accepts_or_breaks_on_is_refused(String expression) {
    assertThatExceptionOfType(CronSyntaxException.class)
        .isThrownBy(() -> CronSchedule.parse(CronDialect.QUARTZ, expression));
  }

  // Each row asks after an instant, and gives the answer.
  @ParameterizedTest(name = "{0} in {1} after {2}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 30 1 * * ?    | America/New_York    | 2025-11-02T05:30:01Z | 2025-11-03T06:30:00Z | cron-utils fires again after a restart
          0 0,30 1 * * ?  | America/New_York    | 2025-11-02T05:30:00Z | 2025-11-03T06:00:00Z | cron-utils fires twice
          0 30 2 * * ?    | Australia/Lord_Howe | 2025-10-04T00:00:00Z | 2025-10-04T15:30:00Z | cron-utils skips a time that exists
          0 0 * * * ?     | Australia/Lord_Howe | 2026-04-04T14:00:00Z | 2026-04-04T15:30:00Z | Spring never gets past it
          0 0 0/2 * * ?   | Africa/Cairo        | 2025-04-24T20:00:00Z | 2025-04-24T23:00:00Z | Spring 7.0.3 skips the day
          0 30 2 * * ?    | Europe/Berlin       | 2025-03-29T12:00:00Z | 2025-03-30T01:00:00Z | Quartz, Spring and cron-utils never run it
          0 30 2 * * ?    | Europe/Berlin       | 2025-10-26T00:30:00Z | 2025-10-27T01:30:00Z | Spring runs it twice
          0 30 2 * * ?    | Europe/Berlin       | 2025-10-25T12:00:00Z | 2025-10-26T00:30:00Z | Quartz runs in the second pass
          0 0/15 * * * ?  | Europe/Berlin       | 2025-10-26T00:00:00Z | 2025-10-26T00:15:00Z | Quartz falls silent for an hour
          0 0/15 * * * ?  | Europe/Berlin       | 2025-10-26T00:45:00Z | 2025-10-26T01:00:00Z | JobRunr falls silent for an hour
          """)
  void changes_of_the_clock_that_others_misjudge_are_judged_right(
      String expression, ZoneId zone, Instant after, Instant expected, String who) {
    assertThat(
            CronSchedule.parse(CronDialect.QUARTZ, expression)
                .nextAfter(after, zone, DstPolicy.RUN_ONCE))
        .as(who)
        .contains(expected);
  }

  @Test
  void every_quarter_of_an_hour_runs_one_hundred_times_on_the_day_of_25_hours() {
    CronSchedule schedule = CronSchedule.parse(CronDialect.QUARTZ, "0 0/15 * * * ?");

    assertThat(
            Occurrences.between(
                schedule,
                ZoneId.of("Europe/Berlin"),
                DstPolicy.RUN_ONCE,
                Instant.parse("2025-10-25T22:00:00Z"),
                Instant.parse("2025-10-26T23:00:00Z")))
        .hasSize(100);
  }

  @Test
  void impossible_expressions_do_not_loop() {
    Optional<Instant> next =
        CronSchedule.parse(CronDialect.QUARTZ, "0 0 0 31 2 ?")
            .nextAfter(Instant.EPOCH, ZoneOffset.UTC, DstPolicy.RUN_ONCE);

    assertThat(next).isEmpty();
  }
}
