package dev.punctual.internal.machine;

import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import dev.punctual.SkipReason;
import dev.punctual.Trigger;
import dev.punctual.spi.ExecutionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Brings a job up to date: whatever can be decided now is decided, and the rest gets a wake time.
 *
 * <p>Every event ends here, so each rule about time stands once. Settling twice at the same instant
 * changes nothing the second time. Scheduled times are taken in order from the cursor:
 *
 * <ul>
 *   <li>ahead of now: claimed if a slot is free and the time is within reach, else left;
 *   <li>passed, slot taken: overlapped if it arrived while watched and nothing waits before it,
 *       else it joins the backlog;
 *   <li>passed, slot free, one time within the grace: claimed, a little late;
 *   <li>passed otherwise: decided by the catch-up policy.
 * </ul>
 */
final class Settlement {
  private static final Horizon WHEN_DUE = new Horizon(Duration.ZERO, Duration.ZERO);

  private final Draft draft;
  private final Horizon horizon;

  private Settlement(Draft draft, Horizon horizon) {
    this.draft = draft;
    this.horizon = draft.job.delivery() == Delivery.AT_MOST_ONCE ? WHEN_DUE : horizon;
  }

  /** Decides all that can be decided; returns the wake time. */
  static Optional<Instant> settle(Draft draft, Horizon horizon) {
    var settlement = new Settlement(draft, horizon);
    settlement.startManualRuns();
    settlement.reclaimWaiting();
    if (draft.state == JobState.ACTIVE) {
      settlement.decidePassed();
      settlement.claimAhead();
      settlement.finishIfDone();
    }
    return settlement.wake();
  }

  /** Decides only what has passed; used before the definition changes. */
  static void settlePassed(Draft draft, Horizon horizon) {
    new Settlement(draft, horizon).decidePassed();
  }

  /** The wake time of a job for which nothing may be claimed now. */
  static Optional<Instant> wakeOnly(Draft draft, Horizon horizon) {
    return new Settlement(draft, horizon).wake();
  }

  private void startManualRuns() {
    while (!draft.manual.isEmpty() && !draft.isFull() && draft.state != JobState.CANCELLED) {
      draft.claim(draft.manual.removeFirst());
    }
  }

  private void reclaimWaiting() {
    for (var execution : List.copyOf(draft.open)) {
      var reach = draft.now.plus(horizonOf(execution).reach());
      if (mayGoOn(execution) && !execution.dueTime().isAfter(reach)) {
        draft.replace(ExecutionRecords.reclaimed(execution, draft.watch.node()));
      }
    }
  }

  /**
   * If another job ends the process, a claim ahead of what is set apart would count as cut short.
   */
  private Horizon horizonOf(ExecutionRecord execution) {
    return Recovery.isSetApart(execution) ? WHEN_DUE : horizon;
  }

  /** A paused job starts nothing on schedule, but what was asked for by hand goes on. */
  private boolean mayGoOn(ExecutionRecord execution) {
    return execution.status() == ExecutionStatus.WAITING
        && (draft.state == JobState.ACTIVE || !execution.kind().counts());
  }

  private void decidePassed() {
    for (var passed = passed(); passed.isPresent(); passed = passed()) {
      if (draft.isFull()) {
        if (!decideWhileBusy(passed.get())) {
          return;
        }
      } else {
        decideWithFreeSlot(passed.get());
      }
    }
  }

  /** The undecided scheduled times that are due by now. */
  private Optional<Trigger.Times> passed() {
    var trigger = draft.job.trigger();
    if (draft.isExhausted() || draft.waitsForEnd()) {
      return Optional.empty();
    }
    if (!trigger.isAfterEnd()) {
      return trigger.between(draft.cursor, draft.now).flatMap(this::withoutUndue);
    }
    return trigger
        .nextAfter(draft.cursor)
        .filter(this::isDue)
        .map(time -> new Trigger.Times(1, time, time));
  }

  private Optional<Trigger.Times> withoutUndue(Trigger.Times passed) {
    return isDue(passed.last())
        ? Optional.of(passed)
        : draft.job.trigger().between(draft.cursor, passed.last().minusMillis(1));
  }

  private boolean isDue(Instant scheduledTime) {
    return draft.immediate || !draft.due(scheduledTime).isAfter(draft.now);
  }

