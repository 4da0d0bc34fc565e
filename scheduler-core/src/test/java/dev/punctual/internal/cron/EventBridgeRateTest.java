package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.punctual.CronDialect;
import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of EventBridge that are not cron: {@code rate(…)} and {@code at(…)}. */
class EventBridgeRateTest {
  @ParameterizedTest(name = "{0} is every {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(1 minute)            | PT1M
          rate(1 minutes)           | PT1M
          rate(5 minutes)           | PT5M
          rate(90 minute)           | PT1H30M
          rate(1 hour)              | PT1H
          rate(1 hours)             | PT1H
          rate(12 hours)            | PT12H
          rate(1 day)               | PT24H
          rate(1 days)              | PT24H
          rate(7 days)              | PT168H
          rate(007 days)            | PT168H
          rate(999999 minutes)      | PT16666H39M
          rate(999999 days)         | PT23999976H
          rate( 12 hours )          | PT12H
          '  rate(\t12  \thours)\t' | PT12H
          """)
  void a_rate_is_a_number_of_minutes_hours_or_days(String expression, Duration every) {
    assertThat(EventBridgeExpression.parse(expression))
        .isEqualTo(new EventBridgeExpression.Rate(every));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          at(2022-11-20T13:00:00)   | 2022-11-20T13:00:00
          at(2028-02-29T23:59:59)   | 2028-02-29T23:59:59
          at(1970-01-01T00:00:00)   | 1970-01-01T00:00:00
          at(9999-12-31T23:59:59)   | 9999-12-31T23:59:59
          ' at( 2026-01-01T00:00:01\t) ' | 2026-01-01T00:00:01
          """)
  void a_time_is_a_date_and_a_time_of_day(String expression, LocalDateTime time) {
    assertThat(EventBridgeExpression.parse(expression))
        .isEqualTo(new EventBridgeExpression.At(time));
  }

  @ParameterizedTest(name = "{0} in {1} is {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          at(2022-11-20T13:00:00) | UTC                 | 2022-11-20T13:00:00Z
          at(2022-11-20T13:00:00) | America/Los_Angeles | 2022-11-20T21:00:00Z
          at(2026-07-01T02:30:00) | Europe/Berlin       | 2026-07-01T00:30:00Z
          at(2026-07-01T02:30:00) | Asia/Kolkata        | 2026-06-30T21:00:00Z
          at(2026-03-29T01:59:59) | Europe/Berlin       | 2026-03-29T00:59:59Z
          at(2026-03-29T02:00:00) | Europe/Berlin       | 2026-03-29T01:00:00Z
          at(2026-03-29T02:30:00) | Europe/Berlin       | 2026-03-29T01:00:00Z
          at(2026-03-29T03:00:00) | Europe/Berlin       | 2026-03-29T01:00:00Z
          at(2026-10-25T02:30:00) | Europe/Berlin       | 2026-10-25T00:30:00Z
          at(2026-10-25T03:00:00) | Europe/Berlin       | 2026-10-25T02:00:00Z
          """)
  void a_time_is_read_in_the_zone_of_its_trigger_at_the_end_of_a_gap_in_the_first_pass(
      String expression, ZoneId zone, Instant instant) {
    assertThat(Trigger.cron(CronDialect.EVENTBRIDGE, expression, zone))
        .isEqualTo(Trigger.at(instant));
  }

  @Test
  void the_forms_are_told_apart() {
    assertThat(EventBridgeExpression.parse(" cron(0 10 * * ? *)"))
        .isEqualTo(
            new EventBridgeExpression.Cron(
                CronSchedule.parse(CronDialect.EVENTBRIDGE, "0 10 * * ? *")));
    assertThat(EventBridgeExpression.parse("rate(1 hour)"))
        .isInstanceOf(EventBridgeExpression.Rate.class);
    assertThat(EventBridgeExpression.parse("at(2026-01-01T00:00:00)"))
        .isInstanceOf(EventBridgeExpression.At.class);
  }

  @ParameterizedTest(name = "{0} is refused: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(0 minutes)           | rate       |  5 | a number from 1 to 999999
          rate(-5 minutes)          | rate       |  5 | a number from 1 to 999999
          rate(1.5 hours)           | rate       |  5 | a number from 1 to 999999
          rate(1000000 days)        | rate       |  5 | a number from 1 to 999999
          rate(a minutes)           | rate       |  5 | a number from 1 to 999999
          rate(5 seconds)           | rate       |  7 | minutes, hours or days
          rate(5 weeks)             | rate       |  7 | minutes, hours or days
          rate(5 Minutes)           | rate       |  7 | minutes, hours or days
          rate(5 minutes))          | rate       |  7 | minutes, hours or days
          rate(5minutes)            | rate       |  5 | write rate(5 minutes)
          rate(5)                   | rate       |  5 | write rate(5 minutes)
          rate()                    | rate       |  5 | write rate(5 minutes)
          ' rate( )'                | rate       |  6 | write rate(5 minutes)
          rate(5 minutes 3)         | rate       | 15 | write rate(5 minutes)
          rate(                     | expression |  4 | no closing bracket
          rate(5 minutes            | expression | 13 | no closing bracket
          rate(5 minutes) x         | expression | 16 | no closing bracket
          rate(5\u00a0minutes)      | expression |  6 | \\u00a0 has no place in it
          at(2026-02-30T00:00:00)   | at         |  3 | there is no such date
          at(2026-02-29T00:00:00)   | at         |  3 | there is no such date
          at(2026-13-01T00:00:00)   | at         |  3 | there is no such date
          at(2026-01-01T24:00:00)   | at         |  3 | there is no such date or time of day
          at(2026-01-01T00:00:60)   | at         |  3 | there is no such date or time of day
          at(2026-01-01 00:00:00)   | at         | 14 | write at(2026-03-29T02:30:00)
          at(2026-01-01)            | at         |  3 | written 2026-03-29T02:30:00
          at(2026-01-01T00:00)      | at         |  3 | written 2026-03-29T02:30:00
          at(2026-1-1T00:00:00)     | at         |  3 | written 2026-03-29T02:30:00
          at(2026-01-01T00:00:00Z)  | at         |  3 | written 2026-03-29T02:30:00
          at(2026-01-01T00:00:00.5) | at         |  3 | written 2026-03-29T02:30:00
          at(+12026-01-01T00:00:00) | at         |  3 | written 2026-03-29T02:30:00
          at()                      | at         |  3 | write at(2026-03-29T02:30:00)
          at(2026-01-01T00:00:00    | expression | 21 | no closing bracket
          RATE(5 minutes)           | expression |  0 | it has 2 fields and needs 6
          """)
  void rates_and_times_that_make_no_sense_are_refused(
      String expression, String field, int position, String reason) {
    CronSyntaxException error =
        catchThrowableOfType(
            CronSyntaxException.class, () -> EventBridgeExpression.parse(expression));

    assertThat(error).isNotNull();
    assertThat(error.field()).isEqualTo(field);
    assertThat(error.position()).isEqualTo(position);
    assertThat(error)
        .hasMessageStartingWith("EventBridge ")
        .hasMessageContaining("%s, position %d: ".formatted(field, position))
        .hasMessageContaining(reason);
  }
}
