package dev.punctual.internal.loop;

import dev.punctual.Health;
import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.SchedulerEvent;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.JobMachine;
import dev.punctual.internal.machine.Reply;
import dev.punctual.internal.machine.Watch;
import dev.punctual.internal.text.Quote;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import dev.punctual.spi.UnreadableJob;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The owner of all mutable state. It is told events and the passing of time, decides by the {@link
 * JobMachine}, hands changes to the store and attempts to their threads, and never waits: waiting
 * is the {@link LoopDriver}'s, which calls {@link #handle} and {@link #advance} from one thread at
 * a time.
 *
 * <p><b>Two paths.</b>
 *
 * <pre>
 * schedule   call → decide → commit (job and, if near, its claim, in one change) → reply
 * due        scan → decide → commit claims → timer → re-check → attempt → end → decide → commit
 * </pre>
 *
 * <p><b>What holds.</b> A job has at most one change in flight ({@link StoreExchange}); nothing
 * starts whose claim is not stored; between a due time and its start there is no I/O. Due times and
 * wake times go by the wall clock, every patience by elapsed time ({@link Timers}). Only jobs with
 * something to do soon are in memory: the others wait in the store, and the {@link Scan} finds them
 * when their wake time comes.
 */
public final class TimingLoop {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.scheduler");
  private static final int MOST_UNREADABLE = 10_000;
  private static final int MOST_CLAIMED = 10_000;
  private static final long MOST_PAYLOAD_BYTES = 64L << 20;

  final Settings settings;
  final LoopDriver driver;
  final JobMachine machine;
  final Executors executors;
  final AttemptThreads attempts;
  final Announcements announcements;
  final NodeId node;
  final Timers<Instant> timers = new Timers<>();
  final Map<JobId, JobCell> cells = new HashMap<>();

  private final Timers<Duration> patience = new Timers<>();
  private final JobCell.Census census = new JobCell.Census();
  private final JobFlow flow;
  private final Scan scan;
  private final WakeCheck wakeCheck;
  private final StoreHealth storeHealth;
  private final Housekeeping house;
  private final Lease lease;
  private final Map<JobId, String> unreadable = new LinkedHashMap<>();
  private final Attention attention;
  private boolean closing;
  private @Nullable CompletableFuture<Boolean> closed;
  Optional<Instant> lastSuccess = Optional.empty();

  TimingLoop(
      Settings settings,
      LoopDriver driver,
      Executors executors,
      AttemptThreads attempts,
      Announcements announcements,
      NodeId node) {
    this.settings = settings;
    this.driver = driver;
    this.executors = executors;
    this.announcements = announcements;
    this.node = node;
    var horizon = settings.horizon();
    var slice = horizon.reach().minus(horizon.lead());
    this.machine = new JobMachine(horizon);
    this.attempts = attempts;
    this.attention = new Attention(node, driver.clock());
    this.flow = new JobFlow(this);
    this.scan = new Scan(this, slice);
    this.wakeCheck = new WakeCheck(this);
    this.house = new Housekeeping(this, wakeCheck::begin);
    this.lease = new Lease(this, () -> List.copyOf(cells.values()).forEach(flow::confirm));
    this.storeHealth = new StoreHealth(this);
  }

  /** The wall clock at the last look. */
  Instant now() {
    return attention.now();
  }

  /** The time that had elapsed at the last look. */
  Duration elapsed() {
    return attention.elapsed();
  }

  /**
   * Does something once so much time has elapsed from this moment, wherever the wall clock is set
   * meanwhile.
   */
  Timers<Duration>.Timer after(Duration wait, Runnable action) {
    return patience.set(driver.clock().elapsed().plus(wait), action);
  }

  Watch watch() {
    return attention.watch();
  }

  boolean isClosing() {
    return closing;
  }

  StoreHealth storeHealth() {
    return storeHealth;
  }

  Lease lease() {
    return lease;
  }

  Scan scan() {
    return scan;
  }

  /**
   * Looks at the clocks, before anything that depends on them and before a rest.
   *
   * @return whether they have jumped; then it is told and all that depends on it reconsidered
   */
  boolean look() {
    var jump = attention.look();
    jump.ifPresent(this::attentionLost);
    return jump.isPresent();
  }

  /** The next look is meant to come after so much time since the last one, or before. */
  void restFor(Duration most) {
    attention.restFor(most);
  }