  /** Returns whether the times were decided, rather than left in the backlog. */
  private boolean decideWhileBusy(Trigger.Times times) {
    if (draft.immediate) {
      draft.backlog = Optional.of(new Backlog(times.last(), Backlog.Kind.LATEST));
      return false;
    }
    boolean arrivedWatched =
        draft.due(times.first()).isAfter(draft.watch.since()) && isOnTime(times.first());
    boolean isQueue = draft.job.overlap().queued() > 0 && !draft.job.trigger().isAfterEnd();
    if (arrivedWatched && draft.backlog.isEmpty() && !isQueue) {
      draft.skip(times, SkipReason.OVERLAP);
      return true;
    }
    if (isQueued() || (arrivedWatched && draft.backlog.isEmpty())) {
      queue(times);
      return draft.job.overlap().cancelsRunning() && giveWay();
    }
    if (draft.backlog.isEmpty() && draft.job.catchUp().mode() == CatchUp.Mode.NONE) {
      draft.skip(times, SkipReason.MISSED);
      return true;
    }
    freeze(times, backlogKind());
    return draft.backlog.isEmpty();
  }

  /** What runs on schedule is asked to stop, what does not run yet ends; returns whether it has. */
  private boolean giveWay() {
    for (var execution : List.copyOf(draft.open)) {
      boolean isOthers =
          execution.status() == ExecutionStatus.CLAIMED && !draft.isClaimedHere(execution);
      if (!execution.kind().counts() || isOthers) {
        continue;
      }
      switch (execution.status()) {
        case RUNNING -> draft.replace(ExecutionRecords.givingWay(execution));
        case CLAIMED, WAITING -> draft.endUnstarted(execution, SkipReason.OVERLAP);
        default -> throw new IllegalStateException("not open: " + execution);
      }
    }
    return !draft.isFull();
  }

  private boolean isQueued() {
    return draft.backlog.filter(backlog -> backlog.kind() == Backlog.Kind.QUEUE).isPresent();
  }

  /** What is missed anew is the policy's, whatever the backlog was before. */
  private Backlog.Kind backlogKind() {
    var mode = draft.job.catchUp().mode();
    return draft
        .backlog
        .filter(known -> isQueued() || mode == CatchUp.Mode.NONE || !isMissedAnew(known))
        .map(Backlog::kind)
        .orElse(Backlog.Kind.of(mode));
  }

  /** The latest wait; those for which there is no room any more were overlapped. */
  private void queue(Trigger.Times times) {
    int most = Math.max(1, draft.job.overlap().queued());
    BacklogStart.leaveOutAllButLatest(draft, times, most, SkipReason.OVERLAP);
    draft.backlog = Optional.of(new Backlog(times.last(), Backlog.Kind.QUEUE));
  }

  private void decideWithFreeSlot(Trigger.Times times) {
    if (draft.immediate) {
      draft.claim(times.first(), ExecutionKind.SCHEDULED, draft.now);
      draft.backlog = Optional.empty();
    } else if (times.count() == 1 && isOnTime(times.first()) && draft.backlog.isEmpty()) {
      draft.claim(times.first(), ExecutionKind.SCHEDULED, draft.due(times.first()));
    } else {
      catchUp(times);
    }
  }

  private boolean isOnTime(Instant scheduledTime) {
    return !draft.due(scheduledTime).isBefore(draft.now.minus(draft.job.catchUp().grace()));
  }

  private void catchUp(Trigger.Times times) {
    if (draft.backlog.isEmpty() && draft.job.catchUp().mode() == CatchUp.Mode.NONE) {
      catchUpNothing(times);
      return;
    }
    switch (backlogKind()) {
      case LATEST -> {
        freeze(times, Backlog.Kind.LATEST);
        leftOfBacklog()
            .ifPresent(left -> {
              BacklogStart.leaveOutAllButLast(draft, left, SkipReason.MISSED);
              claimFromBacklog(ExecutionKind.CATCH_UP);
            });
      }
      case ALL -> {
        freeze(times, Backlog.Kind.ALL);
        if (draft.backlog.isPresent()) {
          claimFromBacklog(ExecutionKind.CATCH_UP);
        }
      }
      case QUEUE -> {
        queue(times);
        claimFromBacklog(ExecutionKind.SCHEDULED);
      }
    }
  }

