package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CronDialect;
import java.time.YearMonth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that the Spring dialect accepts, at its edges. */
class SpringSyntaxTest {
  @ParameterizedTest(name = "{0} is due at {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * * * * * *           | 2026-12-31T23:59:59Z | 2027-01-01T00:00:00Z 2027-01-01T00:00:01Z
          */10 * * * * *        | 2026-01-01T00:00:45Z | 2026-01-01T00:00:50Z 2026-01-01T00:01:00Z
          0 5/20 * * * *        | 2026-01-01T00:25:00Z | 2026-01-01T00:45:00Z 2026-01-01T01:05:00Z
          0 0 9-17/4 * * *      | 2026-01-01T09:00:00Z | 2026-01-01T13:00:00Z 2026-01-01T17:00:00Z
          0 0 2 * * MON-FRI     | 2026-01-02T02:00:00Z | 2026-01-05T02:00:00Z 2026-01-06T02:00:00Z
          0 0 0 25 dec ?        | 2026-01-01T00:00:00Z | 2026-12-25T00:00:00Z 2027-12-25T00:00:00Z
          0 0 0 29 2 MON        | 2026-01-01T00:00:00Z | 2044-02-29T00:00:00Z 2072-02-29T00:00:00Z
          @yearly               | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z 2028-01-01T00:00:00Z
          @annually             | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z 2028-01-01T00:00:00Z
          @monthly              | 2026-01-01T00:00:00Z | 2026-02-01T00:00:00Z 2026-03-01T00:00:00Z
          @weekly               | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z 2026-01-11T00:00:00Z
          @daily                | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z 2026-01-03T00:00:00Z
          @midnight             | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z 2026-01-03T00:00:00Z
          @hourly               | 2026-01-01T00:00:00Z | 2026-01-01T01:00:00Z 2026-01-01T02:00:00Z
          """)
  void each_form_of_time_and_month_and_each_macro_names_its_times(
      String expression, String after, String expected) {
    assertThat(Occurrences.next(CronDialect.SPRING, expression, after, 2)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}: in {2} on {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?     | 0           | 2026-02 | 1 8 15 22
          *     | 7           | 2026-02 | 1 8 15 22
          ?     | ?           | 2026-02 | 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28
          *     | 1-5         | 2026-02 | 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27
          *     | SAT-SUN     | 2026-02 | 1 7 8 14 15 21 22 28
          *     | SUN-TUE     | 2026-02 | 1 2 3 8 9 10 15 16 17 22 23 24
          *     | 7-2         | 2026-02 | 1 2 3 8 9 10 15 16 17 22 23 24
          *     | */2         | 2026-02 | 1 2 4 6 8 9 11 13 15 16 18 20 22 23 25 27
          *     | 0/2         | 2026-02 | 1 3 5 7 8 10 12 14 15 17 19 21 22 24 26 28
          *     | MON/3       | 2026-02 | 1 2 5 8 9 12 15 16 19 22 23 26
          13    | FRI         | 2026-01 | ''
          13    | FRI         | 2026-02 | 13
          1-7   | MON         | 2026-02 | 2
          */2   | MON         | 2026-01 | 5 19
          L     | *           | 2026-02 | 28
          L-3   | *           | 2026-02 | 25
          L-30  | *           | 2026-02 | ''
          LW    | *           | 2026-05 | 29
          1W    | *           | 2026-08 | 3
          15W   | *           | 2026-02 | 16
          31W   | *           | 2026-04 | ''
          L,15  | *           | 2026-01 | 15 31
          1W,LW | *           | 2026-08 | 3 31
          *     | 5L          | 2026-01 | 30
          *     | FRIL        | 2026-05 | 29
          *     | 0L          | 2026-05 | 31
          *     | 7L          | 2026-02 | 22
          *     | 5#2         | 2026-01 | 9
          *     | 0#1         | 2026-02 | 1
          *     | SUN#5       | 2026-05 | 31
          *     | MON#5       | 2026-02 | ''
          *     | MON#1,FRI#3 | 2026-01 | 5 16
          L     | SATL        | 2026-02 | 28
          """)
  void a_day_matches_if_both_fields_do(
      String dayOfMonth, String dayOfWeek, YearMonth month, String days) {
    String expression = "0 0 2 " + dayOfMonth + " * " + dayOfWeek;

    assertThat(Occurrences.daysIn(CronDialect.SPRING, expression, month)).isEqualTo(days);
  }
}
