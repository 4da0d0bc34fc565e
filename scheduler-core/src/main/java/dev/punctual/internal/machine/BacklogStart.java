package dev.punctual.internal.machine;

import dev.punctual.CatchUp;
import dev.punctual.SkipReason;
import dev.punctual.Trigger;
import java.time.Instant;
import java.util.Optional;

/**
 * The beginning of a backlog: what the policy's window and cap leave out is skipped then, once, and
 * no longer changes while the rest is being caught up.
 */
final class BacklogStart {
  private BacklogStart() {}

  /** Skips what is older than the window, and then all but the latest so many. */
  static void leaveOut(Draft draft, Trigger.Times times, CatchUp policy, SkipReason reason) {
    if (policy.mode() == CatchUp.Mode.LATEST) {
      if (isTooOld(draft, times.last(), policy)) {
        draft.skip(times, reason);
      }
      return;
    }
    policy
        .within()
        .flatMap(age -> until(draft, times, draft.now.minus(age).minusMillis(1)))
        .ifPresent(old -> draft.skip(old, reason));
    draft
        .job
        .trigger()
        .between(draft.cursor, times.last())
        .ifPresent(left -> leaveOutAllButLatest(draft, left, policy.atMost(), reason));
  }

  /** Skips all but the latest so many of some scheduled times, the first of which comes next. */
  static void leaveOutAllButLatest(Draft draft, Trigger.Times times, int most, SkipReason reason) {
    surplus(draft, times, most).ifPresent(surplus -> draft.skip(surplus, reason));
  }

  /** Skips all but the last of some scheduled times. */
  static void leaveOutAllButLast(Draft draft, Trigger.Times times, SkipReason reason) {
    if (times.count() > 1) {
      draft
          .job
          .trigger()
          .between(draft.cursor, times.last().minusMillis(1))
          .ifPresent(earlier -> draft.skip(earlier, reason));
    }
  }

  private static boolean isTooOld(Draft draft, Instant scheduledTime, CatchUp policy) {
    return policy.within().filter(age -> scheduledTime.isBefore(draft.now.minus(age))).isPresent();
  }

  /** What passed while the job was paused: skipped as paused, or caught up by the given policy. */
  static void resume(Draft draft, Trigger.Times passed, CatchUp policy) {
    boolean nothingRuns =
        policy.mode() == CatchUp.Mode.NONE || isTooOld(draft, passed.last(), policy);
    if (nothingRuns) {
      draft.skip(passed, SkipReason.PAUSED);
      return;
    }
    if (policy.mode() == CatchUp.Mode.ALL) {
      leaveOut(draft, passed, policy, SkipReason.PAUSED);
    } else {
      leaveOutAllButLast(draft, passed, SkipReason.PAUSED);
    }
    draft.backlog = Optional.of(new Backlog(passed.last(), Backlog.Kind.of(policy.mode())));
  }

  private static Optional<Trigger.Times> until(Draft draft, Trigger.Times times, Instant bound) {
    var through = bound.isAfter(times.last()) ? times.last() : bound;
    return through.isBefore(times.first())
        ? Optional.empty()
        : draft.job.trigger().between(draft.cursor, through);
  }

  private static Optional<Trigger.Times> surplus(Draft draft, Trigger.Times times, int most) {
    long surplus = times.count() - most;
    if (surplus <= 0) {
      return Optional.empty();
    }
    return Optional.of(firstOf(draft, times, surplus));
  }

  /** The first so many of some scheduled times, found by halving, as counting is cheap. */
  private static Trigger.Times firstOf(Draft draft, Trigger.Times times, long count) {
    var trigger = draft.job.trigger();
    long low = times.first().toEpochMilli();
    long high = times.last().toEpochMilli();
    while (low < high) {
      long middle = low + (high - low) / 2;
      var earlier = trigger.between(draft.cursor, Instant.ofEpochMilli(middle));
      if (earlier.map(Trigger.Times::count).orElse(0L) < count) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return trigger.between(draft.cursor, Instant.ofEpochMilli(low)).orElseThrow();
  }
}
