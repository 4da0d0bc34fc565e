package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CronDialect;
import dev.punctual.DstPolicy;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the three policies make of changes of the clock. Each row has a zone, a Quartz expression, a
 * window of UTC, the policies concerned, and all times in that window, as day of the month, local
 * time and offset.
 */
class DaylightSavingTest {
  @ParameterizedTest(name = "{0}, {1}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Berlin       | 0 30 2 * * ?    | 2025-03-29T00:00/2025-04-01T00:00 | RUN_ONCE BOTH_PASSES | 29T02:30+01:00 30T03:00+02:00 31T02:30+02:00
          Europe/Berlin       | 0 30 2 * * ?    | 2025-03-29T00:00/2025-04-01T00:00 | SKIP_GAP             | 29T02:30+01:00 31T02:30+02:00
          America/New_York    | 0 0 2 ? 3 SUN#2 | 2025-01-01T00:00/2025-12-01T00:00 | RUN_ONCE BOTH_PASSES | 09T03:00-04:00
          America/New_York    | 0 0 2 ? 3 SUN#2 | 2025-01-01T00:00/2025-12-01T00:00 | SKIP_GAP             | ''
          Africa/Cairo        | 0 0 0 * * ?     | 2025-04-24T12:00/2025-04-26T12:00 | RUN_ONCE BOTH_PASSES | 25T01:00+03:00 26T00:00+03:00
          Africa/Cairo        | 0 0 0 * * ?     | 2025-04-24T12:00/2025-04-26T12:00 | SKIP_GAP             | 26T00:00+03:00
          Africa/Cairo        | 0 0 0 ? * FRI   | 2025-04-20T00:00/2025-05-01T00:00 | RUN_ONCE BOTH_PASSES | 25T01:00+03:00
          Africa/Cairo        | 0 0 0 ? * FRI   | 2025-04-20T00:00/2025-05-01T00:00 | SKIP_GAP             | ''
          Asia/Beirut         | 0 15 0 * * ?    | 2025-03-29T12:00/2025-03-31T12:00 | RUN_ONCE BOTH_PASSES | 30T01:00+03:00 31T00:15+03:00
          Asia/Beirut         | 0 15 0 * * ?    | 2025-03-29T12:00/2025-03-31T12:00 | SKIP_GAP             | 31T00:15+03:00
          Australia/Lord_Howe | 0 15 2 * * ?    | 2025-10-04T00:00/2025-10-06T00:00 | RUN_ONCE BOTH_PASSES | 05T02:30+11:00 06T02:15+11:00
          Australia/Lord_Howe | 0 15 2 * * ?    | 2025-10-04T00:00/2025-10-06T00:00 | SKIP_GAP             | 06T02:15+11:00
          Australia/Lord_Howe | 0 30 2 * * ?    | 2025-10-04T00:00/2025-10-06T00:00 | all                  | 05T02:30+11:00 06T02:30+11:00
          Europe/London       | 0 30 2 * * ?    | 1947-03-15T00:00/1947-03-17T12:00 | RUN_ONCE BOTH_PASSES | 15T02:30Z 16T03:00+01:00 17T02:30+01:00
          Europe/London       | 0 30 2 * * ?    | 1947-03-15T00:00/1947-03-17T12:00 | SKIP_GAP             | 15T02:30Z 17T02:30+01:00
          Europe/London       | 0 30 2 * * ?    | 1947-04-12T00:00/1947-04-14T12:00 | RUN_ONCE BOTH_PASSES | 12T02:30+01:00 13T03:00+02:00 14T02:30+02:00
          Europe/London       | 0 30 2 * * ?    | 1947-04-12T00:00/1947-04-14T12:00 | SKIP_GAP             | 12T02:30+01:00 14T02:30+02:00
          Europe/Dublin       | 0 30 1 * * ?    | 2025-03-29T12:00/2025-03-31T12:00 | RUN_ONCE BOTH_PASSES | 30T02:00+01:00 31T01:30+01:00
          Europe/Dublin       | 0 30 1 * * ?    | 2025-03-29T12:00/2025-03-31T12:00 | SKIP_GAP             | 31T01:30+01:00
          America/Sao_Paulo   | 0 0 0 * * ?     | 2018-11-03T00:00/2018-11-05T12:00 | RUN_ONCE BOTH_PASSES | 03T00:00-03:00 04T01:00-02:00 05T00:00-02:00
          America/Sao_Paulo   | 0 0 0 * * ?     | 2018-11-03T00:00/2018-11-05T12:00 | SKIP_GAP             | 03T00:00-03:00 05T00:00-02:00
          America/Sao_Paulo   | 0 0 0 4 11 ?    | 2018-01-01T00:00/2020-01-01T00:00 | RUN_ONCE BOTH_PASSES | 04T01:00-02:00 04T00:00-03:00
          America/Sao_Paulo   | 0 0 0 4 11 ?    | 2018-01-01T00:00/2020-01-01T00:00 | SKIP_GAP             | 04T00:00-03:00
          Pacific/Apia        | 0 30 2 * * ?    | 2011-12-29T00:00/2012-01-01T00:00 | RUN_ONCE BOTH_PASSES | 29T02:30-10:00 31T00:00+14:00 31T02:30+14:00 01T02:30+14:00
          Pacific/Apia        | 0 30 2 * * ?    | 2011-12-29T00:00/2012-01-01T00:00 | SKIP_GAP             | 29T02:30-10:00 31T02:30+14:00 01T02:30+14:00
          Pacific/Apia        | 0 0 9 ? * FRI   | 2011-12-20T00:00/2012-01-08T00:00 | RUN_ONCE BOTH_PASSES | 23T09:00-10:00 31T00:00+14:00 06T09:00+14:00
          Pacific/Apia        | 0 0 9 ? * FRI   | 2011-12-20T00:00/2012-01-08T00:00 | SKIP_GAP             | 23T09:00-10:00 06T09:00+14:00
          """)
  void fixed_times_in_the_gap_run_once_at_its_end(
      ZoneId zone, String expression, String window, String policies, String expected) {
    check(zone, expression, window, policies, expected);
  }

  @ParameterizedTest(name = "{0}, {1}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Berlin | 0 0,30 2 * * ?   | 2025-03-29T12:00/2025-03-30T12:00 | RUN_ONCE BOTH_PASSES | 30T03:00+02:00
          Europe/Berlin | 0 0,30 2 * * ?   | 2025-03-29T12:00/2025-03-30T12:00 | SKIP_GAP             | ''
          Europe/Berlin | 0 0,30 2,3 * * ? | 2025-03-29T12:00/2025-03-30T12:00 | all                  | 30T03:00+02:00 30T03:30+02:00
          Pacific/Apia  | 0 0 0 * * ?      | 2011-12-29T00:00/2012-01-01T00:00 | all                  | 29T00:00-10:00 31T00:00+14:00 01T00:00+14:00
          """)
  void several_fixed_times_in_one_gap_make_one_run(
      ZoneId zone, String expression, String window, String policies, String expected) {
    check(zone, expression, window, policies, expected);
  }

