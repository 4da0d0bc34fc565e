package dev.punctual.internal.loop;

import static java.util.Objects.requireNonNull;

import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import dev.punctual.Payload;
import dev.punctual.SchedulerEvent;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one job and the store say to each other: a change goes out, one at a time, and its result
 * comes back; or the job is read. Owned by the timing loop. Three things can come of a change:
 *
 * <ul>
 *   <li><b>stored</b>: callers are answered, claims are armed, the next events are decided;
 *   <li><b>moved on</b>: somebody else changed the job, or an earlier try of ours did: read it;
 *   <li><b>a throw</b>, which means unknown: read the job after a while.
 * </ul>
 *
 * <p>If the job that was read carries our change id, the change was stored after all; else the same
 * events are decided again on what was read.
 */
final class StoreExchange {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.scheduler");

  private final TimingLoop loop;
  private final JobFlow flow;
  private final Starts starts;
  private long sequence;

  StoreExchange(TimingLoop loop, JobFlow flow, Starts starts) {
    this.loop = loop;
    this.flow = flow;
    this.starts = starts;
  }

  void load(JobCell cell) {
    cell.readRequested();
    loop.driver.request(new StoreRequest.Load(cell.id));
  }

  /** Hands over the change that leads to a snapshot. */
  void commit(
      JobCell cell,
      JobSnapshot next,
      List<ExecutionRecord> ended,
      Optional<Payload> payload,
      List<JobCell.Answered> answered,
      boolean confirms) {
    var by = new ChangeId(loop.node, ++sequence);
    JobChange change = cell.changeTo(next, ended, payload, by);
    boolean redefined = change.definition().isPresent();
    starts.disarmWithdrawn(cell, next, redefined);
    boolean claims = starts.claimsHere(next);
    boolean needsPayload =
        !redefined
            && cell.payload().isEmpty()
            && claims
            && DefinitionText.hasPayload(next.definition());
    boolean canWait = canWait(next, ended, answered);
    cell.sent(new JobCell.InFlight(change, next, payload, answered, confirms, claims));
    loop.driver.request(new StoreRequest.Commit(change, needsPayload, canWait));
  }

  /** Nobody waits for what comes of it, and nothing is to be decided or to start soon. */
  private boolean canWait(
      JobSnapshot next, List<ExecutionRecord> ended, List<JobCell.Answered> answered) {
    return !loop.isClosing()
        && answered.stream().allMatch(answer -> answer.mail().reply() == null)
        && !loop.announcements.areAwaited(ended)
        && !starts.comesSoon(next);
  }

  void committed(LoopEvent.Committed committed) {
    var cell = loop.cells.get(committed.job());
    if (cell == null || !isInFlight(cell, committed.change())) {
      return;
    }
    var inFlight = requireNonNull(cell.inFlight());
    if (committed.accepted()) {
      stored(cell, inFlight, committed.payload());
    } else {
      load(cell);
    }
  }

  private void stored(JobCell cell, JobCell.InFlight inFlight, Optional<Payload> payload) {
    cell.settled();
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
    for (var answer : inFlight.answered()) {
      cell.forgetEnded(answer.mail());
    }
    noteSuccesses(inFlight.change().ended());
    inFlight.answered().forEach(answer -> TimingLoop.answer(answer.mail(), answer.reply()));
    loop.announcements.ended(inFlight.change().ended());
    flow.goOn(cell, Duration.ZERO);
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
    cell.settled();
    cell.isDoubtful |= inFlight.confirms();
    cell.knowledge = JobCell.Knowledge.NOTHING;
  }

  void commitFailed(LoopEvent.CommitFailed failed) {
    var cell = loop.cells.get(failed.job());
    if (cell != null && isInFlight(cell, failed.change())) {
      retryLater(cell, failed.error());
    }
  }

  private static boolean isInFlight(JobCell cell, ChangeId change) {
    var inFlight = cell.inFlight();
    return inFlight != null && inFlight.change().record().change().equals(change);
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

  void loaded(LoopEvent.Loaded loaded) {
    var cell = loop.cells.get(loaded.job());
    if (cell == null || !cell.loading) {
      return;
    }
    cell.readEnded();
    var row = loaded.row().orElse(null);
    var inFlight = cell.inFlight();
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
    flow.goOn(cell, Duration.ZERO);
  }

  /** Events about an unreadable job are answered at once; what may mend it goes on. */
  private void unreadable(JobCell cell, long version, String reason) {
    loop.park(cell.id, reason);
    cell.acceptAbsent(version);
    cell.mailbox.forEach(cell::forgetEnded);
    Unreadable.answer(cell, reason);
  }
}
