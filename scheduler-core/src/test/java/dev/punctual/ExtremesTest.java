package dev.punctual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Durations and instants at the ends of their ranges, at every entry that takes one: either the
 * limit is named by an {@link InvalidDefinitionException}, or the answer is the nearest there is.
 * Nothing wraps around, and nothing throws the exceptions of arithmetic.
 */
class ExtremesTest {
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration CENTURY = Duration.ofDays(36_500);
  private static final Duration ALMOST_FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
  private static final Instant LATEST = Checks.LATEST;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static final Map<String, Function<Duration, Object>> DURATIONS =
      Map.ofEntries(
          Map.entry("every", Trigger::every),
          Map.entry("every, anchored", period -> Trigger.every(period, LATEST)),
          Map.entry("after end", Trigger::afterEnd),
          Map.entry("jitter", most -> Trigger.daily(LocalTime.NOON, BERLIN).withJitter(most)),
          Map.entry("retry, fixed", wait -> Retry.fixed(3, wait)),
          Map.entry("retry, first wait", first -> Retry.exponential(1_000, first, CENTURY)),
          Map.entry("retry, longest wait", longest -> Retry.exponential(1_000, MILLI, longest)),
          Map.entry("catch-up within", age -> CatchUp.all().within(age)),
          Map.entry("catch-up grace", grace -> CatchUp.none().withGrace(grace)),
          Map.entry("retention age", age -> new Retention(1, age)),
          Map.entry("lead", lead -> build(Scheduler.builder().lead(lead))),
          Map.entry("drain", drain -> build(Scheduler.builder().drain(drain))),
          Map.entry("call timeout", wait -> build(Scheduler.builder().callTimeout(wait))));

  private static final Map<String, Duration> EXTREME_DURATIONS =
      Map.ofEntries(
          Map.entry("-1ns", Duration.ofNanos(-1)),
          Map.entry("0", Duration.ZERO),
          Map.entry("1ns", Duration.ofNanos(1)),
          Map.entry("1ms-1ns", MILLI.minusNanos(1)),
          Map.entry("1ms", MILLI),
          Map.entry("1ms+1ns", MILLI.plusNanos(1)),
          Map.entry("2^31s", Duration.ofSeconds(1L << 31)),
          Map.entry("100y", CENTURY),
          Map.entry("100y+1ns", CENTURY.plusNanos(1)),
          Map.entry("2^63ms", Duration.ofMillis(Long.MAX_VALUE)),
          Map.entry("2^63s", ALMOST_FOR_EVER),
          Map.entry("-2^63s", Duration.ofSeconds(Long.MIN_VALUE)));

