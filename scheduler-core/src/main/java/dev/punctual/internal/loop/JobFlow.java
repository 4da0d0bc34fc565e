package dev.punctual.internal.loop;

import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.Payload;
import dev.punctual.SchedulerException;
import dev.punctual.internal.machine.Decision;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.JobSnapshot;
import dev.punctual.spi.ExecutionRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way of one job's events: mailbox → decide → commit → act. Owned by the timing loop.
 *
 * <p>While a change is in flight ({@link StoreExchange}), events wait in the job's mailbox; then
 * all of them are decided together on the acknowledged snapshot, and become one change. No event is
 * dropped.
 *
 * <p>An event about a job of which nothing is known needs a read first; only a job that is being
 * scheduled is taken to be new, which is refuted by the commit if it is not.
 */
final class JobFlow {

  /**
   * A job that is due but about which nothing could be decided is not asked about at once again.
   */
  private static final Duration NOTHING_TO_DECIDE = Duration.ofSeconds(1);

  private static final Duration NO_DEADLINE = Duration.ofSeconds(Long.MAX_VALUE);

  private final TimingLoop loop;
  private final Starts starts;
  private final StoreExchange exchange;

  JobFlow(TimingLoop loop) {
    this.loop = loop;
    this.starts = new Starts(loop, this);
    this.exchange = new StoreExchange(loop, this, starts);
  }

  Starts starts() {
    return starts;
  }

  StoreExchange exchange() {
    return exchange;
  }

  void deliver(LoopEvent.Call call) {
    var cell = loop.cell(call.job());
    cell.take(call);
    pump(cell);
  }

  void tell(JobCell cell, JobEvent event) {
    cell.mailbox.add(mail(event));
    pump(cell);
  }

  private static JobCell.Mail giveBack() {
    return mail(new JobEvent.GiveBack());
  }

  private static JobCell.Mail mail(JobEvent event) {
    return new JobCell.Mail(event, Optional.empty(), null, NO_DEADLINE, 0);
  }

  void attemptEnded(LoopEvent.AttemptEnded end) {
    starts.ended(end);
    var cell = loop.cells.get(end.job());
    if (cell != null) {
      starts.noteLateness(cell, end);
      tell(
          cell,
          new JobEvent.Ended(
              end.execution(), end.attempt(), end.outcome(), end.start(), end.end()));
    }
  }

  void notBegun(LoopEvent.NotBegun run) {
    starts.notBegun(run);
    var cell = loop.cells.get(run.job());
    if (cell != null) {
      cell.ended(run.execution(), run.attempt());
      tell(cell, new JobEvent.GiveBack());
    }
  }

  private void pump(JobCell cell) {
    if (cell.isBusy()) {
      return;
    }
    if (cell.mailbox.isEmpty()) {
      rest(cell);
      return;
    }
    if (cell.knowledge == JobCell.Knowledge.NOTHING) {
      var first = cell.mailbox.getFirst().event();
      if (!(first instanceof JobEvent.Schedule || first instanceof JobEvent.Declare)) {
        exchange.load(cell);
        return;
      }
      cell.acceptAbsent(0);
    }
    decide(cell);
  }

  /** Decides all that waits, one event after the other, and commits the sum of it. */
  private void decide(JobCell cell) {
    var mails = List.copyOf(cell.mailbox);
    cell.mailbox.clear();
    var snapshot = cell.current();
    var ended = new ArrayList<ExecutionRecord>();
    var answered = new ArrayList<JobCell.Answered>();
    var payload = Optional.<Payload>empty();
    boolean changed = false;
    try {
      for (var mail : mails) {
        var before = snapshot;
        var decision = decide(cell.id, snapshot, mail.event());
        snapshot = decision.next();
        changed |= decision.changed();
        ended.addAll(decision.ended());
        answered.add(new JobCell.Answered(mail, decision.reply()));
        payload = redefined(before, snapshot) ? mail.payload() : payload;
      }
      if (snapshot.isPresent() && !mayClaim(snapshot.get())) {
        var decision = decide(cell.id, snapshot, new JobEvent.GiveBack());
        snapshot = decision.next();
        changed |= decision.changed();
      }
      boolean confirms = cell.isDoubtful && snapshot.filter(starts::claimsHere).isPresent();
      cell.isDoubtful = false;
      if (snapshot.isPresent() && (changed || confirms)) {
        exchange.commit(cell, snapshot.get(), ended, payload, answered, confirms);
        return;
      }
    } catch (Throwable error) {
      abandon(cell, mails, error);
      return;
    }
    mails.forEach(cell::forgetEnded);
    answerUnchanged(cell, answered);
    goOn(cell, NOTHING_TO_DECIDE);
  }

