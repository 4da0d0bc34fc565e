package dev.punctual.internal.machine;

import dev.punctual.CatchUp;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.IfExists;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.JobExistsException;
import dev.punctual.JobId;
import dev.punctual.JobNotFoundException;
import dev.punctual.JobState;
import dev.punctual.SchedulerException;
import dev.punctual.SkipReason;
import dev.punctual.Trigger;
import dev.punctual.spi.ExecutionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what an event means for a job: one pure function of what is known of the job, the event,
 * the time and who decides.
 *
 * <p>A decision has two halves. First the event is applied: a pause withdraws, an end ends, an
 * update redefines. Then {@link Settlement} brings the job up to date, whatever the event was.
 * Whoever calls stores the change before acting on it, and acts on the difference between the
 * snapshots.
 *
 * <p>What holds after every decision, and the tests of this class check:
 *
 * <ul>
 *   <li>never more open executions than the job's bound, runs by hand included;
 *   <li>{@code count} is the number of scheduled times claimed and not given back, at most
 *       maxExecutions;
 *   <li>the cursor goes back only when a claim is withdrawn, and then just before it;
 *   <li>each scheduled time up to the cursor is open, ended, or part of a skipped range;
 *   <li>deciding the same event twice on the same snapshot gives the same decision.
 * </ul>
 */
public final class JobMachine {
  private static final int MOST_MANUAL_RUNS = 100;
  private static final int MOST_ANSWERED = 20;
  private static final Reply DONE = new Reply.Done();

  private final Horizon horizon;

  /**
   * A machine.
   *
   * @param horizon how far ahead it claims
   */
  public JobMachine(Horizon horizon) {
    this.horizon = horizon;
  }

  /**
   * Decides.
   *
   * @param id the job
   * @param known what is known of it; empty if it does not exist, or cannot be read
   * @param event what happened
   * @param now the time
   * @param watch who decides
   * @return what follows
   */
  public Decision decide(
      JobId id, Optional<JobSnapshot> known, JobEvent event, Instant now, Watch watch) {
    return known.isPresent()
        ? decide(known.get(), event, now, watch)
        : decideWithoutJob(id, event, now, watch);
  }

  private Decision decideWithoutJob(JobId id, JobEvent event, Instant now, Watch watch) {
    return switch (event) {
      case JobEvent.Schedule e -> create(e.job(), e.definition(), e.incarnation(), "", now, watch);
      case JobEvent.Declare e ->
          create(e.job(), e.definition(), e.incarnation(), digest(e.definition()), now, watch);
      case JobEvent.Wake e -> nothing();
      case JobEvent.Orphaned e -> nothing();
      case JobEvent.Ended e -> nothing();
      case JobEvent.Lapsed e -> nothing();
      case JobEvent.GiveBack e -> nothing();
      case JobEvent.Stuck e -> nothing();
      case JobEvent.Retire e -> nothing();
      case JobEvent.SwitchOff e -> nothing();
      case JobEvent.Update e -> notFound(id);
      case JobEvent.Pause e -> notFound(id);
      case JobEvent.Resume e -> notFound(id);
      case JobEvent.Cancel e -> notFound(id);
      case JobEvent.RunNow e -> notFound(id);
      case JobEvent.RunAgain e -> notFound(id);
    };
  }

  private static Decision nothing() {
    return new Decision(Optional.empty(), false, List.of(), DONE);
  }

  private static Decision notFound(JobId id) {
    var reason = new JobNotFoundException("no job " + id + " is stored");
    return new Decision(Optional.empty(), false, List.of(), new Reply.Refused(reason));
  }

  private Decision create(
      Job job, String definition, String incarnation, String declared, Instant now, Watch watch) {
    var empty =
        new JobSnapshot(
            job,
            definition,
            JobState.ACTIVE,
            Progress.created(incarnation, now.minusMillis(1), false, declared),
            List.of(),
            Optional.empty());
    var draft = new Draft(empty, now, watch);
    draft.aim();
    var wake = Settlement.settle(draft, horizon);
    return new Decision(Optional.of(draft.snapshot(wake)), true, draft.ended, DONE);
  }

