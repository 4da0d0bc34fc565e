package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.punctual.CronDialect;
import dev.punctual.DstPolicy;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void daily_and_weekly_are_quartz_expressions() {
    assertThat(CronSchedule.daily(LocalTime.of(2, 30)))
        .isEqualTo(CronSchedule.parse(CronDialect.QUARTZ, "0 30 2 * * ?"))
        .hasToString("quartz 0 30 2 * * ?");
    assertThat(
            CronSchedule.weekly(
                Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY), LocalTime.of(23, 59, 58)))
        .hasToString("quartz 58 59 23 ? * MON,SUN");
    assertThat(
            CronSchedule.weekly(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT)
                .isIntervalLike())
        .isFalse();
  }

  @Test
  void daily_and_weekly_refuse_fractions_of_a_second_and_no_day() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronSchedule.daily(LocalTime.of(2, 30, 0, 1)))
        .withMessageContaining("02:30:00.000000001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronSchedule.weekly(Set.of(DayOfWeek.MONDAY), LocalTime.MAX));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronSchedule.weekly(Set.of(), LocalTime.NOON));
  }

  @Test
  void the_expression_is_kept_as_given_but_for_white_space() {
    assertThat(CronSchedule.parse(CronDialect.QUARTZ, "\t0  0/5 * *\t* ? ").expression())
        .isEqualTo("0 0/5 * * * ?");
    assertThat(CronSchedule.parse(CronDialect.EVENTBRIDGE, " cron( 0 9  ? * mon *) ").expression())
        .isEqualTo("cron(0 9 ? * mon *)");
    assertThat(CronSchedule.parse(CronDialect.UNIX, " @daily").expression()).isEqualTo("@daily");
  }

  @Test
  void schedules_of_the_same_text_are_equal_whatever_its_case_spaces_and_wrapping() {
    assertThat(CronSchedule.parse(CronDialect.EVENTBRIDGE, "cron(0 9 ? * mon *)"))
        .isEqualTo(CronSchedule.parse(CronDialect.EVENTBRIDGE, "0  9 ? * MON *"))
        .hasSameHashCodeAs(CronSchedule.parse(CronDialect.EVENTBRIDGE, "0 9 ? * Mon *"));
    assertThat(CronSchedule.parse(CronDialect.QUARTZ, "0 0 9 ? * MON"))
        .isNotEqualTo(CronSchedule.parse(CronDialect.SPRING, "0 0 9 ? * MON"))
        .isNotEqualTo(CronSchedule.parse(CronDialect.QUARTZ, "0 0 9 ? * TUE"))
        .isNotEqualTo("0 0 9 ? * MON");
  }

  @ParameterizedTest(name = "{1} is interval-like: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          QUARTZ      | 0 30 1 * * ?       | false
          QUARTZ      | 0 0,30 1,2 * * ?   | false
          QUARTZ      | 0 0 9 ? * MON-FRI  | false
          QUARTZ      | 0 0 9 1/2 * ?      | false
          QUARTZ      | 0 0/15 * * * ?     | true
          QUARTZ      | 0 0 1-3 * * ?      | true
          QUARTZ      | 0 30 * * * ?       | true
          QUARTZ      | 0 0/30 2 * * ?     | true
          QUARTZ      | * 30 2 * * ?       | true
          UNIX        | @daily             | false
          UNIX        | @hourly            | true
          SPRING      | @midnight          | false
          EVENTBRIDGE | 0 9 * * ? *        | false
          EVENTBRIDGE | 0/5 9 * * ? *      | true
          """)
  void wildcards_ranges_and_steps_in_the_time_of_day_make_an_expression_follow_real_time(
      CronDialect dialect, String expression, boolean intervalLike) {
    assertThat(CronSchedule.parse(dialect, expression).isIntervalLike()).isEqualTo(intervalLike);
  }

  @Test
  void results_are_whole_seconds_strictly_after() {
    CronSchedule everySecond = CronSchedule.parse(CronDialect.QUARTZ, "* * * * * ?");

    assertThat(next(everySecond, "2026-01-01T00:00:00Z")).contains("2026-01-01T00:00:01Z");
    assertThat(next(everySecond, "2026-01-01T00:00:00.000000001Z"))
        .contains("2026-01-01T00:00:01Z");
    assertThat(next(everySecond, "2026-01-01T00:00:00.999999999Z"))
        .contains("2026-01-01T00:00:01Z");
    assertThat(next(everySecond, "1969-12-31T23:59:58.5Z")).contains("1969-12-31T23:59:59Z");
  }

  @ParameterizedTest
  @EnumSource(DstPolicy.class)
  void the_years_0_to_9999_bound_every_answer(DstPolicy policy) {
    CronSchedule daily = CronSchedule.daily(LocalTime.NOON);

    assertThat(daily.nextAfter(Instant.MIN, ZoneOffset.UTC, policy))
        .contains(Instant.parse("0000-01-01T12:00:00Z"));
    assertThat(daily.nextAfter(Instant.MIN, BERLIN, policy)).isPresent();
    assertThat(daily.nextAfter(Instant.parse("9999-12-31T11:00:00Z"), ZoneOffset.UTC, policy))
        .contains(Instant.parse("9999-12-31T12:00:00Z"));
    assertThat(daily.nextAfter(Instant.parse("9999-12-31T12:00:00Z"), BERLIN, policy)).isEmpty();
    assertThat(daily.nextAfter(Instant.MAX, BERLIN, policy)).isEmpty();
    assertThat(daily.nextAfter(Instant.MAX, ZoneOffset.MIN, policy)).isEmpty();
    assertThat(daily.nextAfter(Instant.MIN, ZoneOffset.MAX, policy)).isPresent();
  }

  @Test
  void a_year_far_ahead_is_found_from_however_long_before() {
    CronSchedule lateOnce = CronSchedule.parse(CronDialect.QUARTZ, "0 0 0 1 1 ? 2199");

    assertThat(next(lateOnce, "-999999999-01-01T00:00:00Z")).contains("2199-01-01T00:00:00Z");
    assertThat(next(lateOnce, "1500-01-01T00:00:00Z")).contains("2199-01-01T00:00:00Z");
    assertThat(next(lateOnce, "2199-01-01T00:00:00Z")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 0 30 2 ?",
        "0 0 0 31 2,4,6,9,11 ?",
        "0 0 0 30,31 FEB ?",
        "0 0 0 31W 4 ?",
        "0 0 0 L-30 4 ?",
        "0 0 0 29 2 ? 2025",
        "0 0 0 29 2 ? 2100",
        "0 0 0 ? 2 SUN#5 2025-2031",
        "0 0 0 1 1 ? 1970"
      })
  void impossible_expressions_answer_none_at_once(String expression) {
    CronSchedule schedule = CronSchedule.parse(CronDialect.QUARTZ, expression);
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    long start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThat(schedule.nextAfter(now, BERLIN, DstPolicy.RUN_ONCE)).isEmpty();
    }
    assertThat(System.nanoTime() - start).isLessThan(100 * 5_000_000L);
  }

  @Test
  void a_time_that_is_always_skipped_answers_none_when_the_gap_is_skipped() {
    CronSchedule inTheGap = CronSchedule.parse(CronDialect.QUARTZ, "0 30 2 ? 3 SUN#2");
    ZoneId newYork = ZoneId.of("America/New_York");
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(inTheGap.nextAfter(now, newYork, DstPolicy.SKIP_GAP)).isEmpty();
    assertThat(inTheGap.nextAfter(now, newYork, DstPolicy.RUN_ONCE))
        .contains(Instant.parse("2026-03-08T07:00:00Z"));
  }

  private static Optional<String> next(CronSchedule schedule, String after) {
    return schedule
        .nextAfter(Instant.parse(after), ZoneOffset.UTC, DstPolicy.RUN_ONCE)
        .map(Instant::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9999-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "+10000-01-01T01:01:55Z"})
  void no_time_is_later_than_the_year_9999(Instant after) {
    CronSchedule everySecond = CronSchedule.parse(CronDialect.QUARTZ, "* * * * * ?");
    assertThat(everySecond.nextAfter(after, ZoneOffset.UTC, DstPolicy.RUN_ONCE)).isEmpty();
  }
}