  /**
   * Takes an event.
   *
   * @param event what happened
   */
  public void handle(LoopEvent event) {
    switch (event) {
      case LoopEvent.Call call -> call(call);
      case LoopEvent.AttemptEnded end -> flow.attemptEnded(end);
      case LoopEvent.NotBegun run -> flow.notBegun(run);
      case LoopEvent.Committed committed -> {
        storeHealth.written();
        flow.exchange().committed(committed);
      }
      case LoopEvent.CommitFailed failed -> {
        storeHealth.failedWrite(failed.error());
        flow.exchange().commitFailed(failed);
      }
      case LoopEvent.Loaded loaded -> {
        storeHealth.read();
        flow.exchange().loaded(loaded);
      }
      case LoopEvent.LoadFailed failed -> {
        storeHealth.failed(failed.error());
        flow.exchange().loadFailed(failed);
      }
      case LoopEvent.Found found -> scan.found(found.job(), found.deadNodes());
      case LoopEvent.DueFound found -> {
        storeHealth.read();
        dueFound(found);
      }
      case LoopEvent.RequestFailed failed -> {
        storeHealth.failed(failed.error());
        requestFailed(failed.request());
      }
      case LoopEvent.Purged purged -> {
        storeHealth.written();
        house.purged(purged);
      }
      case LoopEvent.WakesChecked page -> wakeCheck.checked(page);
      case LoopEvent.WakeCheckFailed failed -> {
        storeHealth.failed(failed.error());
        wakeCheck.failed(failed);
      }
      case LoopEvent.LeaseRenewed renewed -> lease.renewed();
      case LoopEvent.Join join -> lease.renew();
      case LoopEvent.Begin begin -> begin();
      case LoopEvent.AskHealth ask -> ask.reply().complete(health());
      case LoopEvent.Close close -> close(close.done());
      case LoopEvent.Interrupt interrupt ->
          cells.values().stream()
              .flatMap(cell -> cell.running.values().stream())
              .forEach(AttemptThreads.Run::interrupt);
    }
  }

  /**
   * Does what is due.
   *
   * @return after how long there is something to do, zero or less for at once; empty if only an
   *     event can bring something
   */
  public Optional<Duration> advance() {
    var rescue = runDue();
    scan.roomMade();
    completeClose();
    var due = timers.next().map(driver.clock()::until);
    var patienceEnds = patience.next().map(at -> at.minus(driver.clock().elapsed()));
    return earlier(earlier(due, patienceEnds), rescue);
  }

  private static Optional<Duration> earlier(Optional<Duration> one, Optional<Duration> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().compareTo(other.get()) <= 0 ? one : other;
  }

  /**
   * Does what is due, between two events: many events must not keep a start waiting.
   *
   * @return after how long an attempt that was started has to have begun; empty if all have
   */
  Optional<Duration> runDue() {
    do {
      look();
    } while (timers.runFirst(now()) || patience.runFirst(elapsed()));
    return attempts.rescue();
  }

  private void begin() {
    attention.begin();
    scan.begin();
    List.copyOf(cells.values()).forEach(cell -> flow.setWake(cell, Duration.ZERO));
  }

  /** What passed meanwhile is missed; what was decided already is not decided again. */
  private void attentionLost(Duration ahead) {
    LOG.warn(
        ahead.isNegative()
            ? "the clock was set back by {} ms: what was decided before is not run again; each job"
                + " goes on when the clock reaches its next time"
            : "the clock is {} ms ahead of what was expected: it was set forward, or the machine or"
                + " this process stood still; what passed is decided by each job's catch-up policy",
        ahead.abs().toMillis());
    announcements.announce(new SchedulerEvent.ClockJumped(ahead));
    attention.resume(ahead);
    lease.doubt();
    List.copyOf(cells.values()).forEach(flow::reconsider);
    scan.now();
    house.clockJumped();
  }

  private void requestFailed(StoreRequest request) {
    switch (request) {
      case StoreRequest.Due due -> scan.failed(due);
      case StoreRequest.Heartbeat beat -> lease.failed();
      case StoreRequest.Purge purge -> {}
      case StoreRequest.Commit commit -> throw new IllegalArgumentException("has its own answer");
      case StoreRequest.Load load -> throw new IllegalArgumentException("has its own answer");
    }
  }

  private void call(LoopEvent.Call call) {
    if (closing) {
      call.reply().completeExceptionally(LocalScheduler.closedError());
      return;
    }
    flow.deliver(call);
  }