  @ParameterizedTest(name = "{0}, {1}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Berlin       | 0 0/15 * * * ?   | 2025-03-30T00:30/2025-03-30T01:30 | all | 30T01:30+01:00 30T01:45+01:00 30T03:00+02:00 30T03:15+02:00
          Europe/Berlin       | 0 0/30 2 * * ?   | 2025-03-29T12:00/2025-03-31T12:00 | all | 31T02:00+02:00 31T02:30+02:00
          Africa/Cairo        | 0 0 0/2 * * ?    | 2025-04-24T18:00/2025-04-25T06:00 | all | 24T20:00+02:00 24T22:00+02:00 25T02:00+03:00 25T04:00+03:00 25T06:00+03:00 25T08:00+03:00
          Australia/Lord_Howe | 0 0/20 1-2 * * ? | 2025-10-04T14:00/2025-10-04T17:00 | all | 05T01:00+10:30 05T01:20+10:30 05T01:40+10:30 05T02:40+11:00
          Pacific/Apia        | 0 0 0/12 * * ?   | 2011-12-29T00:00/2012-01-01T00:00 | all | 29T00:00-10:00 29T12:00-10:00 31T00:00+14:00 31T12:00+14:00 01T00:00+14:00 01T12:00+14:00
          """)
  void what_follows_real_time_has_nothing_to_make_up_for_after_the_gap(
      ZoneId zone, String expression, String window, String policies, String expected) {
    check(zone, expression, window, policies, expected);
  }

  @ParameterizedTest(name = "{0}, {1}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Berlin       | 0 30 2 * * ?   | 2025-10-25T12:00/2025-10-27T12:00 | RUN_ONCE SKIP_GAP | 26T02:30+02:00 27T02:30+01:00
          Europe/Berlin       | 0 30 2 * * ?   | 2025-10-25T12:00/2025-10-27T12:00 | BOTH_PASSES       | 26T02:30+02:00 26T02:30+01:00 27T02:30+01:00
          Europe/Berlin       | 0 0,30 2 * * ? | 2025-10-25T12:00/2025-10-26T12:00 | RUN_ONCE SKIP_GAP | 26T02:00+02:00 26T02:30+02:00
          Europe/Berlin       | 0 0,30 2 * * ? | 2025-10-25T12:00/2025-10-26T12:00 | BOTH_PASSES       | 26T02:00+02:00 26T02:30+02:00 26T02:00+01:00 26T02:30+01:00
          America/New_York    | 0 30 1 * * ?   | 2025-11-02T00:00/2025-11-03T00:00 | RUN_ONCE SKIP_GAP | 02T01:30-04:00
          America/New_York    | 0 30 1 * * ?   | 2025-11-02T00:00/2025-11-03T00:00 | BOTH_PASSES       | 02T01:30-04:00 02T01:30-05:00
          Africa/Cairo        | 0 30 23 * * ?  | 2025-10-30T12:00/2025-11-01T12:00 | RUN_ONCE SKIP_GAP | 30T23:30+03:00 31T23:30+02:00
          Africa/Cairo        | 0 30 23 * * ?  | 2025-10-30T12:00/2025-11-01T12:00 | BOTH_PASSES       | 30T23:30+03:00 30T23:30+02:00 31T23:30+02:00
          Asia/Beirut         | 0 0 23 * * ?   | 2025-10-25T12:00/2025-10-26T12:00 | RUN_ONCE SKIP_GAP | 25T23:00+03:00
          Asia/Beirut         | 0 0 23 * * ?   | 2025-10-25T12:00/2025-10-26T12:00 | BOTH_PASSES       | 25T23:00+03:00 25T23:00+02:00
          Australia/Lord_Howe | 0 45 1 * * ?   | 2026-04-04T00:00/2026-04-05T20:00 | RUN_ONCE SKIP_GAP | 05T01:45+11:00 06T01:45+10:30
          Australia/Lord_Howe | 0 45 1 * * ?   | 2026-04-04T00:00/2026-04-05T20:00 | BOTH_PASSES       | 05T01:45+11:00 05T01:45+10:30 06T01:45+10:30
          Europe/London       | 0 30 2 * * ?   | 1947-08-09T12:00/1947-08-11T00:00 | RUN_ONCE SKIP_GAP | 10T02:30+02:00
          Europe/London       | 0 30 2 * * ?   | 1947-08-09T12:00/1947-08-11T00:00 | BOTH_PASSES       | 10T02:30+02:00 10T02:30+01:00
          Europe/London       | 0 30 2 * * ?   | 1947-11-01T12:00/1947-11-03T00:00 | RUN_ONCE SKIP_GAP | 02T02:30+01:00
          Europe/London       | 0 30 2 * * ?   | 1947-11-01T12:00/1947-11-03T00:00 | BOTH_PASSES       | 02T02:30+01:00 02T02:30Z
          Europe/Dublin       | 0 30 1 * * ?   | 2025-10-25T12:00/2025-10-27T12:00 | RUN_ONCE SKIP_GAP | 26T01:30+01:00 27T01:30Z
          Europe/Dublin       | 0 30 1 * * ?   | 2025-10-25T12:00/2025-10-27T12:00 | BOTH_PASSES       | 26T01:30+01:00 26T01:30Z 27T01:30Z
          America/Sao_Paulo   | 0 30 23 * * ?  | 2019-02-16T12:00/2019-02-18T12:00 | RUN_ONCE SKIP_GAP | 16T23:30-02:00 17T23:30-03:00
          America/Sao_Paulo   | 0 30 23 * * ?  | 2019-02-16T12:00/2019-02-18T12:00 | BOTH_PASSES       | 16T23:30-02:00 16T23:30-03:00 17T23:30-03:00
          America/Juneau      | 0 0 12 * * ?   | 1867-10-17T00:00/1867-10-21T00:00 | RUN_ONCE SKIP_GAP | 18T12:00+15:02:19 19T12:00+15:02:19 20T12:00-08:57:41
          America/Juneau      | 0 0 12 * * ?   | 1867-10-17T00:00/1867-10-21T00:00 | BOTH_PASSES       | 18T12:00+15:02:19 19T12:00+15:02:19 19T12:00-08:57:41 20T12:00-08:57:41
          """)
  void fixed_times_in_the_overlap_run_once_in_its_first_pass(
      ZoneId zone, String expression, String window, String policies, String expected) {
    check(zone, expression, window, policies, expected);
  }