  private static final Map<String, String> LIMITS =
      Map.of(
          "least", "less than a millisecond",
          "range", "not between zero and 36500 days",
          "whole", "not whole milliseconds",
          "lead", "not between PT0.01S and PT5M",
          "drain", "not between PT0S and PT1H",
          "call", "not between PT0.1S and PT1H");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          entry               | -2^63s | -1ns  | 0     | 1ns   | 1ms-1ns | 1ms  | 1ms+1ns | 2^31s | 100y  | 100y+1ns | 2^63ms | 2^63s
          every               | least  | least | least | least | least   | yes  | whole   | yes   | yes   | range    | range  | range
          every, anchored     | least  | least | least | least | least   | yes  | whole   | yes   | yes   | range    | range  | range
          after end           | least  | least | least | least | least   | yes  | whole   | yes   | yes   | range    | range  | range
          jitter              | least  | least | least | least | least   | yes  | whole   | yes   | yes   | range    | range  | range
          retry, fixed        | least  | least | least | least | least   | yes  | whole   | yes   | yes   | range    | range  | range
          retry, first wait   | least  | least | least | least | least   | yes  | whole   | yes   | yes   | range    | range  | range
          retry, longest wait | least  | least | least | least | least   | yes  | whole   | yes   | yes   | range    | range  | range
          catch-up within     | least  | least | least | least | least   | yes  | whole   | yes   | yes   | range    | range  | range
          catch-up grace      | range  | range | yes   | whole | whole   | yes  | whole   | yes   | yes   | range    | range  | range
          retention age       | least  | least | least | least | least   | yes  | whole   | yes   | yes   | range    | range  | range
          lead                | lead   | lead  | lead  | lead  | lead    | lead | lead    | lead  | lead  | lead     | lead   | lead
          drain               | drain  | drain | yes   | yes   | yes     | yes  | yes     | drain | drain | drain    | drain  | drain
          call timeout        | call   | call  | call  | call  | call    | call | call    | call  | call  | call     | call   | call
          """)
  void a_duration_is_taken_or_its_limit_is_named(ArgumentsAccessor row) {
    List<String> columns =
        List.of(
            "-2^63s",
            "-1ns",
            "0",
            "1ns",
            "1ms-1ns",
            "1ms",
            "1ms+1ns",
            "2^31s",
            "100y",
            "100y+1ns",
            "2^63ms",
            "2^63s");
    String entry = row.getString(0);
    for (int i = 0; i < columns.size(); i++) {
      Duration duration = EXTREME_DURATIONS.get(columns.get(i));
      String expected = row.getString(i + 1);
      Throwable refusal = catchThrowable(() -> DURATIONS.get(entry).apply(duration));
      String what = "%s of %s".formatted(entry, columns.get(i));
      if (expected.equals("yes")) {
        assertThat(refusal).as(what).isNull();
      } else {
        assertThat(refusal)
            .as(what)
            .isInstanceOf(InvalidDefinitionException.class)
            .hasMessageContaining(duration.toString())
            .hasMessageContaining(LIMITS.get(expected));
      }
    }
  }

  private static Scheduler build(SchedulerBuilder builder) {
    Scheduler scheduler = builder.build();
    scheduler.close();
    return scheduler;
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10ms - 1ns  | PT0.009999999S | not between PT0.01S and PT5M
          10ms        | PT0.01S        | ''
          5min        | PT5M           | ''
          5min + 1ns  | PT5M0.000000001S | not between PT0.01S and PT5M
          """)
  void the_lead_is_bounded_to_the_nanosecond(String name, Duration lead, String limit) {
    Throwable refusal = catchThrowable(() -> build(Scheduler.builder().lead(lead)));

    if (limit.isEmpty()) {
      assertThat(refusal).isNull();
    } else {
      assertThat(refusal)
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContaining(limit);
    }
  }

  @Test
  void all_durations_of_a_builder_that_are_out_of_range_are_named_at_once() {
    assertThatThrownBy(() ->
            Scheduler.builder()
                .lead(ALMOST_FOR_EVER)
                .drain(Duration.ofSeconds(Long.MIN_VALUE))
                .callTimeout(Duration.ZERO)
                .build())
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContainingAll("lead is", "drain is", "callTimeout is");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trigger every 999999999d",
        "trigger every 9999999999d",
        "trigger every 99999999999999999999s",
        "trigger every -1s",
        "trigger every 0.5ms",
        "trigger after end 36500d1ms",
        "trigger after end 0s",
        "trigger at +10000-01-01T00:00:00Z",
        "trigger at +1000000000-12-31T23:59:59Z",
        "trigger at -999999999-01-01T00:00:00Z",
        "trigger every 1s anchored at +999999999-12-31T23:59:59.999999999Z",
        "trigger daily 00:00 in UTC from -0001-01-01T00:00:00Z",
        "trigger daily 00:00 in UTC until +10000-01-01T00:00:00Z",
        "trigger cron eventbridge \"rate(999999 days)\" in UTC",
        "trigger cron eventbridge \"at(9999-12-31T23:59:59)\" in America/New_York",
        "trigger cron eventbridge \"at(0000-01-01T00:00:00)\" in UTC",
        "trigger cron eventbridge \"at(1970-01-01T00:00:00)\" in Asia/Tokyo",
        "retry fixed 2147483648 every 1s",
        "retry fixed 3 every 36501d",
        "retry exponential 3 from 1s to 999999999d",
        "catch-up all within 999999999d",
        "catch-up all at most 99999999999",
        "catch-up none grace 36500d1ms",
      })
  void the_text_forms_have_the_same_limits(String form) {
    String text = form.substring(form.indexOf(' ') + 1);
    Function<String, Object> parser =
        switch (form.substring(0, form.indexOf(' '))) {
          case "trigger" -> Trigger::parse;
          case "retry" -> Retry::parse;
          default -> CatchUp::parse;
        };

    assertThatThrownBy(() -> parser.apply(text)).isInstanceOf(InvalidDefinitionException.class);
  }

  @Test
  void waits_between_attempts_stop_growing_at_the_longest() {
    Retry retry = Retry.exponential(1_000, MILLI, CENTURY);

    assertThat(retry.waitAfter(1)).isEqualTo(MILLI);
    assertThat(retry.waitAfter(42)).isEqualTo(MILLI.multipliedBy(1L << 41));
    assertThat(retry.waitAfter(43)).isEqualTo(CENTURY);
    assertThat(retry.waitAfter(Integer.MAX_VALUE)).isEqualTo(CENTURY);
    assertThat(Retry.fixed(1_000, CENTURY).waitAfter(Integer.MAX_VALUE)).isEqualTo(CENTURY);
  }

  static Stream<Instant> ends() {
    return Stream.of(
        Instant.MIN,
        Instant.ofEpochMilli(Long.MIN_VALUE),
        Instant.parse("-9999-01-01T00:00:00Z"),
        Instant.parse("0000-01-01T00:00:00Z"),
        Instant.ofEpochSecond(-(1L << 31)),
        Instant.EPOCH,
        Instant.ofEpochSecond(1L << 31),
        Instant.ofEpochSecond(1L << 32),
        LATEST,
        Instant.ofEpochMilli(Long.MAX_VALUE),
        Instant.MAX);
  }

  static Stream<Instant> instants() {
    return ends().flatMap(ExtremesTest::withNeighbours);
  }

  private static Stream<Instant> withNeighbours(Instant instant) {
    return Stream.concat(
        Stream.of(instant),
        Stream.concat(
            instant.equals(Instant.MIN)
                ? Stream.empty()
                : Stream.of(instant.minusNanos(1), instant.minusMillis(1)),
            instant.equals(Instant.MAX)
                ? Stream.empty()
                : Stream.of(instant.plusNanos(1), instant.plusMillis(1))));
  }

  @ParameterizedTest
  @MethodSource("instants")
  void an_instant_of_a_trigger_is_a_whole_millisecond_from_1970_to_9999(Instant instant) {
    boolean inRange = !instant.isBefore(Instant.EPOCH) && !instant.isAfter(LATEST);
    Map<String, Function<Instant, Trigger>> entries =
        Map.of(
            "at",
            Trigger::at,
            "anchor",
            anchor -> Trigger.every(MILLI, anchor),
            "from",
            Trigger.every(MILLI)::from,
            "until",
            until -> Trigger.daily(LocalTime.NOON, BERLIN).until(until));

    entries.forEach((entry, made) -> {
      Throwable refusal = catchThrowable(() -> made.apply(instant));
      if (inRange) {
        assertThat(refusal).as(entry).isNull();
        assertThat(made.apply(instant))
            .as(entry)
            .isEqualTo(made.apply(instant.truncatedTo(ChronoUnit.MILLIS)));
      } else {
        assertThat(refusal)
            .as(entry)
            .isInstanceOf(InvalidDefinitionException.class)
            .hasMessageContaining("not between the years 1970 and 9999");
      }
    });
  }

  private static List<Trigger> triggers() {
    Trigger everyMilli = Trigger.every(MILLI);
    return List.of(
        Trigger.at(Instant.EPOCH),
        Trigger.at(LATEST),
        everyMilli,
        Trigger.every(CENTURY),
        Trigger.every(CENTURY, LATEST),
        everyMilli.from(LATEST),
        everyMilli.until(Instant.EPOCH.plusMillis(1)),
        everyMilli.from(Instant.EPOCH).until(LATEST),
        Trigger.cron("* * * * * ?"),
        Trigger.cron("* * * * * ?", ZoneOffset.MIN),
        Trigger.cron("59 59 23 31 12 ?", ZoneOffset.MAX),
        Trigger.cron("0 0 0 1 1 ? 1970-2199/229", BERLIN),
        Trigger.cron("0 0 0 30 2 ?", BERLIN),
        Trigger.daily(LocalTime.MIDNIGHT, BERLIN).withDst(DstPolicy.BOTH_PASSES),
        Trigger.weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 30), ZoneId.of("America/New_York"))
            .from(Instant.EPOCH)
            .until(LATEST));
  }

  @ParameterizedTest
  @MethodSource("instants")
  void the_next_time_is_asked_from_any_instant(Instant after) {
    for (Trigger trigger : triggers()) {
      trigger
          .nextAfter(after)
          .ifPresent(next -> {
            assertThat(next).as("%s", trigger).isAfter(after).isBeforeOrEqualTo(LATEST);
            assertThat(next.truncatedTo(ChronoUnit.MILLIS)).as("%s", trigger).isEqualTo(next);
          });
      assertThat(trigger.preview(after, 3)).as("%s", trigger).isSorted().hasSizeLessThan(4);
      assertThat(trigger.preview(after, 0)).as("%s", trigger).isEmpty();
      assertThat(trigger.warning(after)).as("%s", trigger).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("ends")
  void times_are_counted_between_any_two_instants_without_visiting_each(Instant one) {
    Instant around2038 = Instant.ofEpochSecond(1L << 31);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            Stream.of(Instant.MIN, Instant.EPOCH, around2038, LATEST, Instant.MAX)
                .forEach(other -> triggers().forEach(trigger -> checkCount(trigger, one, other))));
  }

  private static void checkCount(Trigger trigger, Instant after, Instant through) {
    String what = "%s after %s through %s".formatted(trigger, after, through);
    var first = trigger.nextAfter(after).filter(time -> !time.isAfter(through));
    var times = trigger.between(after, through);
    assertThat(times.map(Trigger.Times::first)).as(what).isEqualTo(first);
    times.ifPresent(some -> {
      assertThat(some.count()).as(what).isPositive();
      assertThat(some.last()).as(what).isBetween(some.first(), through).isBeforeOrEqualTo(LATEST);
      assertThat(trigger.nextAfter(some.last()).filter(next -> !next.isAfter(through)))
          .as(what)
          .isEmpty();
    });
  }

  @Test
  void all_times_there_are_fit_into_a_count() {
    assertThat(Trigger.every(MILLI).between(Instant.MIN, Instant.MAX))
        .contains(new Trigger.Times(LATEST.toEpochMilli() + 1, Instant.EPOCH, LATEST));
    assertThat(Trigger.every(CENTURY, LATEST).between(Instant.MIN, Instant.MAX))
        .contains(new Trigger.Times(1, LATEST, LATEST));
    assertThat(Trigger.at(LATEST).between(Instant.MIN, Instant.MAX))
        .contains(new Trigger.Times(1, LATEST, LATEST));
    assertThat(Trigger.every(MILLI).between(Instant.MAX, Instant.MIN)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("instants")
  void after_end_never_wraps_around_nor_leaves_the_years_1970_to_9999(Instant end) {
    for (Duration delay : List.of(MILLI, CENTURY)) {
      var next = Trigger.afterEnd(delay).nextAfter(end);
      if (end.isAfter(LATEST.minus(delay))) {
        assertThat(next).isEmpty();
      } else if (end.isBefore(Instant.EPOCH.minus(delay))) {
        assertThat(next).contains(Instant.EPOCH);
      } else {
        assertThat(next).contains(end.plus(delay).truncatedTo(ChronoUnit.MILLIS));
      }
    }
  }

  @Test
  void no_scheduled_time_is_earlier_than_1970() {
    var noon = Trigger.cron("0 0 12 * * ?");
    assertThat(noon.nextAfter(Instant.MIN)).contains(Instant.parse("1970-01-01T12:00:00Z"));
    assertThat(noon.between(Instant.MIN, Instant.parse("1970-01-03T00:00:00Z")).orElseThrow())
        .hasFieldOrPropertyWithValue("count", 2L);
  }

  @Test
  void a_preview_of_fewer_than_no_times_is_refused() {
    assertThatThrownBy(() -> Trigger.every(MILLI).preview(Instant.EPOCH, -1))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("-1");
  }
}
