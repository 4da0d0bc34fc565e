package dev.punctual.internal.loop;

import dev.punctual.ExecutionId;
import dev.punctual.JobId;
import dev.punctual.Payload;
import dev.punctual.internal.machine.DefinitionText;
import dev.punctual.internal.machine.ExecutionRecords;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.JobSnapshot;
import dev.punctual.internal.machine.Progress;
import dev.punctual.internal.machine.Reply;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.Definition;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.StoredJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the loop holds of one job while there is something to do about it: the snapshot that is
 * known to be stored, the one change in flight, the mailbox of events that wait for it, and what
 * has been armed or started. Owned by the timing loop.
 */
final class JobCell {
  /** What is known of the stored job. */
  enum Knowledge {
    /** It must be read before anything can be decided. */
    NOTHING,
    /** There is none, or none that can be read. */
    ABSENT,
    /** The snapshot is what is stored. */
    SNAPSHOT
  }

  /** An event that waits to be decided, and who waits for the answer; calls are numbered. */
  record Mail(
      JobEvent event,
      Optional<Payload> payload,
      @Nullable CompletableFuture<Reply> reply,
      Duration deadline,
      long call) {}

  /**
   * A change that was handed to the store, whether it claims, and what follows once it is stored.
   */
  record InFlight(
      JobChange change,
      JobSnapshot next,
      Optional<Payload> payload,
      List<Answered> answered,
      boolean confirms,
      boolean claims) {}

  /** A piece of mail and the answer it gets once the change is stored. */
  record Answered(Mail mail, Reply reply) {}

  final JobId id;
  final ArrayDeque<Mail> mailbox = new ArrayDeque<>();
  final Map<ExecutionId, AttemptThreads.Run> running = new HashMap<>();

  private final Map<ExecutionId, Timers<Instant>.Timer> armed = new HashMap<>();
  private final Census census;

  Knowledge knowledge = Knowledge.NOTHING;
  long version;
  @Nullable JobSnapshot snapshot;
  private Optional<Payload> payload = Optional.empty();
  private @Nullable InFlight inFlight;
  boolean loading;
  private long calls;
  private long callsAtRequest;
  private long callsAtRead;
  boolean isDoubtful;
  private Timers<?>.@Nullable Timer wakeTimer;
  Timers<Duration>.@Nullable Timer retryTimer;
  int failures;

  JobCell(JobId id, Census census) {
    this.id = id;
    this.census = census;
  }

  /** Of all jobs: how many are being claimed, claims wait for their due time, attempts run. */
  static final class Census {
    private int claiming;
    private int armed;
    private int running;
    private long payloadBytes;

    int claiming() {
      return claiming;
    }

    int armed() {
      return armed;
    }

    int running() {
      return running;
    }

    long payloadBytes() {
      return payloadBytes;
    }
  }

  /** Puts a call into the mailbox. */
  void take(LoopEvent.Call call) {
    mailbox.add(new Mail(call.event(), call.payload(), call.reply(), call.deadline(), ++calls));
  }

  @Nullable InFlight inFlight() {
    return inFlight;
  }

  void sent(InFlight change) {
    inFlight = change;
    census.claiming += change.claims() ? 1 : 0;
  }

  /** Whether the change in flight was stored or not is known now. */
  void settled() {
    census.claiming -= inFlight != null && inFlight.claims() ? 1 : 0;
    inFlight = null;
  }

  void readRequested() {
    loading = true;
    callsAtRequest = calls;
  }

  void readEnded() {
    loading = false;
    callsAtRead = callsAtRequest;
  }

  /**
   * Whether the job was read after the call came: only then does it mean something that the call
   * changes nothing, as others may have changed the job since it was read before.
   */
  boolean wasReadFor(Mail mail) {
    return mail.call() <= callsAtRead;
  }

  boolean isBusy() {
    return inFlight != null || loading || retryTimer != null;
  }

  boolean isIdle() {
    return !isBusy()
        && mailbox.isEmpty()
        && armed.isEmpty()
        && running.isEmpty()
        && wakeTimer == null;
  }

  /** Takes what was read; throws if it cannot be understood. */
  void accept(StoredJob stored) {
    var record = stored.record();
    version = record.version();
    hold(stored.payload());
    snapshot = parse(stored);
    knowledge = Knowledge.SNAPSHOT;
  }

