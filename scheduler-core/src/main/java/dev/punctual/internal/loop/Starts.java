package dev.punctual.internal.loop;

import dev.punctual.Attempt;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.Health;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.internal.machine.DefinitionText;
import dev.punctual.internal.machine.DueTimes;
import dev.punctual.internal.machine.ExecutionRecords;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.JobSnapshot;
import dev.punctual.internal.text.Quote;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * From a stored claim to a running attempt. A claim is armed with a timer for its due time; when
 * that comes, the attempt starts from memory, without I/O. A claim that a change in flight takes
 * back is disarmed when that change is handed to the store, so that nothing starts after its
 * acknowledgement. Owned by the timing loop.
 */
final class Starts {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.scheduler");
  private static final int MOST_PREPARED = 10_000;
  private static final Duration SOON = Duration.ofMillis(250);

  private final TimingLoop loop;
  private final JobFlow flow;
  private final Set<String> prepared = new HashSet<>();
  private final Permits permits;
  private final Timeouts timeouts;
  private final LatenessWindow lateness = new LatenessWindow();

  Starts(TimingLoop loop, JobFlow flow) {
    this.loop = loop;
    this.flow = flow;
    this.permits = new Permits(loop, first -> due(first.cell(), first.id()));
    this.timeouts = new Timeouts(loop, flow);
  }

  Permits permits() {
    return permits;
  }

  Timeouts timeouts() {
    return timeouts;
  }

  Health.Lateness lateness() {
    return lateness.summary();
  }

  boolean claimsHere(JobSnapshot snapshot) {
    for (var execution : snapshot.open()) {
      if (isClaimedHere(execution)) {
        return true;
      }
    }
    return false;
  }

  /** Whether what is claimed here comes soon, or if nothing is open, what is to be decided next. */
  boolean comesSoon(JobSnapshot snapshot) {
    var soon = loop.now().plus(SOON);
    if (snapshot.open().isEmpty()) {
      return snapshot.wake().filter(soon::isAfter).isPresent();
    }
    for (var execution : snapshot.open()) {
      if (isClaimedHere(execution) && execution.dueTime().isBefore(soon)) {
        return true;
      }
    }
    return false;
  }

  private boolean isClaimedHere(ExecutionRecord execution) {
    return execution.status() == ExecutionStatus.CLAIMED
        && execution.node().filter(loop.node::equals).isPresent();
  }

  /** Before a change is stored: what it takes back does not start any more. */
  void disarmWithdrawn(JobCell cell, JobSnapshot next, boolean redefined) {
    if (cell.hasArmed()) {
      cell.disarmUnless(id -> !redefined && isClaimed(next, id));
    }
  }

  private boolean isClaimed(JobSnapshot snapshot, ExecutionId id) {
    return snapshot.find(id).filter(this::isClaimedHere).isPresent();
  }

  /** After a change was stored: arms its claims. Returns whether the payload must be read first. */
  boolean arm(JobCell cell) {
    var snapshot = cell.snapshot;
    if (snapshot == null) {
      return false;
    }
    for (var execution : snapshot.open()) {
      if (isClaimedHere(execution) && !isKnown(cell, execution)) {
        if (cell.payload().isEmpty() && DefinitionText.hasPayload(snapshot.definition())) {
          return true;
        }
        arm(cell, execution);
        prepare(snapshot);
      }
    }
    return false;
  }

  private void arm(JobCell cell, ExecutionRecord execution) {
    var id = execution.id();
    cell.arm(id, loop.timers.set(execution.dueTime(), () -> due(cell, id)));
  }

  private static boolean isKnown(JobCell cell, ExecutionRecord execution) {
    var run = cell.running.get(execution.id());
    return cell.isArmed(execution.id()) || (run != null && run.number() == execution.attempt());
  }

  /** Whether something is claimed here that does not run. */
  boolean hasUnstarted(JobCell cell) {
    var snapshot = cell.snapshot;
    return snapshot != null
        && snapshot.open().stream()
            .anyMatch(open -> isClaimedHere(open) && !cell.running.containsKey(open.id()));
  }

  /** Starts what is due, if a permit is free; else it stays armed and waits in line for one. */
  private void due(JobCell cell, ExecutionId id) {
    var snapshot = cell.snapshot;
    var found = find(cell, id);
    if (snapshot == null || found.isEmpty() || !isClaimedHere(found.get())) {
      cell.disarm(id);
      return;
    }
    var execution = found.get();
    if (execution.dueTime().isAfter(loop.now())) {
      waitAgain(cell, execution);
      return;
    }
    if (!loop.lease().isHeld()) {
      return;
    }
    var target = snapshot.job().target();
    if (!permits.isFree(target.executor())) {
      permits.waitInLine(target.executor(), cell, id);
      return;
    }
    cell.disarm(id);
    if (isTooLate(snapshot, execution)) {
      flow.tell(cell, new JobEvent.Lapsed(id));
      return;
    }
    var executor = loop.executors.find(target.executor());
    if (executor != null) {
      start(cell, snapshot, execution, executor);
    }
  }

