package dev.punctual.internal.loop;

import static java.util.Objects.requireNonNull;

import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.Payload;
import dev.punctual.SchedulerEvent;
import dev.punctual.SchedulerException;
import dev.punctual.internal.machine.Decision;
import dev.punctual.internal.machine.DefinitionText;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.JobSnapshot;
import dev.punctual.internal.text.Quote;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.StoredJob;
import dev.punctual.spi.UnreadableJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The way of one job's events: mailbox → decide → commit → act. Owned by the timing loop.
 *
 * <p>While a change is in flight, events wait in the job's mailbox; then all of them are decided
 * together on the acknowledged snapshot, and become one change. Three things can come back:
 *
 * <ul>
 *   <li><b>stored</b>: callers are answered, claims are armed, the next events are decided;
 *   <li><b>moved on</b>: somebody else changed the job, or an earlier try of ours did: read it;
 *   <li><b>a throw</b>, which means unknown: read the job after a while.
 * </ul>
 *
 * <p>If the job that was read carries our change id, the change was stored after all; else the same
 * events are decided again on what was read. No event is dropped.
 *
 * <p>An event about a job of which nothing is known needs a read first; only a job that is being
 * scheduled is taken to be new, which is refuted by the commit if it is not.
 */
final class JobFlow {
  private static final Logger LOG = GuardedLogger.of("dev.punctual.scheduler");

  /**
   * A job that is due but about which nothing could be decided is not asked about at once again.
   */
  private static final Duration NOTHING_TO_DECIDE = Duration.ofSeconds(1);

  private static final Duration NO_DEADLINE = Duration.ofSeconds(Long.MAX_VALUE);

  private final TimingLoop loop;
  private final Starts starts;
  private long sequence;

  JobFlow(TimingLoop loop) {
    this.loop = loop;
    this.starts = new Starts(loop, this);
  }

  Starts starts() {
    return starts;
  }

