package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CronDialect;
import dev.punctual.DstPolicy;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counting without visiting gives what visiting gives. */
class CronCountTest {
  private static final int CASES = Integer.getInteger("punctual.cron.counts", 4_000);
  private static final long SEED = Long.getLong("punctual.cron.seed", System.nanoTime());
  private static final int MOST_VISITED = 3_000;
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final double YEARS_IN_SECONDS = 140 * 365.0 * 86_400;
  private static final List<DstPolicy> POLICIES = List.of(DstPolicy.values());
  private static final List<ZoneId> ZONES =
      ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();

  @Test
  void the_count_and_the_last_time_are_those_of_visiting_each() {
    var random = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      var oracle = RandomCron.next(random);
      var schedule = CronSchedule.parse(oracle.dialect(), oracle.expression());
      var zone = ZONES.get(random.nextInt(ZONES.size()));
      var policy = POLICIES.get(random.nextInt(POLICIES.size()));
      var from = someInstant(random, zone);
      var times = visit(schedule, zone, policy, from);
      var through = times.isEmpty() ? from : times.get(random.nextInt(times.size()));
      through = through.plusMillis(random.nextInt(1_500) - 500);
      var expected = visited(times, through);
      var what = "seed %d: %s in %s, %s, after %s through %s";
      assertThat(schedule.count(from, through, zone, policy))
          .as(what, SEED, schedule, zone, policy, from, through)
          .isEqualTo(expected.size());
      if (!expected.isEmpty()) {
        assertThat(schedule.last(expected.getFirst(), through, zone, policy))
            .as(what, SEED, schedule, zone, policy, from, through)
            .isEqualTo(expected.getLast());
      }
    }
  }

  private static List<Instant> visited(List<Instant> times, Instant through) {
    return times.stream().filter(time -> !time.isAfter(through)).toList();
  }

  private static List<Instant> visit(
      CronSchedule schedule, ZoneId zone, DstPolicy policy, Instant from) {
    var times = new ArrayList<Instant>();
    var next = schedule.nextAfter(from, zone, policy);
    while (next.isPresent() && times.size() < MOST_VISITED) {
      times.add(next.get());
      next = schedule.nextAfter(next.get(), zone, policy);
    }
    return times;
  }

  /** Often shortly before a change of the clock, or at one. */
  private static Instant someInstant(Random random, ZoneId zone) {
    var any = EARLIEST.plusSeconds((long) (random.nextDouble() * YEARS_IN_SECONDS));
    var change = zone.getRules().nextTransition(any);
    return change == null || random.nextInt(4) == 0
        ? any
        : change.getInstant().minusMillis(random.nextLong(3) * random.nextInt(7_200_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * * ?       | UTC                 | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z | 31536000",
        "* * * * * ?       | Europe/Berlin       | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z | 31536000",
        "0 30 2 * * ?      | Europe/Berlin       | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z | 365",
        "0 0 0 29 2 ?      | Australia/Lord_Howe | 1970-01-01T00:00:00Z | 9999-12-31T00:00:00Z | 1947",
        "0 0/15 8-18 ? * 2-6 | America/New_York  | 2026-03-02T00:00:00Z | 2026-03-16T00:00:00Z | 440",
      })
  void long_stretches_are_counted_at_once(
      String expression, String zone, Instant after, Instant through, long count) {
    var schedule = CronSchedule.parse(CronDialect.QUARTZ, expression);
    assertThat(schedule.count(after, through, ZoneId.of(zone), DstPolicy.RUN_ONCE))
        .isEqualTo(count);
  }
}