  /** Another node has taken over what runs here, or ended it: its end here will not count. */
  void stopWhatWasTakenOver(JobCell cell) {
    cell.running.forEach((id, run) -> {
      var open = find(cell, id);
      if (open.isEmpty() || open.get().attempt() != run.number()) {
        run.giveWay();
      }
    });
  }

  private static Optional<ExecutionRecord> find(JobCell cell, ExecutionId id) {
    return cell.snapshot == null ? Optional.empty() : cell.snapshot.find(id);
  }

  /** It was due, but the clock was set back since. */
  private void waitAgain(JobCell cell, ExecutionRecord execution) {
    cell.disarm(execution.id());
    arm(cell, execution);
  }

  /** An attempt's thread has ended: the next in line may start. */
  void ended(LoopEvent.AttemptEnded end) {
    timeouts.ended(end.execution());
    permits.ended(end.executor(), end.outcome());
  }

  /** An attempt's thread has ended before the attempt began. */
  void notBegun(LoopEvent.NotBegun run) {
    timeouts.ended(run.execution());
    permits.ended(run.executor(), Optional.empty());
  }

  void noteLateness(JobCell cell, LoopEvent.AttemptEnded end) {
    find(cell, end.execution())
        .ifPresent(record -> lateness.add(Duration.between(record.dueTime(), end.start())));
  }

  /** After a change was stored: what gives way to a later time is told to stop. */
  void stopWhatGivesWay(JobCell cell) {
    var snapshot = cell.snapshot;
    if (snapshot == null || cell.running.isEmpty()) {
      return;
    }
    for (var execution : snapshot.open()) {
      var run = cell.running.get(execution.id());
      if (run != null && ExecutionRecords.isGivingWay(execution)) {
        run.giveWay();
      }
    }
  }

  /** First attempts on schedule may lapse; retries and caught-up runs are late by nature. */
  private boolean isTooLate(JobSnapshot snapshot, ExecutionRecord execution) {
    var late = Duration.between(execution.dueTime(), loop.now());
    return execution.kind() == ExecutionKind.SCHEDULED
        && execution.attempt() == 1
        && execution.dueTime().equals(dueTime(snapshot, execution))
        && late.compareTo(snapshot.job().catchUp().grace()) > 0;
  }

  /**
   * Whether claims have passed that would not be made any more: only a single passed time may start
   * a little late, and what passed otherwise is for the catch-up policy.
   */
  boolean hasMissed(JobCell cell) {
    var snapshot = cell.snapshot;
    if (snapshot == null || !cell.hasArmed()) {
      return false;
    }
    var passed =
        snapshot.open().stream()
            .filter(execution -> cell.isArmed(execution.id()) && hasPassed(execution.dueTime()))
            .toList();
    boolean single = passed.size() == 1 && snapshot.next().filter(this::hasPassed).isEmpty();
    return !passed.isEmpty() && (!single || isTooLate(snapshot, passed.getFirst()));
  }

  private boolean hasPassed(Instant time) {
    return !time.isAfter(loop.now());
  }

  private static Instant dueTime(JobSnapshot snapshot, ExecutionRecord execution) {
    return DueTimes.of(
        snapshot.job(), snapshot.progress().incarnation(), execution.scheduledTime());
  }

  private void start(
      JobCell cell, JobSnapshot snapshot, ExecutionRecord execution, JobExecutor executor) {
    var attempt =
        Attempt.of(
            cell.id,
            execution.id(),
            snapshot.job().target(),
            execution.kind(),
            execution.scheduledTime(),
            execution.attempt(),
            cell.payload().orElse(Payload.none()));
    var run = loop.attempts.prepare(attempt, executor, snapshot.job().retry());
    cell.began(execution.id(), run);
    permits.started(attempt.target().executor());
    loop.driver.began(run.thread());
    try {
      run.start();
    } finally {
      timeouts.began(cell, run, snapshot.job(), executor);
    }
  }

  /** Once per target, off the timing path. */
  private void prepare(JobSnapshot snapshot) {
    var target = snapshot.job().target();
    var executor = loop.executors.find(target.executor());
    boolean isFirst = prepared.size() < MOST_PREPARED && prepared.add(target.toString());
    if (executor == null || target.executor().equals(Target.HANDLERS) || !isFirst) {
      return;
    }
    Thread.ofVirtual()
        .name("punctual-prepare")
        .start(() -> {
          try {
            executor.prepare(target);
          } catch (Throwable error) {
            LOG.warn(
                "target {} could not be made ready ahead of its run",
                Quote.escaped(target.toString(), 200),
                Loggable.of(error));
          }
        });
  }
}