  private void catchUpNothing(Trigger.Times times) {
    if (isOnTime(times.last())) {
      BacklogStart.leaveOutAllButLast(draft, times, SkipReason.MISSED);
      draft.claim(times.last(), ExecutionKind.SCHEDULED, draft.due(times.last()));
    } else {
      draft.skip(times, SkipReason.MISSED);
    }
  }

  /**
   * Begins a backlog, if the policy leaves anything of it, or lets the times join it. What passed
   * unwatched since it began is decided by the policy together with what is left of it. A policy
   * that runs nothing has begun none: somebody has asked for this one, and gets no more than that.
   */
  private void freeze(Trigger.Times times, Backlog.Kind kind) {
    boolean missedAnew = draft.backlog.filter(this::isMissedAnew).isPresent();
    if (missedAnew && draft.job.catchUp().mode() == CatchUp.Mode.NONE) {
      return;
    }
    if (draft.backlog.isEmpty() || missedAnew) {
      BacklogStart.leaveOut(draft, times, draft.job.catchUp(), SkipReason.MISSED);
    }
    draft.backlog =
        draft.cursor.isBefore(times.last())
            ? Optional.of(new Backlog(times.last(), kind))
            : Optional.empty();
  }

  /** Whether a time passed between the last two watches that is not in the backlog yet. */
  private boolean isMissedAnew(Backlog backlog) {
    var seen = draft.watch.before();
    return draft
        .job
        .trigger()
        .nextAfter(backlog.until().isAfter(seen) ? backlog.until() : seen)
        .map(draft::due)
        .filter(due -> !due.isAfter(draft.watch.since()))
        .isPresent();
  }

  private Optional<Trigger.Times> leftOfBacklog() {
    return draft.backlog.flatMap(
        backlog -> draft.job.trigger().between(draft.cursor, backlog.until()));
  }

  private void claimFromBacklog(ExecutionKind kind) {
    var until = draft.backlog.orElseThrow().until();
    var next = draft.job.trigger().nextAfter(draft.cursor).filter(time -> !time.isAfter(until));
    next.ifPresent(time -> draft.claim(time, kind, draft.now));
    if (!draft.cursor.isBefore(until) || next.isEmpty()) {
      draft.backlog = Optional.empty();
    }
  }

  private void claimAhead() {
    while (!draft.isFull() && !draft.isExhausted() && !draft.waitsForEnd()) {
      var next = draft.job.trigger().nextAfter(draft.cursor);
      var due = next.map(draft::due).filter(time -> !time.isAfter(reach()));
      if (due.isEmpty()) {
        return;
      }
      draft.claim(next.get(), ExecutionKind.SCHEDULED, due.get());
    }
  }

  private void finishIfDone() {
    boolean nothingLeft =
        draft.isExhausted() || draft.job.trigger().nextAfter(draft.cursor).isEmpty();
    if (draft.open.isEmpty() && draft.manual.isEmpty() && nothingLeft) {
      draft.state = JobState.FINISHED;
      draft.backlog = Optional.empty();
    }
  }

  private Instant reach() {
    return draft.now.plus(horizon.reach());
  }

  private Optional<Instant> wake() {
    var wake = wakeForNext();
    for (var execution : draft.open) {
      var ahead = execution.dueTime().minus(horizonOf(execution).lead());
      if (mayGoOn(execution) && (wake.isEmpty() || ahead.isBefore(wake.get()))) {
        wake = Optional.of(ahead);
      }
    }
    return wake;
  }

  /** Ahead of the next time to claim it; at that time to decide about the overlap. */
  private Optional<Instant> wakeForNext() {
    boolean joinsBacklog = draft.isFull() && draft.backlog.isPresent() && !isQueued();
    if (draft.state != JobState.ACTIVE
        || draft.isExhausted()
        || draft.waitsForEnd()
        || joinsBacklog) {
      return Optional.empty();
    }
    var known = isQueued() ? draft.backlog.orElseThrow().until() : draft.cursor;
    return draft
        .job
        .trigger()
        .nextAfter(known)
        .map(draft::due)
        .map(due -> draft.isFull() ? due : due.minus(horizon.lead()));
  }
}