  private Decision decide(JobSnapshot base, JobEvent event, Instant now, Watch watch) {
    var draft = new Draft(base, now, watch);
    Reply reply;
    try {
      reply = apply(draft, event);
    } catch (SchedulerException refused) {
      return new Decision(Optional.of(base), false, List.of(), new Reply.Refused(refused));
    }
    pauseIfItKeepsFailing(draft);
    if (draft.state == JobState.CANCELLED) {
      endWaiting(draft);
    }
    var wake =
        event instanceof JobEvent.GiveBack
            ? Settlement.wakeOnly(draft, horizon)
            : Settlement.settle(draft, horizon);
    var next = draft.snapshot(wake);
    boolean changed = !next.equals(base) || !draft.ended.isEmpty();
    return new Decision(Optional.of(next), changed, draft.ended, reply);
  }

  private Reply apply(Draft draft, JobEvent event) {
    switch (event) {
      case JobEvent.Schedule e -> schedule(draft, e);
      case JobEvent.Declare e -> declare(draft, e);
      case JobEvent.Retire e -> retire(draft);
      case JobEvent.SwitchOff e -> takeOut(draft, "switched off where it is declared");
      case JobEvent.Update e -> {
        if (!draft.definition.equals(e.base())) {
          return new Reply.Stale();
        }
        if (!draft.definition.equals(e.definition())) {
          redefine(draft, e.job(), e.definition());
        }
      }
      case JobEvent.Pause e -> pause(draft, e.note());
      case JobEvent.Resume e -> resume(draft, e.catchUp());
      case JobEvent.Cancel e -> cancel(draft);
      case JobEvent.RunNow e -> {
        return new Reply.Run(putInLine(draft, e.call(), ExecutionKind.MANUAL, draft.now));
      }
      case JobEvent.RunAgain e -> {
        return new Reply.Run(putInLine(draft, e.call(), ExecutionKind.RETRY, e.scheduledTime()));
      }
      case JobEvent.Ended e -> AttemptEnd.apply(draft, e);
      case JobEvent.Orphaned e -> Recovery.apply(draft, e.dead(), horizon);
      case JobEvent.Lapsed e ->
          draft
              .find(e.execution())
              .filter(draft::isClaimedHere)
              .ifPresent(execution -> lapse(draft, execution));
      case JobEvent.GiveBack e -> draft.withdrawUnstarted();
      case JobEvent.Stuck e ->
          draft
              .find(e.execution())
              .filter(execution -> execution.attempt() == e.attempt())
              .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
              .ifPresent(run -> draft.replace(ExecutionRecords.stuck(run, e.error())));
      case JobEvent.Wake e -> {}
    }
    return DONE;
  }

  /** It joins the missed ones; if later times were decided since, it is decided alone. */
  private static void lapse(Draft draft, ExecutionRecord execution) {
    draft.withdraw(execution);
    draft
        .find(execution.id())
        .filter(left -> left.attempt() == 0 && left.kind().counts())
        .ifPresent(left -> {
          if (draft.job.catchUp().mode() == CatchUp.Mode.NONE) {
            draft.skipClaimed(left, SkipReason.MISSED);
          } else {
            draft.replace(ExecutionRecords.waiting(left, draft.now, left.attempt()));
          }
        });
  }

  private void schedule(Draft draft, JobEvent.Schedule event) {
    if (draft.state == JobState.CANCELLED) {
      recreate(draft, event.job(), event.definition(), event.incarnation());
    } else if (!draft.definition.equals(event.definition())) {
      switch (event.ifExists()) {
        case REJECT ->
            throw new JobExistsException(
                "another definition of job "
                    + draft.job.id()
                    + " is stored ("
                    + draft.job.trigger()
                    + ", "
                    + draft.state
                    + "); schedule it with IfExists."
                    + IfExists.REPLACE
                    + " or "
                    + IfExists.KEEP
                    + ", update it by its handle, or take another id");
        case KEEP -> {}
        case REPLACE -> redefine(draft, event.job(), event.definition());
      }
    }
  }