  @ParameterizedTest(name = "{0}, {1}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Berlin       | 0 0/30 * * * ? | 2025-10-26T00:00/2025-10-26T02:00 | all | 26T02:00+02:00 26T02:30+02:00 26T02:00+01:00 26T02:30+01:00
          Europe/Berlin       | 0 0 1-3 * * ?  | 2025-10-25T12:00/2025-10-26T12:00 | all | 26T01:00+02:00 26T02:00+02:00 26T02:00+01:00 26T03:00+01:00
          America/New_York    | 0 0 * * * ?    | 2025-11-02T04:00/2025-11-02T08:00 | all | 02T00:00-04:00 02T01:00-04:00 02T01:00-05:00 02T02:00-05:00
          Australia/Lord_Howe | 0 0/15 * * * ? | 2026-04-04T14:30/2026-04-04T15:45 | all | 05T01:30+11:00 05T01:45+11:00 05T01:30+10:30 05T01:45+10:30 05T02:00+10:30
          Australia/Lord_Howe | 0 0 * * * ?    | 2026-04-04T13:00/2026-04-04T18:00 | all | 05T00:00+11:00 05T01:00+11:00 05T02:00+10:30 05T03:00+10:30 05T04:00+10:30
          """)
  void what_follows_real_time_runs_in_both_passes_of_the_overlap(
      ZoneId zone, String expression, String window, String policies, String expected) {
    check(zone, expression, window, policies, expected);
  }

  private static void check(
      ZoneId zone, String expression, String window, String policies, String expected) {
    CronSchedule schedule = CronSchedule.parse(CronDialect.QUARTZ, expression);
    List<Instant> ends =
        Stream.of(window.split("/"))
            .map(end -> LocalDateTime.parse(end).toInstant(ZoneOffset.UTC))
            .toList();
    for (DstPolicy policy : DstPolicy.values()) {
      if (policies.equals("all") || List.of(policies.split(" ")).contains(policy.name())) {
        assertThat(
                Occurrences.between(schedule, zone, policy, ends.getFirst(), ends.getLast())
                    .stream()
                    .map(time -> shown(time.atZone(zone).toOffsetDateTime()))
                    .collect(Collectors.joining(" ")))
            .as("%s", policy)
            .isEqualTo(expected);
      }
    }
  }

  private static String shown(OffsetDateTime time) {
    return "%02dT%s%s".formatted(time.getDayOfMonth(), time.toLocalTime(), time.getOffset());
  }
}
