package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.fail;

import dev.punctual.DstPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;

/**
 * One expression in one zone under one policy, and everything that is due in a window according to
 * the oracle. Asks the schedule, and fails with seed and question where an answer breaks a law.
 */
final class CronCase {
  private static final Duration LONGEST_ANSWER = Duration.ofMillis(50);
  private static final int SECOND_TRIES = 10;

  private final long seed;
  private final CronOracle oracle;
  private final CronSchedule schedule;
  private final ZoneId zone;
  private final DstPolicy policy;
  private final NavigableSet<Instant> expected;
  private final Instant from;
  private final Instant to;
  private long evaluations;

  /** Takes the window from the start of one date to the start of another, in UTC. */
  CronCase(
      long seed, CronOracle oracle, ZoneId zone, DstPolicy policy, LocalDate first, LocalDate end) {
    this.seed = seed;
    this.oracle = oracle;
    this.schedule = CronSchedule.parse(oracle.dialect(), oracle.expression());
    this.zone = zone;
    this.policy = policy;
    this.expected = oracle.occurrences(zone, policy, first.minusDays(1), end.plusDays(1));
    this.from = first.atStartOfDay().toInstant(ZoneOffset.UTC);
    this.to = end.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** Returns how often the schedule was asked. */
  long evaluations() {
    return evaluations;
  }

  /** Asks from random instants of the window, many of them at or just before an occurrence. */
  void checkAnswers(Random random, int questions) {
    for (int i = 0; i < questions; i++) {
      Instant any = anyBetween(random, from, to);
      Instant next = expected.higher(any);
      Instant near = next == null || !next.isBefore(to) || next.equals(from) ? any : next;
      check(
          switch (random.nextInt(4)) {
            case 0 -> near;
            case 1 -> near.minusSeconds(1);
            case 2 -> any.plusNanos(random.nextInt(1_000_000_000));
            default -> any;
          });
    }
  }

  /** Asks on along the whole window: the answers are the oracle's, one after another. */
  void checkChain(Random random) {
    Instant time = from.minusNanos(1);
    Iterator<Instant> known = expected.tailSet(from).iterator();
    while (known.hasNext()) {
      Instant wanted = known.next();
      if (!wanted.isBefore(to)) {
        return;
      }
      Optional<Instant> next = next(time);
      require(next.equals(Optional.of(wanted)), time, next, "the oracle says " + wanted);
      if (random.nextInt(4) == 0) {
        checkBetween(random, time, wanted);
      }
      time = wanted;
    }
  }

  /** Asks on from an instant for a few answers, each of which the oracle must have. */
  void checkLaws(Random random, Instant after) {
    Instant time = after;
    for (int i = 0; i < 5; i++) {
      Optional<Instant> next = next(time);
      if (next.isEmpty()) {
        return;
      }
      require(next.get().isAfter(time), time, next, "it is not after");
      require(isOccurrence(next.get()), time, next, "the oracle does not have it");
      checkBetween(random, time, next.get());
      time = next.get();
    }
  }

  /** Asks from two instants: the later question has no earlier answer. */
  void checkOrder(Instant earlier, Instant later) {
    Optional<Instant> first = next(earlier);
    Optional<Instant> second = next(later);
    boolean ordered =
        second.isEmpty() || (first.isPresent() && !second.get().isBefore(first.get()));
    require(ordered, later, second, "after %s comes %s".formatted(earlier, first));
    if (first.isPresent() && first.get().isAfter(later)) {
      require(second.equals(first), later, second, "it was " + first);
    }
  }

  private void check(Instant after) {
    Optional<Instant> next = next(after);
    Instant known = expected.higher(after);
    if (known != null && known.isBefore(to)) {
      require(next.equals(Optional.of(known)), after, next, "the oracle says " + known);
    } else {
      require(
          next.isEmpty() || !next.get().isBefore(to), after, next, "the oracle has none so soon");
    }
  }

  /** Asks from within an interval between two occurrences, and from its very end. */
  private void checkBetween(Random random, Instant time, Instant next) {
    Instant within = anyBetween(random, time, next);
    require(next(within).equals(Optional.of(next)), within, next(within), "it was " + next);
    Instant justBefore = next.minusNanos(1);
    require(
        next(justBefore).equals(Optional.of(next)), justBefore, next(justBefore), "it was " + next);
  }

  private Optional<Instant> next(Instant after) {
    evaluations++;
    long start = System.nanoTime();
    Optional<Instant> next = schedule.nextAfter(after, zone, policy);
    if (System.nanoTime() - start > LONGEST_ANSWER.toNanos()) {
      require(isFast(after), after, next, "it takes longer than " + LONGEST_ANSWER);
    }
    return next;
  }

  /** Returns whether an answer takes its time only now and then, as when the machine is busy. */
  private boolean isFast(Instant after) {
    for (int i = 0; i < SECOND_TRIES; i++) {
      long start = System.nanoTime();
      schedule.nextAfter(after, zone, policy);
      if (System.nanoTime() - start <= LONGEST_ANSWER.toNanos()) {
        return true;
      }
    }
    return false;
  }

  private boolean isOccurrence(Instant time) {
    LocalDate date = time.atZone(ZoneOffset.UTC).toLocalDate();
    return oracle.occurrences(zone, policy, date.minusDays(1), date.plusDays(1)).contains(time);
  }

  /** Returns a random instant at or after the first and before the second. */
  static Instant anyBetween(Random random, Instant first, Instant second) {
    long seconds = Duration.between(first, second).toSeconds();
    return first.plusSeconds((long) (random.nextDouble() * seconds));
  }

  private void require(boolean holds, Instant after, Optional<Instant> next, String reason) {
    if (!holds) {
      fail(
          "-Dpunctual.cron.seed=%d: %s \"%s\" in %s, %s: after %s comes %s, but %s",
          seed, oracle.dialect(), oracle.expression(), zone, policy, after, next, reason);
    }
  }
}
