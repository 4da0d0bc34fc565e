package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CronDialect;
import java.time.YearMonth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that the Unix dialect accepts, at its edges. */
class UnixSyntaxTest {
  @ParameterizedTest(name = "{0} is due at {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * * * * *             | 2026-12-31T23:59:00Z | 2027-01-01T00:00:00Z 2027-01-01T00:01:00Z
          */25 * * * *          | 2026-01-01T00:25:00Z | 2026-01-01T00:50:00Z 2026-01-01T01:00:00Z
          59 23 31 12 *         | 2026-01-01T00:00:00Z | 2026-12-31T23:59:00Z 2027-12-31T23:59:00Z
          0-10/5 0 * * *        | 2026-01-01T00:00:00Z | 2026-01-01T00:05:00Z 2026-01-01T00:10:00Z
          0,30 8-9 * * *        | 2026-01-01T08:30:00Z | 2026-01-01T09:00:00Z 2026-01-01T09:30:00Z
          0 0 1 jan-MAR/2 *     | 2026-01-01T00:00:00Z | 2026-03-01T00:00:00Z 2027-01-01T00:00:00Z
          0 0 29 2 *            | 2097-01-01T00:00:00Z | 2104-02-29T00:00:00Z 2108-02-29T00:00:00Z
          @yearly               | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z 2028-01-01T00:00:00Z
          @annually             | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z 2028-01-01T00:00:00Z
          @monthly              | 2026-01-01T00:00:00Z | 2026-02-01T00:00:00Z 2026-03-01T00:00:00Z
          @weekly               | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z 2026-01-11T00:00:00Z
          @daily                | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z 2026-01-03T00:00:00Z
          @midnight             | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z 2026-01-03T00:00:00Z
          @hourly               | 2026-01-01T00:00:00Z | 2026-01-01T01:00:00Z 2026-01-01T02:00:00Z
          """)
  void each_form_of_time_and_month_and_each_nickname_names_its_times(
      String expression, String after, String expected) {
    assertThat(Occurrences.next(CronDialect.UNIX, expression, after, 2)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}: in {2} on {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1,15  | *         | 2026-02 | 1 15
          29-31 | *         | 2024-02 | 29
          *     | 0         | 2026-02 | 1 8 15 22
          *     | 7         | 2026-02 | 1 8 15 22
          *     | SUN       | 2026-02 | 1 8 15 22
          *     | 0,7       | 2026-02 | 1 8 15 22
          *     | 0-7       | 2026-02 | 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28
          *     | 1-5       | 2026-02 | 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27
          *     | 5-7       | 2026-02 | 1 6 7 8 13 14 15 20 21 22 27 28
          *     | Fri-SUN   | 2026-02 | 1 6 7 8 13 14 15 20 21 22 27 28
          *     | SUN-SUN   | 2026-02 | 1 8 15 22
          *     | 7-2       | 2026-02 | 1 2 3 8 9 10 15 16 17 22 23 24
          *     | SUN-TUE   | 2026-02 | 1 2 3 8 9 10 15 16 17 22 23 24
          *     | mon,FRI   | 2026-02 | 2 6 9 13 16 20 23 27
          *     | */3       | 2026-02 | 1 4 7 8 11 14 15 18 21 22 25 28
          *     | MON-FRI/2 | 2026-02 | 2 4 6 9 11 13 16 18 20 23 25 27
          13    | FRI       | 2026-02 | 6 13 20 27
          13    | FRI       | 2026-01 | 2 9 13 16 23 30
          1,15  | MON       | 2026-01 | 1 5 12 15 19 26
          31    | MON       | 2026-02 | 2 9 16 23
          */2   | MON       | 2026-01 | 5 19
          1-31/2 | MON      | 2026-01 | 1 3 5 7 9 11 12 13 15 17 19 21 23 25 26 27 29 31
          13    | */5       | 2026-02 | 13
          13    | 0-6       | 2026-02 | 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28
          """)
  void a_day_matches_by_either_field_if_neither_starts_with_a_star_and_by_both_otherwise(
      String dayOfMonth, String dayOfWeek, YearMonth month, String days) {
    String expression = "30 4 " + dayOfMonth + " * " + dayOfWeek;

    assertThat(Occurrences.daysIn(CronDialect.UNIX, expression, month)).isEqualTo(days);
  }
}
