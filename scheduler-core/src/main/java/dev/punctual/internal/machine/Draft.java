package dev.punctual.internal.machine;

import dev.punctual.CatchUp;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.JobState;
import dev.punctual.SkipReason;
import dev.punctual.Trigger;
import dev.punctual.spi.ExecutionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A job's next snapshot in the making: the only mutable thing in the machine, confined to one call
 * of {@link JobMachine#decide}. Its methods keep the books that belong together, so that an
 * execution is never claimed without being counted, nor withdrawn without being given back.
 */
final class Draft {
  final Instant now;
  final Watch watch;
  final List<ExecutionRecord> open;
  final List<ExecutionRecord> ended = new ArrayList<>();
  final List<ManualRun> manual;
  final List<Answered> answered;

  Job job;
  String definition;
  JobState state;
  String incarnation;
  Instant cursor;
  long count;
  long serial;
  int failuresInRow;
  boolean immediate;
  boolean retired;
  String declared;
  String note;
  Optional<Backlog> backlog;

  Draft(JobSnapshot base, Instant now, Watch watch) {
    this.now = now;
    this.watch = watch;
    job = base.job();
    definition = base.definition();
    state = base.state();
    open = new ArrayList<>(base.open());
    var progress = base.progress();
    manual = new ArrayList<>(progress.manual());
    answered = new ArrayList<>(progress.answered());
    incarnation = progress.incarnation();
    cursor = progress.cursor();
    count = progress.count();
    serial = progress.serial();
    failuresInRow = progress.failuresInRow();
    immediate = progress.immediate();
    retired = progress.retired();
    declared = progress.declared();
    note = progress.note();
    backlog = progress.backlog();
  }

  JobSnapshot snapshot(Optional<Instant> wake) {
    open.sort(Comparator.comparing(ExecutionRecord::id));
    var progress =
        new Progress(
            incarnation,
            cursor,
            count,
            serial,
            failuresInRow,
            immediate,
            retired,
            declared,
            note,
            backlog,
            manual,
            answered);
    return new JobSnapshot(job, definition, state, progress, open, wake);
  }

  boolean isFull() {
    return open.size() >= job.overlap().bound();
  }

  boolean isExhausted() {
    return count >= job.maxExecutions().orElse(Long.MAX_VALUE);
  }

  /** Whether the next scheduled time is not known before an open execution has ended. */
  boolean waitsForEnd() {
    return job.trigger().isAfterEnd()
        && open.stream().anyMatch(execution -> execution.kind().counts());
  }

  /** When the execution of a scheduled time is due. */
  Instant due(Instant scheduledTime) {
    return DueTimes.of(job, incarnation, scheduledTime);
  }

  /** Claims a scheduled time: it is decided, counted and open. */
  void claim(Instant scheduledTime, ExecutionKind kind, Instant due) {
    var id = key(scheduledTime);
    open.add(ExecutionRecords.claimed(id, job.id(), kind, scheduledTime, due, watch.node()));
    count++;
    cursor = scheduledTime;
  }

  /** Claims a run by hand, which does not count. */
  void claim(ManualRun run) {
    var id = Keys.ofManual(job.id(), incarnation, run);
    open.add(
        ExecutionRecords.claimed(id, job.id(), run.kind(), run.scheduledTime(), now, watch.node()));
  }

  /**
   * Records scheduled times that do not run: they are decided, and do not count. Where the next
   * time counts from the end of a run, it now counts from the skip.
   */
  void skip(Trigger.Times times, SkipReason reason) {
    ended.add(ExecutionRecords.skipped(key(times.first()), job.id(), times, reason, now));
    if (job.trigger().isAfterEnd()) {
      countOnFrom(now);
    } else {
      cursor = times.last();
    }
  }

  /** A time that counts from an end can come twice, if the clock is set back in between. */
  private ExecutionId key(Instant scheduledTime) {
    var creation = job.trigger().isAfterEnd() ? incarnation + ' ' + serial : incarnation;
    return Keys.ofScheduled(job.id(), creation, scheduledTime);
  }

  private void countOnFrom(Instant end) {
    cursor = end;
    serial++;
  }

  /**
   * Whether it is claimed by who decides, and has not started; of others' claims that is unknown.
   */
  boolean isClaimedHere(ExecutionRecord execution) {
    return execution.status() == ExecutionStatus.CLAIMED
        && execution.node().equals(Optional.of(watch.node()));
  }

  /** Takes back every claim of this node that has not started, the newest first. */
  void withdrawUnstarted() {
    for (var execution : open.reversed().stream().toList()) {
      if (isClaimedHere(execution)) {
        withdraw(execution);
      }
    }
  }

  /**
   * Takes back a claim that has not started, as if it had not been made. Where it cannot be unmade,
   * because it has had an attempt, was asked for by hand, or later times were decided since, it
   * waits for whoever may run it next instead.
   */
  void withdraw(ExecutionRecord execution) {
    if (execution.attempt() > 1 || !execution.kind().counts() || !isNewest(execution)) {
      replace(ExecutionRecords.waiting(execution, execution.dueTime(), execution.attempt() - 1));
      return;
    }
    open.remove(execution);
    count--;
    cursor = justBefore(execution.scheduledTime());
    if (execution.kind() == ExecutionKind.CATCH_UP && backlog.isEmpty()) {
      backlog = Optional.of(new Backlog(execution.scheduledTime(), lastOfBacklog()));
    }
  }

  /** It stays due, also where nothing is caught up and somebody has asked for it. */
  private Backlog.Kind lastOfBacklog() {
    var mode = job.catchUp().mode();
    return mode == CatchUp.Mode.NONE ? Backlog.Kind.ALL : Backlog.Kind.of(mode);
  }

  /** Whether the cursor can go back before it without going back before anything else. */
  private boolean isNewest(ExecutionRecord execution) {
    var time = execution.scheduledTime();
    var trigger = job.trigger();
    return trigger.between(time, cursor).isEmpty()
        && trigger.nextAfter(justBefore(time)).filter(time::equals).isPresent();
  }

  /** The cursor after which a scheduled time comes next. */
  private Instant justBefore(Instant scheduledTime) {
    var trigger = job.trigger();
    if (!trigger.isAfterEnd()) {
      return scheduledTime.minusMillis(1);
    }
    var delay =
        Duration.between(scheduledTime, trigger.nextAfter(scheduledTime).orElse(scheduledTime));
    return scheduledTime.minus(delay);
  }

  /**
   * Sets the cursor of a new trigger so that its first time comes next. One that begins at once
   * does so a millisecond later if an older trigger has named this very instant.
   */
  void aim() {
    var trigger = job.trigger();
    immediate = trigger.isOnce() && trigger.nextAfter(now).isEmpty();
    if (immediate) {
      cursor = justBefore(trigger.nextAfter(Instant.MIN).orElseThrow());
    } else {
      var first = cursor.isBefore(now) ? now : now.plusMillis(1);
      cursor = trigger.isAfterEnd() ? justBefore(first) : now;
    }
  }

  /** Records that an execution which was claimed never ran: it does not count after all. */
  void skipClaimed(ExecutionRecord execution, SkipReason reason) {
    end(execution, ExecutionStatus.SKIPPED, Optional.of(reason));
    if (execution.kind().counts()) {
      count--;
    }
  }

  /**
   * Ends what is claimed or waits, for a reason: as never run if it had no attempt, and else as its
   * attempts have left it.
   */
  void endUnstarted(ExecutionRecord execution, SkipReason reason) {
    boolean isClaimed = execution.status() == ExecutionStatus.CLAIMED;
    int attempts = execution.attempt() - (isClaimed ? 1 : 0);
    if (attempts == 0) {
      skipClaimed(execution, reason);
    } else {
      var status = execution.failures() > 0 ? ExecutionStatus.FAILED : ExecutionStatus.UNKNOWN;
      end(execution, status, Optional.of(reason));
    }
  }

  void replace(ExecutionRecord execution) {
    open.replaceAll(old -> old.id().equals(execution.id()) ? execution : old);
  }

  /** Ends an open execution for good, now. */
  void end(ExecutionRecord execution, ExecutionStatus status, Optional<SkipReason> reason) {
    end(execution, status, reason, now);
  }

  /** Ends an open execution for good; where the next time counts from the end, it counts on. */
  void end(
      ExecutionRecord execution, ExecutionStatus status, Optional<SkipReason> reason, Instant end) {
    open.removeIf(old -> old.id().equals(execution.id()));
    ended.add(ExecutionRecords.ended(execution, status, reason, end));
    if (execution.kind().counts()) {
      failuresInRow = failuresInRow(status, reason);
    }
    if (job.trigger().isAfterEnd() && execution.kind().counts()) {
      countOnFrom(end);
    }
  }

  private int failuresInRow(ExecutionStatus status, Optional<SkipReason> reason) {
    boolean stopped =
        reason.filter(r -> r == SkipReason.OVERLAP || r == SkipReason.CANCELLED).isPresent();
    return switch (status) {
      case SUCCEEDED, ACCEPTED -> 0;
      case FAILED, UNKNOWN -> stopped ? failuresInRow : failuresInRow + 1;
      case SKIPPED -> reason.equals(Optional.of(SkipReason.DECLINED)) ? 0 : failuresInRow;
      case CLAIMED, RUNNING, WAITING ->
          throw new IllegalArgumentException(status + " does not end an execution");
    };
  }

  Optional<ExecutionRecord> find(ExecutionId id) {
    return JobSnapshot.find(open, id);
  }
}