  private void declare(Draft draft, JobEvent.Declare event) {
    var declared = digest(event.definition());
    boolean codeChanged = !declared.equals(draft.declared);
    if (draft.retired) {
      draft.retired = false;
      resume(draft, Optional.empty());
    }
    if (codeChanged && draft.state == JobState.CANCELLED) {
      recreate(draft, event.job(), event.definition(), event.incarnation());
    } else if (codeChanged && !draft.definition.equals(event.definition())) {
      redefine(draft, event.job(), event.definition());
    }
    draft.declared = declared;
  }

  private static void retire(Draft draft) {
    if (draft.state == JobState.FINISHED || draft.state == JobState.CANCELLED) {
      draft.declared = "";
    } else {
      takeOut(draft, "no longer declared");
    }
  }

  /** Pauses a job until a declaration brings it back; an operator's pause stays the operator's. */
  private static void takeOut(Draft draft, String note) {
    if (draft.state == JobState.ACTIVE) {
      pause(draft, note);
      draft.retired = true;
    } else if (draft.retired) {
      draft.note = note;
    }
  }

  /** Creates a cancelled job afresh; an attempt that still runs keeps its slot until it ends. */
  private static void recreate(Draft draft, Job job, String definition, String incarnation) {
    draft.job = job;
    draft.definition = definition;
    draft.incarnation = incarnation;
    draft.state = JobState.ACTIVE;
    draft.count = 0;
    draft.serial = 0;
    draft.failuresInRow = 0;
    draft.note = "";
    draft.declared = "";
    draft.backlog = Optional.empty();
    draft.aim();
  }

  /** Takes a new definition; what has passed is decided under the old one first. */
  private void redefine(Draft draft, Job job, String definition) {
    boolean retimed = !job.trigger().equals(draft.job.trigger());
    if (draft.state == JobState.ACTIVE) {
      Settlement.settlePassed(draft, horizon);
    }
    draft.open.reversed().stream()
        .filter(draft::isClaimedHere)
        .filter(execution -> execution.dueTime().isAfter(draft.now))
        .toList()
        .forEach(draft::withdraw);
    leavePassed(draft, retimed);
    draft.job = job;
    draft.definition = definition;
    if (retimed) {
      draft.aim();
      draft.incarnation =
          draft.immediate ? digest(draft.incarnation + definition) : draft.incarnation;
    }
    if (draft.state == JobState.FINISHED) {
      draft.state = JobState.ACTIVE;
    }
  }

  /**
   * Leaves behind what has passed undecided. After the last execution that the limit allowed,
   * nothing was due; and what waits under a trigger that goes is recorded.
   */
  private static void leavePassed(Draft draft, boolean retimed) {
    if (!retimed && !draft.isExhausted()) {
      return;
    }
    draft.backlog = Optional.empty();
    if (draft.state == JobState.CANCELLED || draft.job.trigger().isAfterEnd()) {
      return;
    }
    if (draft.isExhausted()) {
      draft.cursor = draft.cursor.isBefore(draft.now) ? draft.now : draft.cursor;
    } else {
      skipPassed(draft, draft.state == JobState.PAUSED ? SkipReason.PAUSED : SkipReason.MISSED);
    }
  }

  private static void skipPassed(Draft draft, SkipReason reason) {
    draft
        .job
        .trigger()
        .between(draft.cursor, draft.now)
        .ifPresent(passed -> draft.skip(passed, reason));
  }

  /** A pause of one that is only taken out of the declarations makes it a pause that stays. */
  private static void pause(Draft draft, String note) {
    if (draft.state == JobState.ACTIVE) {
      draft.withdrawUnstarted();
      draft.state = JobState.PAUSED;
      draft.note = note;
    } else if (draft.state == JobState.PAUSED && draft.retired) {
      draft.retired = false;
      draft.note = note;
    }
  }

