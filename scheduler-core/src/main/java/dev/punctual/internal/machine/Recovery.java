package dev.punctual.internal.machine;

import dev.punctual.Delivery;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.Outcome;
import dev.punctual.spi.ExecutionRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What becomes of the open executions of a dead node. What was not yet due cannot have started and
 * is taken back. What was due may have started: it runs again as the next attempt of the same
 * execution, or ends as unknown where at most one start is allowed. A job whose attempts are cut
 * short again and again is likely to bring the process down; it is set apart from the second time
 * on, tried more and more slowly, and after the fifth time it is paused.
 */
final class Recovery {
  private static final int SET_APART = 2;
  private static final int MOST_INTERRUPTIONS = 5;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private Recovery() {}

  /** Whether it runs at a time of its own, apart from others that were cut short with it. */
  static boolean isSetApart(ExecutionRecord execution) {
    return execution.interruptions() >= SET_APART;
  }

  static void apply(Draft draft, Set<NodeId> dead, Horizon horizon) {
    for (var execution : List.copyOf(draft.open.reversed())) {
      if (execution.node().filter(dead::contains).isPresent()) {
        recover(draft, execution, horizon);
      }
    }
  }

  private static void recover(Draft draft, ExecutionRecord execution, Horizon horizon) {
    if (cannotHaveStarted(draft, execution, horizon)) {
      draft.withdraw(execution);
      return;
    }
    var outcome = Outcome.unknown("interrupted: the process ended while it may have been running");
    var counted =
        ExecutionRecords.counted(
            execution, 0, 1, execution.start().orElse(execution.dueTime()), outcome);
    boolean parked = counted.interruptions() >= MOST_INTERRUPTIONS;
    if (parked && draft.state == JobState.ACTIVE) {
      draft.state = JobState.PAUSED;
      draft.note =
          "parked: the process ended " + MOST_INTERRUPTIONS + " times during one execution";
    }
    if (parked
        || draft.job.delivery() == Delivery.AT_MOST_ONCE
        || draft.state == JobState.CANCELLED
        || ExecutionRecords.isGivingWay(counted)) {
      draft.end(counted, ExecutionStatus.UNKNOWN, counted.reason());
      return;
    }
    var earliest = draft.now.plus(waitAfter(counted));
    boolean mayBeEarly =
        execution.start().isEmpty() && earliest.isBefore(execution.scheduledTime());
    var due = mayBeEarly ? execution.scheduledTime() : earliest;
    draft.replace(ExecutionRecords.waiting(counted, due, execution.attempt()));
  }

  /**
   * It was not due yet. If it is due later than anything could be claimed now, the clock was set
   * back since, and says nothing; a job that runs at most once does not rely on a clock at all.
   */
  private static boolean cannotHaveStarted(
      Draft draft, ExecutionRecord execution, Horizon horizon) {
    return execution.status() == ExecutionStatus.CLAIMED
        && execution.dueTime().isAfter(draft.now)
        && !execution.dueTime().isAfter(draft.now.plus(horizon.reach()))
        && draft.job.delivery() == Delivery.AT_LEAST_ONCE;
  }

  /**
   * None after the first interruption; then 1 to 5 s, 2 to 10 s, 4 to 20 s … by the execution's
   * key, so that those which were cut short together do not run together again: only one of them
   * ends the process. For the same reason they are claimed when they are due, and no earlier.
   */
  private static Duration waitAfter(ExecutionRecord interrupted) {
    int times = interrupted.interruptions();
    if (!isSetApart(interrupted)) {
      return Duration.ZERO;
    }
    long least = 1_000L << Math.min(times - SET_APART, 20);
    long spread = Keys.number(interrupted.id(), -times) % (4 * least);
    var wait = Duration.ofMillis(least + spread);
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
