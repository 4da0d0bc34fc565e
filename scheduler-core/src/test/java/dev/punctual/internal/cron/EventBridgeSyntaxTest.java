package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.CronDialect;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that the EventBridge dialect accepts, at its edges. */
class EventBridgeSyntaxTest {
  @ParameterizedTest(name = "{0} is due at {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 10 * * ? *                 | 2026-01-01T10:00:00Z | 2026-01-02T10:00:00Z 2026-01-03T10:00:00Z
          cron(0 10 * * ? *)           | 2026-01-01T10:00:00Z | 2026-01-02T10:00:00Z 2026-01-03T10:00:00Z
          cron( 15 12 * * ? * )        | 2026-01-01T10:00:00Z | 2026-01-01T12:15:00Z 2026-01-02T12:15:00Z
          cron(0/15 * * * ? *)         | 2026-01-01T10:40:00Z | 2026-01-01T10:45:00Z 2026-01-01T11:00:00Z
          cron(1/10 * * * ? *)         | 2026-01-01T10:40:00Z | 2026-01-01T10:41:00Z 2026-01-01T10:51:00Z
          cron(0/30 20-23 ? * MON-FRI *) | 2026-01-02T23:30:00Z | 2026-01-05T20:00:00Z 2026-01-05T20:30:00Z
          cron(15 10 ? * 6L 2026-2027) | 2027-11-01T00:00:00Z | 2027-11-26T10:15:00Z 2027-12-31T10:15:00Z
          cron(15 10 ? * 6L 2026-2027) | 2027-12-31T10:15:00Z | none
          cron(0 0 1 JAN,jul ? 2199)   | 2026-01-01T00:00:00Z | 2199-01-01T00:00:00Z 2199-07-01T00:00:00Z
          cron(0 0 1 1 ? 1970)         | 1960-01-01T00:00:00Z | 1970-01-01T00:00:00Z none
          cron(0 0 1 1 ? 2026/2)       | 2026-01-01T00:00:00Z | 2028-01-01T00:00:00Z 2030-01-01T00:00:00Z
          """)
  void each_form_of_time_month_and_year_names_its_times(
      String expression, String after, String expected) {
    assertThat(Occurrences.next(CronDialect.EVENTBRIDGE, expression, after, 2)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}: in {2} on {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1-3  | ?     | 2026-02 | 1 2 3
          L    | ?     | 2024-02 | 29
          L-2  | ?     | 2026-02 | 26
          LW   | ?     | 2026-05 | 29
          3W   | ?     | 2026-05 | 4
          L,15 | ?     | 2026-02 | 15 28
          ?    | 1     | 2026-02 | 1 8 15 22
          ?    | SAT   | 2026-02 | 7 14 21 28
          ?    | L     | 2026-02 | 7 14 21 28
          ?    | 2-6   | 2026-02 | 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27
          ?    | 3#2   | 2026-02 | 10
          ?    | TUE#2 | 2026-02 | 10
          ?    | 6L    | 2026-01 | 30
          ?    | *     | 2026-02 | 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28
          """)
  void each_form_of_day_names_its_days(
      String dayOfMonth, String dayOfWeek, YearMonth month, String days) {
    String expression = "cron(0 10 " + dayOfMonth + " * " + dayOfWeek + " *)";

    assertThat(Occurrences.daysIn(CronDialect.EVENTBRIDGE, expression, month)).isEqualTo(days);
  }

  @ParameterizedTest(name = "{0} is every {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(1 minute)      | PT1M
          rate(5 minutes)     | PT5M
          rate(1 hours)       | PT1H
          rate( 12 hours )    | PT12H
          rate(1 day)         | PT24H
          rate(999999 days)   | PT23999976H
          """)
  void a_rate_is_a_number_of_minutes_hours_or_days(String expression, Duration every) {
    assertThat(EventBridgeExpression.parse(expression))
        .isEqualTo(new EventBridgeExpression.Rate(every));
  }

  @Test
  void one_time_schedules_and_cron_expressions_are_told_apart() {
    assertThat(EventBridgeExpression.parse("at(2026-03-29T02:30:00)"))
        .isEqualTo(new EventBridgeExpression.At(LocalDateTime.parse("2026-03-29T02:30:00")));
    assertThat(EventBridgeExpression.parse(" cron(0 10 * * ? *)"))
        .isEqualTo(
            new EventBridgeExpression.Cron(
                CronSchedule.parse(CronDialect.EVENTBRIDGE, "0 10 * * ? *")));
  }

  @ParameterizedTest(name = "{0} is refused: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(0 minutes)         | rate, position 0: it needs a number from 1 to 999999
          rate(-5 minutes)        | write rate(5 minutes)
          rate(5 seconds)         | minutes, hours or days
          rate(5minutes)          | write rate(5 minutes)
          rate(1000000 days)      | from 1 to 999999
          rate(5 minutes          | write rate(5 minutes)
          rate(5 minutes) x       | write rate(5 minutes)
          at(2026-02-30T00:00:00) | at, position 0: there is no such date
          at(2026-01-01T24:00:00) | there is no such date or time of day
          at(2026-01-01 00:00:00) | write at(2026-03-29T02:30:00)
          at(2026-01-01T00:00:00Z) | write at(2026-03-29T02:30:00)
          """)
  void rates_and_times_that_make_no_sense_are_refused(String expression, String message) {
    assertThatThrownBy(() -> EventBridgeExpression.parse(expression))
        .isInstanceOf(CronSyntaxException.class)
        .hasMessageContaining(message);
  }
}