  private static void pauseIfItKeepsFailing(Draft draft) {
    int most = draft.job.pauseAfterFailures().orElse(Integer.MAX_VALUE);
    if (draft.failuresInRow >= most) {
      pause(draft, "paused after " + draft.failuresInRow + " failures in a row");
    }
  }

  private static void resume(Draft draft, Optional<CatchUp> asked) {
    if (draft.state != JobState.PAUSED) {
      return;
    }
    draft.failuresInRow = 0;
    draft.state = JobState.ACTIVE;
    draft.note = "";
    draft.retired = false;
    if (draft.immediate) {
      return;
    }
    var trigger = draft.job.trigger();
    var catchUp = asked.orElse(CatchUp.none());
    draft.backlog = Optional.empty();
    if (draft.isExhausted() || draft.waitsForEnd()) {
      return;
    }
    if (trigger.isAfterEnd()) {
      var one = catchUp.mode() == CatchUp.Mode.ALL ? CatchUp.latest() : catchUp;
      trigger
          .nextAfter(draft.cursor)
          .filter(time -> !time.isAfter(draft.now))
          .map(time -> new Trigger.Times(1, time, time))
          .ifPresent(passed -> BacklogStart.resume(draft, passed, one));
    } else {
      trigger
          .between(draft.cursor, draft.now)
          .ifPresent(passed -> BacklogStart.resume(draft, passed, catchUp));
    }
  }

  private static void cancel(Draft draft) {
    if (draft.state == JobState.CANCELLED) {
      return;
    }
    draft.manual.forEach(draft::claim);
    draft.manual.clear();
    draft.withdrawUnstarted();
    skipRest(draft);
    draft.backlog = Optional.empty();
    draft.note = "";
    draft.retired = false;
    draft.state = JobState.CANCELLED;
  }

  /** In a cancelled job nothing waits, whenever it comes to wait. */
  private static void endWaiting(Draft draft) {
    for (var execution : List.copyOf(draft.open)) {
      if (execution.status() == ExecutionStatus.WAITING) {
        draft.endUnstarted(execution, SkipReason.CANCELLED);
      }
    }
  }

  /** What passed undecided and the first time to come are the line in the log that says so. */
  private static void skipRest(Draft draft) {
    if (draft.state == JobState.FINISHED || draft.isExhausted() || draft.waitsForEnd()) {
      return;
    }
    if (draft.state == JobState.PAUSED && !draft.job.trigger().isAfterEnd()) {
      skipPassed(draft, SkipReason.PAUSED);
    }
    var trigger = draft.job.trigger();
    boolean passed = draft.cursor.isBefore(draft.now) && !trigger.isAfterEnd();
    var from = passed ? draft.now : draft.cursor;
    trigger
        .between(draft.cursor, trigger.nextAfter(from).orElse(from))
        .ifPresent(rest -> draft.skip(rest, SkipReason.CANCELLED));
  }

  private static ExecutionId putInLine(
      Draft draft, String uniqueCall, ExecutionKind kind, Instant scheduledTime) {
    var id = draft.job.id();
    var call = digest(uniqueCall);
    for (var earlier : draft.answered) {
      if (earlier.call().equals(call)) {
        return earlier.run();
      }
    }
    if (draft.state == JobState.CANCELLED) {
      throw new InvalidDefinitionException(
          "job " + id + " is cancelled; schedule it again to run it");
    }
    if (draft.manual.size() >= MOST_MANUAL_RUNS) {
      throw new InvalidDefinitionException(
          "job " + id + " has " + MOST_MANUAL_RUNS + " runs by hand in line; let them run first");
    }
    draft.serial++;
    var run = new ManualRun(kind, draft.serial, scheduledTime);
    draft.manual.add(run);
    var execution = Keys.ofManual(id, draft.incarnation, run);
    draft.answered.add(new Answered(call, execution));
    if (draft.answered.size() > MOST_ANSWERED) {
      draft.answered.removeFirst();
    }
    return execution;
  }

  private static String digest(String definition) {
    return Keys.digest(definition);
  }
}
