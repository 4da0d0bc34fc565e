package dev.punctual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of scheduled times: what every trigger has to keep, asked from random instants. */
class TriggerLawsTest {
  private static final long SEED = Long.getLong("punctual.trigger.seed", System.nanoTime());
  private static final Instant AROUND = Instant.parse("2026-03-02T10:00:00Z");
  private static final int QUESTIONS = 2_000;

  private final Random random = new Random(SEED);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at 2026-03-02T10:00:00Z",
        "every 1ms",
        "every 7s",
        "every 1d",
        "every 36500d",
        "every 7s anchored at 2026-03-02T10:00:03.001Z",
        "every 7s from 2026-03-02T10:00:00.500Z",
        "every 7s until 2026-03-02T10:00:10Z",
        "every 10s from 2026-03-02T10:00:00Z until 2026-03-02T10:00:10Z",
        "every 1h from 2026-03-02T10:00:01Z until 2026-03-02T10:00:02Z",
        "cron quartz \"0/20 * * * * ?\" in UTC",
        "daily 02:30 in Europe/Berlin from 2026-03-02T10:00:00Z",
      })
  void the_next_time_is_later_monotone_and_the_same_from_anywhere_before_it(String text) {
    var trigger = Trigger.parse(text);
    for (int i = 0; i < QUESTIONS; i++) {
      var asked = someInstant();
      var next = trigger.nextAfter(asked);
      next.ifPresent(time -> assertThat(time).as(seed(asked)).isAfter(asked));
      var between = next.map(time -> inBetween(asked, time)).orElse(asked.plusSeconds(1));
      assertThat(trigger.nextAfter(between)).as(seed(asked)).isEqualTo(next);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at 2026-03-02T10:00:00Z",
        "every 1s",
        "every 7s anchored at 2026-03-02T10:00:03.001Z",
        "every 7s from 2026-03-02T10:00:00.500Z until 2026-03-02T10:01:00Z",
        "daily 02:30 in Europe/Berlin",
      })
  void counting_between_two_instants_equals_iterating(String text) {
    var trigger = Trigger.parse(text);
    for (int i = 0; i < QUESTIONS; i++) {
      var after = someInstant();
      var through = after.plusMillis(random.nextInt(100_000) - 5_000);
      assertThat(trigger.between(after, through))
          .as(seed(after) + " through " + through)
          .isEqualTo(iterate(trigger, after, through));
    }
  }

  @Test
  void a_grid_does_not_drift_and_does_not_depend_on_where_it_is_asked_from() {
    var trigger = Trigger.every(Duration.ofSeconds(7));
    var next = trigger.nextAfter(AROUND).orElseThrow();
    assertThat(next.toEpochMilli() % 7_000).isZero();
    assertThat(trigger.preview(AROUND, 1_000).getLast()).isEqualTo(next.plusSeconds(7 * 999));
  }

  @Test
  void an_anchor_is_the_first_time() {
    var trigger = Trigger.every(Duration.ofHours(1), AROUND);
    assertThat(trigger.preview(Instant.MIN, 2)).containsExactly(AROUND, AROUND.plusSeconds(3_600));
  }

  @Test
  void bounds_include_from_and_exclude_until() {
    var trigger = Trigger.every(Duration.ofSeconds(10)).from(AROUND).until(AROUND.plusSeconds(20));
    assertThat(trigger.preview(Instant.MIN, 5)).containsExactly(AROUND, AROUND.plusSeconds(10));
  }

  @Test
  void after_end_counts_from_the_instant_it_is_asked_about() {
    var trigger = Trigger.afterEnd(Duration.ofMinutes(5));
    assertThat(trigger.nextAfter(AROUND)).contains(AROUND.plusSeconds(300));
    assertThat(trigger.nextAfter(Instant.MAX)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"at 9999-12-31T23:59:59.999Z", "every 1ms", "every 36500d"})
  void times_end_with_the_year_9999(String text) {
    var trigger = Trigger.parse(text);
    assertThat(trigger.nextAfter(Checks.LATEST)).isEmpty();
    assertThat(trigger.nextAfter(Instant.MAX)).isEmpty();
    assertThat(trigger.nextAfter(Instant.MIN)).isPresent();
    assertThat(trigger.between(Instant.MIN, Instant.MAX)).isPresent();
  }

  @Test
  void a_millennium_of_milliseconds_is_counted_without_expanding_it() {
    var times = Trigger.parse("every 1ms").between(AROUND, AROUND.plus(Duration.ofDays(365_000)));
    assertThat(times.orElseThrow().count()).isEqualTo(Duration.ofDays(365_000).toMillis());
  }

  private Instant someInstant() {
    var near = AROUND.plusMillis(random.nextInt(60_000) - 30_000);
    return switch (random.nextInt(10)) {
      case 0 -> AROUND;
      case 1 -> near.plusNanos(random.nextInt(1_000_000));
      case 2 -> Instant.ofEpochMilli(random.nextLong(AROUND.toEpochMilli() * 2));
      case 3 -> Instant.EPOCH.minusMillis(random.nextInt(1_000));
      default -> near;
    };
  }

  /** An instant at or after the first and before the second. */
  private Instant inBetween(Instant first, Instant second) {
    var distance = Duration.between(first, second).minusNanos(1);
    return first.plusMillis((long) (distance.toMillis() * random.nextDouble()));
  }

  private static Optional<Trigger.Times> iterate(Trigger trigger, Instant after, Instant through) {
    var times = new ArrayList<Instant>();
    var next = trigger.nextAfter(after);
    while (next.isPresent() && !next.get().isAfter(through)) {
      times.add(next.get());
      next = trigger.nextAfter(next.get());
    }
    return times.isEmpty()
        ? Optional.empty()
        : Optional.of(new Trigger.Times(times.size(), times.getFirst(), times.getLast()));
  }

  private static String seed(Instant asked) {
    return "-Dpunctual.trigger.seed=" + SEED + ", asked from " + asked;
  }
}