  /** Calls that change nothing by what was read before they came are decided again once it is. */
  private void answerUnchanged(JobCell cell, List<JobCell.Answered> answered) {
    for (var answer : answered.reversed()) {
      if (cell.wasReadFor(answer.mail())) {
        TimingLoop.answer(answer.mail(), answer.reply());
      } else {
        cell.mailbox.addFirst(answer.mail());
      }
    }
    if (!cell.mailbox.isEmpty()) {
      exchange.load(cell);
    }
  }

  /** What is claimed where it cannot run is given back in the same change. */
  private boolean mayClaim(JobSnapshot snapshot) {
    return !loop.isClosing() && loop.executors.canRun(snapshot.job().target());
  }

  private Decision decide(JobId id, Optional<JobSnapshot> snapshot, JobEvent event) {
    return loop.machine.decide(id, snapshot, event, loop.now(), loop.watch());
  }

  private static boolean redefined(Optional<JobSnapshot> before, Optional<JobSnapshot> after) {
    return !before.map(JobSnapshot::definition).equals(after.map(JobSnapshot::definition));
  }

  /** A job about which the machine itself fails is left alone; the others go on. */
  private void abandon(JobCell cell, List<JobCell.Mail> mails, Throwable error) {
    var what = "no decision can be made about it: " + AttemptThreads.describe(error);
    loop.park(cell.id, what);
    for (var mail : mails) {
      TimingLoop.fail(mail, new SchedulerException("job " + cell.id + ": " + what, error));
    }
    mails.forEach(cell::forgetEnded);
    cell.disarmAll();
    cell.cancelWake();
    cell.settled();
    cell.knowledge = JobCell.Knowledge.NOTHING;
    if (cell.running.isEmpty()) {
      forget(cell);
    }
  }

  /**
   * Nobody watched for a while: claims that were missed by that are given back, before anything
   * else is decided, and then decided together with what else passed, as they are after any outage.
   * Of a change that is under way it is not known yet whether it is one that makes such claims.
   */
  void reconsider(JobCell cell) {
    boolean missed = starts.hasMissed(cell);
    if (missed) {
      cell.disarmAll();
    }
    if (missed || cell.isBusy()) {
      cell.mailbox.addFirst(giveBack());
      tell(cell, new JobEvent.Wake());
    }
  }

  /**
   * Others may take over what is claimed here, as it had no lease for a while. Before it starts it
   * is confirmed by a change, even if that changes nothing: either this one is stored or theirs.
   */
  void confirm(JobCell cell) {
    if (cell.hasArmed() || cell.isBusy()) {
      cell.disarmAll();
      cell.isDoubtful = true;
      tell(cell, new JobEvent.Wake());
    }
  }

  /** A job was found with claims of nodes that were dead when the store was asked. */
  void orphaned(JobCell cell, long version, Set<NodeId> dead) {
    if (!cell.isBusy() && cell.version == version) {
      tell(cell, new JobEvent.Orphaned(dead));
      return;
    }
    if (!cell.isBusy()) {
      exchange.load(cell);
    }
    loop.scan().soonAgain();
  }

  /** Acts on the stored snapshot, and then decides what waits. */
  void goOn(JobCell cell, Duration patience) {
    act(cell, patience);
    pump(cell);
  }

  /** Arms what the stored snapshot claims, and the job's wake time if it is near. */
  private void act(JobCell cell, Duration patience) {
    if (loop.isClosing()) {
      cell.disarmAll();
      if (starts.hasUnstarted(cell)) {
        cell.mailbox.add(giveBack());
      }
      return;
    }
    starts.stopWhatGivesWay(cell);
    if (!cell.isDoubtful && starts.arm(cell)) {
      exchange.load(cell);
    }
    setWake(cell, patience);
  }

  /**
   * Sets the job's wake time, in memory if it is near or the job is here anyway. A wake time that
   * has come is heeded after some patience.
   */
  void setWake(JobCell cell, Duration patience) {
    cell.cancelWake();
    var snapshot = cell.snapshot;
    if (snapshot == null
        || snapshot.wake().isEmpty()
        || !loop.scan().hasBegun()
        || !mayClaim(snapshot)) {
      return;
    }
    var wake = snapshot.wake().get();
    Runnable wakeUp = () -> tell(cell, new JobEvent.Wake());
    boolean stays = cell.hasArmed() || !cell.running.isEmpty();
    if (patience.isPositive() && !wake.isAfter(loop.now())) {
      cell.setWake(then -> loop.after(patience, then), wakeUp);
    } else if (stays || !wake.isAfter(loop.scan().seenUntil())) {
      cell.setWake(then -> loop.timers.set(wake, then), wakeUp);
    } else {
      loop.scan().noteWake(wake);
    }
  }

  /** Forgets a job about which nothing is to be done soon. */
  private void rest(JobCell cell) {
    if (cell.isIdle()) {
      forget(cell);
    }
  }

  private void forget(JobCell cell) {
    cell.hold(Optional.empty());
    loop.cells.remove(cell.id);
  }
}