  void deliver(JobId id, JobCell.Mail mail) {
    var cell = loop.cell(id);
    cell.mailbox.add(mail);
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
    return new JobCell.Mail(event, Optional.empty(), null, NO_DEADLINE);
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
        load(cell);
        return;
      }
      cell.acceptAbsent(0);
    }
    decide(cell);
  }

  private void load(JobCell cell) {
    cell.loading = true;
    loop.driver.request(new StoreRequest.Load(cell.id));
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
        commit(cell, snapshot.get(), ended, payload, answered);
        return;
      }
    } catch (Throwable error) {
      abandon(cell, mails, error);
      return;
    }
    answered.forEach(answer -> TimingLoop.answer(answer.mail(), answer.reply()));
    forgetEnded(cell, mails);
    act(cell, NOTHING_TO_DECIDE);
    pump(cell);
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
    forgetEnded(cell, mails);
    cell.disarmAll();
    cell.cancelWake();
    cell.knowledge = JobCell.Knowledge.NOTHING;
    if (cell.running.isEmpty()) {
      forget(cell);
    }
  }

  private void commit(
      JobCell cell,
      JobSnapshot next,
      List<ExecutionRecord> ended,
      Optional<Payload> payload,
      List<JobCell.Answered> answered) {
    var by = new ChangeId(loop.node, ++sequence);
    JobChange change = cell.changeTo(next, ended, payload, by);
    boolean redefined = change.definition().isPresent();
    starts.disarmWithdrawn(cell, next, redefined);
    boolean needsPayload =
        !redefined
            && cell.payload().isEmpty()
            && starts.claimsHere(next)
            && DefinitionText.hasPayload(next.definition());
    cell.inFlight = new JobCell.InFlight(change, next, payload, answered);
    loop.driver.request(new StoreRequest.Commit(change, needsPayload));
  }

  void committed(LoopEvent.Committed committed) {
    var cell = loop.cells.get(committed.job());
    if (cell == null || !isInFlight(cell, committed.change())) {
      return;
    }
    var inFlight = requireNonNull(cell.inFlight);
    if (committed.accepted()) {
      stored(cell, inFlight, committed.payload());
    } else {
      load(cell);
    }
  }

  private void stored(JobCell cell, JobCell.InFlight inFlight, Optional<Payload> payload) {
    cell.inFlight = null;
    cell.failures = 0;
    cell.version = inFlight.change().record().version();
    announcePause(cell.snapshot, inFlight.next());
    cell.snapshot = inFlight.next();
    cell.knowledge = JobCell.Knowledge.SNAPSHOT;
    if (inFlight.change().definition().isPresent()) {
      cell.hold(inFlight.change().definition().map(definition -> definition.payload()));
      loop.unpark(cell.id);
    } else if (payload.isPresent()) {
      cell.hold(payload);
    }
    forgetEnded(cell, inFlight.answered().stream().map(JobCell.Answered::mail).toList());
    noteSuccesses(inFlight.change().ended());
    inFlight.answered().forEach(answer -> TimingLoop.answer(answer.mail(), answer.reply()));
    loop.announcements.ended(inFlight.change().ended());
    act(cell, Duration.ZERO);
    pump(cell);
  }

  private void announcePause(@Nullable JobSnapshot before, JobSnapshot after) {
    boolean wasPaused = before != null && before.state() == JobState.PAUSED;
    if (after.state() == JobState.PAUSED && !wasPaused) {
      var note = after.progress().note();
      LOG.info("job {} is paused: {}", after.job().id(), Quote.escaped(note, 200));
      loop.announcements.announce(new SchedulerEvent.JobPaused(after.job().id(), note));
    }
  }

  private void noteSuccesses(List<ExecutionRecord> ended) {
    for (var line : ended) {
      if (line.status() == ExecutionStatus.SUCCEEDED) {
        loop.lastSuccess = line.end();
      }
    }
  }

  private static void forgetEnded(JobCell cell, List<JobCell.Mail> mails) {
    for (var mail : mails) {
      if (mail.event() instanceof JobEvent.Ended end) {
        cell.ended(end.execution(), end.attempt());
      }
    }
  }

  /**
   * Puts the events of a change that was not stored back in front of the mailbox. That nodes were
   * dead was true of what had been read; of what will be read, the store is asked again.
   */
  private void again(JobCell cell, JobCell.InFlight inFlight) {
    var answered = inFlight.answered();
    for (int i = answered.size() - 1; i >= 0; i--) {
      var mail = answered.get(i).mail();
      if (mail.event() instanceof JobEvent.Orphaned) {
        loop.scan().soonAgain();
      } else {
        cell.mailbox.addFirst(mail);
      }
    }
    cell.inFlight = null;
    cell.knowledge = JobCell.Knowledge.NOTHING;
  }

  void commitFailed(LoopEvent.CommitFailed failed) {
    var cell = loop.cells.get(failed.job());
    if (cell != null && isInFlight(cell, failed.change())) {
      retryLater(cell, failed.error());
    }
  }

  private static boolean isInFlight(JobCell cell, ChangeId change) {
    return cell.inFlight != null && cell.inFlight.change().record().change().equals(change);
  }

  void loadFailed(LoopEvent.LoadFailed failed) {
    var cell = loop.cells.get(failed.job());
    if (cell != null && cell.loading) {
      cell.loading = false;
      retryLater(cell, failed.error());
    }
  }

  /** Leaves the job alone for a while, then reads what is stored. */
  private void retryLater(JobCell cell, Throwable error) {
    Deadlines.expire(cell, loop.elapsed(), error);
    cell.retryTimer =
        loop.after(
            StoreHealth.wait(cell.failures++),
            () -> {
              cell.retryTimer = null;
              load(cell);
            });
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
      load(cell);
    }
    loop.scan().soonAgain();
  }

  void loaded(LoopEvent.Loaded loaded) {
    var cell = loop.cells.get(loaded.job());
    if (cell == null || !cell.loading) {
      return;
    }
    cell.loading = false;
    var row = loaded.row().orElse(null);
    var inFlight = cell.inFlight;
    if (inFlight != null) {
      if (row instanceof StoredJob job
          && job.record().change().equals(inFlight.change().record().change())) {
        stored(cell, inFlight, job.payload());
        return;
      }
      again(cell, inFlight);
    }
    switch (row) {
      case null -> cell.acceptAbsent(0);
      case UnreadableJob broken -> unreadable(cell, broken.version(), broken.reason());
      case StoredJob job -> {
        try {
          cell.accept(job);
          starts.stopWhatWasTakenOver(cell);
        } catch (RuntimeException e) {
          unreadable(cell, job.version(), String.valueOf(e.getMessage()));
        }
      }
    }
    act(cell, Duration.ZERO);
    pump(cell);
  }

  /** Events about an unreadable job are answered at once; what may mend it goes on. */
  private void unreadable(JobCell cell, long version, String reason) {
    loop.park(cell.id, reason);
    cell.acceptAbsent(version);
    forgetEnded(cell, List.copyOf(cell.mailbox));
    Unreadable.answer(cell, reason);
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
      load(cell);
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
