package dev.punctual.internal.machine;

import dev.punctual.Delivery;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import dev.punctual.Outcome;
import dev.punctual.Overlap;
import dev.punctual.SkipReason;
import dev.punctual.spi.ExecutionRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What the end of an attempt means: the end of its execution, or another attempt. An end that does
 * not belong to the current attempt of an open execution is without effect (fencing).
 */
final class AttemptEnd {
  private static final Duration LONGEST_ASKED_WAIT = Duration.ofDays(1);

  private AttemptEnd() {}

  static void apply(Draft draft, JobEvent.Ended event) {
    draft
        .find(event.execution())
        .filter(execution -> execution.attempt() == event.attempt())
        .filter(execution -> execution.status() != ExecutionStatus.WAITING)
        .ifPresent(execution -> end(draft, execution, event));
  }

  private static void end(Draft draft, ExecutionRecord execution, JobEvent.Ended event) {
    if (event.outcome().isEmpty()) {
      interrupted(draft, execution, event);
      return;
    }
    var outcome = event.outcome().get();
    int failed = ExecutionRecords.isFailure(outcome) ? 1 : 0;
    var counted = ExecutionRecords.counted(execution, failed, 0, event.start(), outcome);
    if (failed > 0 && ExecutionRecords.isGivingWay(counted)) {
      draft.end(counted, statusOf(outcome), counted.reason(), event.end());
      return;
    }
    if (failed > 0 && mayTryAgain(draft, counted, outcome)) {
      var due = event.end().plus(waitAfter(draft, counted, outcome));
      if (isSuperseded(draft, counted, due)) {
        var reason = Optional.of(SkipReason.SUPERSEDED);
        draft.end(counted, statusOf(outcome), reason, event.end());
      } else {
        draft.replace(ExecutionRecords.waiting(counted, due, event.attempt()));
      }
      return;
    }
    boolean declined = outcome.status() == Outcome.Status.DECLINED;
    var reason = Optional.of(SkipReason.DECLINED).filter(any -> declined);
    draft.end(counted, statusOf(outcome), reason, event.end());
  }

  /** Interrupted by a shutdown: no failure; it goes on at once when somebody can run it again. */
  private static void interrupted(Draft draft, ExecutionRecord execution, JobEvent.Ended event) {
    var outcome = Outcome.unknown("interrupted: the scheduler was closed while it ran");
    var counted = ExecutionRecords.counted(execution, 0, 0, event.start(), outcome);
    if (draft.job.delivery() == Delivery.AT_MOST_ONCE
        || draft.state == JobState.CANCELLED
        || ExecutionRecords.isGivingWay(counted)) {
      draft.end(counted, ExecutionStatus.UNKNOWN, counted.reason(), event.end());
    } else {
      draft.replace(ExecutionRecords.waiting(counted, event.end(), event.attempt()));
    }
  }

  private static boolean mayTryAgain(Draft draft, ExecutionRecord execution, Outcome outcome) {
    boolean certainlyNotDone = outcome.status() == Outcome.Status.NOT_STARTED;
    return outcome.isRetryable()
        && execution.failures() < draft.job.retry().attempts()
        && (draft.job.delivery() == Delivery.AT_LEAST_ONCE || certainlyNotDone)
        && draft.state != JobState.CANCELLED;
  }

  /**
   * A job that skips what overlaps must not lose its next time to the wait for a retry. While a
   * backlog is caught up nothing is lost: times that arrive join it.
   */
  private static boolean isSuperseded(Draft draft, ExecutionRecord execution, Instant due) {
    return execution.kind().counts()
        && draft.state == JobState.ACTIVE
        && draft.job.overlap().equals(Overlap.skip())
        && !draft.job.trigger().isAfterEnd()
        && draft.backlog.isEmpty()
        && !draft.isExhausted()
        && draft
            .job
            .trigger()
            .nextAfter(draft.now)
            .filter(next -> !due.isBefore(draft.due(next)))
            .isPresent();
  }

  private static Duration waitAfter(Draft draft, ExecutionRecord execution, Outcome outcome) {
    var wait = RetryTimes.waitAfter(draft.job.retry(), execution);
    var asked = outcome.retryAfter().orElse(Duration.ZERO);
    var heeded = asked.compareTo(LONGEST_ASKED_WAIT) < 0 ? asked : LONGEST_ASKED_WAIT;
    return wait.compareTo(heeded) < 0 ? heeded.truncatedTo(ChronoUnit.MILLIS) : wait;
  }

  private static ExecutionStatus statusOf(Outcome outcome) {
    return switch (outcome.status()) {
      case SUCCEEDED -> ExecutionStatus.SUCCEEDED;
      case ACCEPTED -> ExecutionStatus.ACCEPTED;
      case FAILED, NOT_STARTED -> ExecutionStatus.FAILED;
      case UNKNOWN -> ExecutionStatus.UNKNOWN;
      case DECLINED -> ExecutionStatus.SKIPPED;
    };
  }
}