  private void dueFound(LoopEvent.DueFound found) {
    var batch = found.batch();
    switch (found.request().purpose()) {
      case RUN -> {
        scan.found(found.request(), batch);
        house.dueFound(found);
      }
      case COUNT_OVERDUE -> house.overdueFound(batch.jobs());
      case FIND_UNREGISTERED -> house.unregisteredFound(batch.jobs());
    }
  }

  /** Something may have to be decided about a job. */
  void wakeUp(JobId id) {
    flow.tell(cell(id), new JobEvent.Wake());
  }

  /** A due job was found that is not in memory; or one that is, with a node that is dead. */
  void discovered(JobRow row, Set<NodeId> dead) {
    var cell = cells.get(row.id());
    if (row instanceof UnreadableJob broken) {
      park(broken.id(), broken.reason());
      return;
    }
    var stored = (StoredJob) row;
    var lost =
        stored.record().open().stream()
            .flatMap(execution -> execution.node().stream())
            .filter(dead::contains)
            .collect(Collectors.toSet());
    if (cell != null) {
      if (!lost.isEmpty()) {
        flow.orphaned(cell, stored.version(), lost);
      }
      return;
    }
    cell = new JobCell(row.id(), census);
    try {
      cell.accept(stored);
    } catch (RuntimeException e) {
      park(row.id(), String.valueOf(e.getMessage()));
      return;
    }
    cells.put(row.id(), cell);
    flow.tell(cell, lost.isEmpty() ? new JobEvent.Wake() : new JobEvent.Orphaned(lost));
  }

  /** Leaves a job alone that cannot be read or decided, and says so once. */
  void park(JobId id, String reason) {
    var safe = Quote.escaped(reason, 500);
    if (unreadable.size() < MOST_UNREADABLE && !safe.equals(unreadable.put(id, safe))) {
      LOG.error("job {} cannot be read and is left alone until it is repaired: {}", id, safe);
      announcements.announce(new SchedulerEvent.JobUnreadable(id, safe));
    }
  }

  void unpark(JobId id) {
    unreadable.remove(id);
  }

  /** Whether so many executions of it wait in line that no more are looked for. */
  boolean hasLongLine(String executor) {
    return flow.starts().permits().hasLongLine(executor);
  }

  /** How many more claims there is room for, by number and by the size of payloads held. */
  int room() {
    return census.payloadBytes() > MOST_PAYLOAD_BYTES
        ? 0
        : MOST_CLAIMED - census.armed() - census.claiming();
  }

  /** How many jobs are being claimed: the store may not have these claims yet. */
  int claiming() {
    return census.claiming();
  }

  JobCell cell(JobId id) {
    return cells.computeIfAbsent(id, each -> new JobCell(each, census));
  }

  private Health health() {
    return new Health(
        node,
        scan.hasBegun() && !closing,
        storeHealth.isReachable(),
        lastSuccess,
        census.armed(),
        census.running(),
        house.overdue(),
        house.unregistered(),
        flow.starts().timeouts().stuck(),
        flow.starts().permits().openCircuits(),
        flow.starts().lateness(),
        unreadable);
  }

  private void close(CompletableFuture<Boolean> done) {
    closing = true;
    closed = done;
    for (var cell : List.copyOf(cells.values())) {
      cell.disarmAll();
      cell.cancelWake();
      if (cell.knowledge == JobCell.Knowledge.SNAPSHOT) {
        flow.tell(cell, new JobEvent.GiveBack());
      }
    }
    completeClose();
  }

  private void completeClose() {
    var done = closed;
    if (done != null && cells.values().stream().noneMatch(TimingLoop::hasWork)) {
      closed = null;
      attempts.close();
      done.complete(true);
    }
  }

  private static boolean hasWork(JobCell cell) {
    return cell.isBusy() || !cell.mailbox.isEmpty() || !cell.running.isEmpty();
  }

  /** An answer to a call that the store keeps waiting. */
  static void fail(JobCell.Mail mail, RuntimeException error) {
    var reply = mail.reply();
    if (reply != null) {
      reply.completeExceptionally(error);
    }
  }

  /** An answer to a call. */
  static void answer(JobCell.Mail mail, Reply reply) {
    var waiting = mail.reply();
    if (waiting != null) {
      waiting.complete(reply);
    }
  }
}
