package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.punctual.DstPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The laws of the next time, on random expressions of all dialects, in all zones, mostly around
 * changes of the clock, against an oracle.
 *
 * <p>Longer runs: {@code -Dpunctual.cron.evaluations=10000000}; a failure prints its seed, which
 * {@code -Dpunctual.cron.seed} repeats.
 */
class CronLawsTest {
  private static final long EVALUATIONS = Long.getLong("punctual.cron.evaluations", 300_000);
  private static final long SEED = Long.getLong("punctual.cron.seed", System.nanoTime());
  private static final int QUESTIONS_PER_CASE = 300;
  private static final int LOCAL_TIMES_PER_CASE = 3_000;
  private static final Instant FIRST_CHANGES = Instant.parse("1800-01-01T00:00:00Z");
  private static final Instant EARLIEST = Instant.parse("1880-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2045-01-01T00:00:00Z");
  private static final List<ZoneId> ZONES =
      ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();

  /** One expression in one zone under one policy, in a window that the oracle has written out. */
  private record Case(
      CronOracle oracle,
      CronSchedule schedule,
      ZoneId zone,
      DstPolicy policy,
      NavigableSet<Instant> expected,
      Instant from,
      Instant to) {

    static Case of(Random random) {
      CronOracle oracle = RandomCron.next(random);
      ZoneId zone = pick(ZONES, random);
      DstPolicy policy = pick(List.of(DstPolicy.values()), random);
      int days = Math.clamp(LOCAL_TIMES_PER_CASE / oracle.timesPerDay(), 2, 500);
      LocalDate middle = instantNearChange(random, zone).atZone(ZoneOffset.UTC).toLocalDate();
      LocalDate first = middle.minusDays(random.nextInt(days) + 1);
      LocalDate last = first.plusDays(days);
      return new Case(
          oracle,
          CronSchedule.parse(oracle.dialect(), oracle.expression()),
          zone,
          policy,
          oracle.occurrences(zone, policy, first.minusDays(1), last.plusDays(1)),
          first.atStartOfDay().toInstant(ZoneOffset.UTC),
          last.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    Optional<Instant> next(Instant after) {
      return schedule.nextAfter(after, zone, policy);
    }

    /** Returns whether the oracle, asked about the days around an instant, has it too. */
    boolean isOccurrence(Instant time) {
      LocalDate date = time.atZone(ZoneOffset.UTC).toLocalDate();
      return oracle.occurrences(zone, policy, date.minusDays(1), date.plusDays(1)).contains(time);
    }

    void check(Instant after) {
      Optional<Instant> next = next(after);
      Instant known = expected.higher(after);
      if (known != null && known.isBefore(to)) {
        require(next.equals(Optional.of(known)), after, next, "the oracle says " + known);
      } else {
        require(
            next.isEmpty() || !next.get().isBefore(to), after, next, "the oracle has none so soon");
      }
    }

    /** Asks on along a chain, and from within each interval, where the answer must be the same. */
    void checkLaws(Random random, Instant after) {
      Instant time = after;
      for (int i = 0; i < 5; i++) {
        Optional<Instant> next = next(time);
        if (next.isEmpty()) {
          return;
        }
        require(next.get().isAfter(time), time, next, "it is not after");
        require(isOccurrence(next.get()), time, next, "the oracle does not have it");
        long seconds = Duration.between(time, next.get()).toSeconds();
        Instant within = time.plusSeconds((long) (random.nextDouble() * seconds));
        require(next(within).equals(next), within, next(within), "from earlier on it was " + next);
        Instant justBefore = next.get().minusNanos(1);
        require(next(justBefore).equals(next), justBefore, next(justBefore), "it was " + next);
        time = next.get();
      }
    }

    void require(boolean holds, Instant after, Optional<Instant> next, String reason) {
      if (!holds) {
        fail(
            "seed %d: %s \"%s\" in %s, %s: after %s comes %s, but %s",
            SEED, oracle.dialect(), oracle.expression(), zone, policy, after, next, reason);
      }
    }
  }

  @Test
  void every_answer_is_the_oracles_and_does_not_depend_on_where_it_is_asked_from() {
    Random random = new Random(SEED);
    for (long asked = 0; asked < EVALUATIONS; asked += QUESTIONS_PER_CASE) {
      Case drawn = Case.of(random);
      long seconds = Duration.between(drawn.from(), drawn.to()).toSeconds();
      for (int i = 0; i < QUESTIONS_PER_CASE; i++) {
        Instant any = drawn.from().plusSeconds((long) (random.nextDouble() * seconds));
        Instant near = Objects.requireNonNullElse(drawn.expected().higher(any), any);
        drawn.check(
            switch (random.nextInt(4)) {
              case 0 -> near.isBefore(drawn.to()) ? near : any;
              case 1 -> near.minusSeconds(1).isBefore(drawn.from()) ? any : near.minusSeconds(1);
              case 2 -> any.plusNanos(random.nextInt(1_000_000_000));
              default -> any;
            });
      }
      drawn.checkLaws(random, drawn.from());
    }
  }

  /** The leap of the search relies on this, see {@link ZoneSearch}. */
  @Test
  void no_change_of_the_clock_reaches_into_another_in_any_zone() {
    ZONES.forEach(CronLawsTest::checkThatChangesAreApart);
  }

  private static void checkThatChangesAreApart(ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(FIRST_CHANGES);
    while (change != null && change.getInstant().isBefore(LATEST)) {
      ZoneOffsetTransition next = zone.getRules().nextTransition(change.getInstant());
      if (next != null) {
        Duration apart = Duration.between(change.getInstant(), next.getInstant());
        assertThat(apart).as("%s %s", zone, change).isGreaterThan(change.getDuration().abs());
        assertThat(apart).as("%s %s", zone, next).isGreaterThan(next.getDuration().abs());
      }
      change = next;
    }
  }

  private static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static Instant instantNearChange(Random random, ZoneId zone) {
    long seconds = Duration.between(EARLIEST, LATEST).toSeconds();
    Instant any = EARLIEST.plusSeconds((long) (random.nextDouble() * seconds));
    ZoneOffsetTransition change = zone.getRules().nextTransition(any);
    return change == null || random.nextInt(5) == 0 ? any : change.getInstant();
  }
}