  /** The snapshot of a stored job; throws if it cannot be understood. */
  static JobSnapshot parse(StoredJob stored) {
    var record = stored.record();
    return new JobSnapshot(
        DefinitionText.parse(record.id(), stored.definition()),
        stored.definition(),
        record.state(),
        Progress.parse(record.progress()),
        record.open(),
        record.wake());
  }

  void acceptAbsent(long storedVersion) {
    version = storedVersion;
    snapshot = null;
    hold(Optional.empty());
    knowledge = Knowledge.ABSENT;
  }

  /** The stored snapshot, with what runs here marked as running. */
  Optional<JobSnapshot> current() {
    var known = snapshot;
    if (known == null || running.isEmpty()) {
      return Optional.ofNullable(known);
    }
    return Optional.of(known.withOpen(known.open().stream().map(this::withStart).toList()));
  }

  private ExecutionRecord withStart(ExecutionRecord execution) {
    var run = running.get(execution.id());
    return run != null && run.number() == execution.attempt()
        ? ExecutionRecords.started(execution, run.handedOver())
        : execution;
  }

  /** The change that leads to a snapshot. */
  JobChange changeTo(
      JobSnapshot next, List<ExecutionRecord> ended, Optional<Payload> newPayload, ChangeId by) {
    var known = snapshot;
    boolean redefined = known == null || !known.definition().equals(next.definition());
    var definition =
        redefined
            ? Optional.of(new Definition(next.definition(), newPayload.orElse(Payload.none())))
            : Optional.<Definition>empty();
    var tags = new TreeSet<>(next.job().tags());
    if (!next.progress().declared().isEmpty()) {
      tags.add(JobRecord.DECLARED);
    }
    if (next.job().trigger().zone().isPresent()) {
      tags.add(JobRecord.LOCAL_TIMES);
    }
    var record =
        new JobRecord(
            id,
            version + 1,
            by,
            next.wake(),
            next.state(),
            Executors.routeOf(next.job().target()),
            tags,
            next.progress().text(),
            next.open());
    return new JobChange(version, record, definition, ended);
  }

  void setWake(Function<Runnable, Timers<?>.Timer> timer, Runnable action) {
    wakeTimer =
        timer.apply(() -> {
          wakeTimer = null;
          action.run();
        });
  }

  void cancelWake() {
    var timer = wakeTimer;
    if (timer != null) {
      timer.cancel();
      wakeTimer = null;
    }
  }

  Optional<Payload> payload() {
    return payload;
  }

  void hold(Optional<Payload> other) {
    census.payloadBytes -= payload.map(Payload::size).orElse(0);
    payload = other;
    census.payloadBytes += payload.map(Payload::size).orElse(0);
  }

  boolean isArmed(ExecutionId execution) {
    return armed.containsKey(execution);
  }

  boolean hasArmed() {
    return !armed.isEmpty();
  }

  void arm(ExecutionId execution, Timers<Instant>.Timer timer) {
    armed.put(execution, timer);
    census.armed++;
  }

  void disarm(ExecutionId execution) {
    var timer = armed.remove(execution);
    if (timer != null) {
      timer.cancel();
      census.armed--;
    }
  }

  void disarmAll() {
    List.copyOf(armed.keySet()).forEach(this::disarm);
  }

  /** Disarms what is not to be kept. */
  void disarmUnless(Predicate<ExecutionId> kept) {
    armed.keySet().stream().filter(kept.negate()).toList().forEach(this::disarm);
  }

  void began(ExecutionId execution, AttemptThreads.Run run) {
    if (running.put(execution, run) == null) {
      census.running++;
    }
  }

  /** An attempt has ended; by now another one of the same execution may run. */
  void ended(ExecutionId execution, int attempt) {
    var run = running.get(execution);
    if (run != null && run.number() == attempt) {
      running.remove(execution);
      census.running--;
    }
  }

  /** An event has been decided: if it is the end of an attempt, that no longer runs. */
  void forgetEnded(Mail mail) {
    if (mail.event() instanceof JobEvent.Ended end) {
      ended(end.execution(), end.attempt());
    }
  }
}
