package dev.punctual.internal.loop;

import dev.punctual.AwaitTimeoutException;
import dev.punctual.Execution;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.Health;
import dev.punctual.IfExists;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.JobExistsException;
import dev.punctual.JobHandle;
import dev.punctual.JobId;
import dev.punctual.JobNotFoundException;
import dev.punctual.JobQuery;
import dev.punctual.JobStatus;
import dev.punctual.NodeId;
import dev.punctual.Page;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerClosedException;
import dev.punctual.SchedulerException;
import dev.punctual.StartPlan;
import dev.punctual.StoreUnavailableException;
import dev.punctual.internal.machine.DefinitionText;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.Reply;
import dev.punctual.spi.JobRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler as callers see it. Calls are checked in the caller's thread, before any other
 * thread or the disk is touched; then they become an event of the loop, and the caller waits until
 * the change is stored. Listings go to the store directly.
 */
public final class LocalScheduler implements Scheduler {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.scheduler");
  private static final AtomicLong NODES = new AtomicLong();
  private static final Duration LONGEST_WAIT = Duration.ofDays(36_500);
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final Settings settings;
  private final LoopDriver driver;
  private final Executors executors;
  private final Announcements announcements;
  private final NodeId node;
  private final AtomicLong names = new AtomicLong();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<Boolean> closeDone = new CompletableFuture<>();
  private volatile @Nullable AttemptThreads attempts;

  /**
   * A scheduler; not started yet.
   *
   * @param settings everything it needs
   * @param driver what drives it
   */
  public LocalScheduler(Settings settings, LoopDriver driver) {
    this(settings, driver, freshNode(driver.clock().instant()));
  }

  /**
   * A scheduler with a node id that is given; not started yet.
   *
   * @param settings everything it needs
   * @param driver what drives it
   * @param node its id, which no other start has
   */
  public LocalScheduler(Settings settings, LoopDriver driver, NodeId node) {
    this.settings = settings;
    this.driver = driver;
    this.executors = new Executors(settings.executors(), settings.handlers());
    this.announcements = new Announcements(settings.listeners());
    this.node = node;
  }

  /**
   * A scheduler in real time.
   *
   * @param settings everything it needs
   * @return the scheduler, not started yet
   */
  public static LocalScheduler inRealTime(Settings settings) {
    return new LocalScheduler(
        settings, new RealTimeDriver(settings.timingThread(), settings.keepAlive()));
  }

  /** Start time, process and a counter: no two starts share an id. */
  private static NodeId freshNode(Instant now) {
    return new NodeId(
        Long.toString(Math.max(0, now.toEpochMilli()), Character.MAX_RADIX)
            + '-'
            + ProcessHandle.current().pid()
            + '-'
            + NODES.incrementAndGet());
  }

  @Override
  public void start() {
    if (closed.get()) {
      throw closedError();
    }
    if (!started.compareAndSet(false, true)) {
      return;
    }
    if (!StoresInUse.take(settings.persistence())) {
      closed.set(true);
      closeDone.complete(true);
      throw new InvalidDefinitionException(
          "the store is used by another scheduler of this process that is not closed; give each"
              + " scheduler a store of its own");
    }
    announcements.open();
    var attempts = new AttemptThreads(driver.clock(), driver::post);
    this.attempts = attempts;
    var loop = new TimingLoop(settings, driver, executors, attempts, announcements, node);
    driver.open(loop, new StoreWorker(settings.persistence()));
    driver.post(new LoopEvent.Join());
    try {
      new Reconciliation(this, settings).run();
    } catch (Throwable e) {
      closed.set(true);
      driver.close();
      giveUp();
      throw e;
    }
    driver.post(new LoopEvent.Begin());
  }

  /**
   * What {@link #start} would do about the declared jobs now. The store is read, and stays open.
   *
   * @return the plan
   */
  public StartPlan plan() {
    return new DryRun(this, settings, node).plan();
  }

  Page<JobRow> ask(JobQuery query) {
    return fromStore(() -> settings.persistence().jobs(query));
  }

  @Override
  public JobHandle schedule(Job job, IfExists ifExists) {
    checkRunning();
    var bound = bind(job);
    finish(submit(bound, ifExists));
    Notices.scheduled(job, now());
    return new LocalJobHandle(this, job.id());
  }

  @Override
  public List<JobHandle> scheduleAll(Collection<Job> jobs, IfExists ifExists) {
    checkRunning();
    var bound = new ArrayList<Bound>();
    var faults = new ArrayList<String>();
    for (var job : jobs) {
      try {
        bound.add(bind(job));
      } catch (InvalidDefinitionException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidDefinitionException(String.join("\n", faults));
    }
    var calls = bound.stream().map(each -> submit(each, ifExists)).toList();
    var rejected = new ArrayList<String>();
    for (var call : calls) {
      try {
        finish(call);
      } catch (JobExistsException e) {
        rejected.add(String.valueOf(e.getMessage()));
      }
    }
    if (!rejected.isEmpty()) {
      throw new JobExistsException(String.join("\n", rejected));
    }
    Notices.scheduled(jobs, now());
    return bound.stream()
        .<JobHandle>map(each -> new LocalJobHandle(this, each.job().id()))
        .toList();
  }

  private CompletableFuture<Reply> submit(Bound bound, IfExists ifExists) {
    return send(
        bound.job().id(),
        new JobEvent.Schedule(bound.job(), bound.definition(), ifExists, uniqueName()),
        Optional.of(bound.payload()));
  }

  /** A job whose payload was encoded and whose target was checked. */
  record Bound(Job job, String definition, Payload payload) {
    JobEvent declared(String incarnation) {
      return new JobEvent.Declare(job, definition, incarnation);
    }
  }

  Bound bind(Job job) {
    var payload = Payloads.encode(job.id(), job.payload(), settings.codec());
    executors.validate(job, payload);
    var bare = job.withPayload(Payload.none());
    return new Bound(bare, DefinitionText.format(job, payload), payload);
  }

  /** A number that grows, and whose it is. */
  String uniqueName() {
    return Long.toString(names.incrementAndGet(), Character.MAX_RADIX) + '-' + node;
  }

  @Override
  public JobHandle job(String id) {
    return find(id)
        .orElseThrow(() -> new JobNotFoundException("no job " + JobId.of(id) + " is stored"));
  }

  @Override
  public Optional<JobHandle> find(String id) {
    var jobId = JobId.of(id);
    return load(jobId).map(row -> new LocalJobHandle(this, jobId));
  }

  Optional<JobRow> load(JobId id) {
    return fromStore(() -> settings.persistence().load(id));
  }

  @Override
  public Page<JobStatus> jobs(JobQuery query) {
    var page = ask(query);
    return new Page<>(page.items().stream().map(Statuses::of).toList(), page.next());
  }

  @Override
  public Page<Execution> executions(ExecutionQuery query) {
    var page = fromStore(() -> settings.persistence().executions(query));
    return new Page<>(page.items().stream().map(Execution::of).toList(), page.next());
  }

  @Override
  public Execution await(ExecutionId execution, Duration most) {
    checkRunning();
    var ended = announcements.await(execution);
    var line = executions(ExecutionQuery.of(execution)).items();
    if (!line.isEmpty() && line.getFirst().status().isFinal()) {
      announcements.forget(execution, ended);
      return line.getFirst();
    }
    try {
      return driver.await(ended, within(most));
    } catch (TimeoutException e) {
      announcements.forget(execution, ended);
      throw new AwaitTimeoutException(
          "execution " + execution + " has not ended within " + most + "; it goes on regardless");
    }
  }

  private static Duration within(Duration most) {
    if (most.isNegative()) {
      return Duration.ZERO;
    }
    return most.compareTo(LONGEST_WAIT) < 0 ? most : LONGEST_WAIT;
  }

  @Override
  public ExecutionId retry(ExecutionId execution) {
    checkRunning();
    var lines = executions(ExecutionQuery.of(execution)).items();
    if (lines.isEmpty()) {
      throw new JobNotFoundException("no execution " + execution + " is stored");
    }
    var line = lines.getFirst();
    if (line.status() != ExecutionStatus.FAILED && line.status() != ExecutionStatus.UNKNOWN) {
      throw new InvalidDefinitionException(
          "execution " + execution + " is " + line.status() + ", not FAILED or UNKNOWN");
    }
    return run(line.job(), new JobEvent.RunAgain(uniqueName(), line.scheduledTime()));
  }

  ExecutionId run(JobId id, JobEvent event) {
    return switch (change(id, event, Optional.empty())) {
      case Reply.Run run -> run.execution();
      case Reply.Done done -> throw new IllegalStateException("a run was answered without an id");
      case Reply.Stale stale -> throw new IllegalStateException("a run was answered as stale");
      case Reply.Refused refused -> throw refused.reason();
    };
  }

  @Override
  public Health health() {
    if (!started.get() || closed.get()) {
      return new Health(
          node,
          false,
          true,
          Optional.empty(),
          0,
          0,
          0,
          Set.of(),
          List.of(),
          Set.of(),
          Health.Lateness.NONE,
          Map.of());
    }
    var reply = new CompletableFuture<Health>();
    driver.post(new LoopEvent.AskHealth(reply));
    return finish(reply);
  }

  @Override
  public Instant now() {
    return driver.clock().instant();
  }

  /** Changes a job and waits until that is stored; throws what was refused. */
  Reply change(JobId id, JobEvent event, Optional<Payload> payload) {
    checkRunning();
    return finish(send(id, event, payload));
  }

  CompletableFuture<Reply> send(JobId id, JobEvent event, Optional<Payload> payload) {
    var reply = new CompletableFuture<Reply>();
    var deadline = driver.clock().elapsed().plus(settings.callTimeout());
    driver.post(new LoopEvent.Call(id, event, payload, reply, deadline));
    return reply;
  }

  <T> T finish(CompletableFuture<T> call) {
    T answer;
    try {
      answer = driver.await(call, settings.callTimeout().plus(MARGIN));
    } catch (TimeoutException e) {
      throw new StoreUnavailableException(
          "the store does not answer; whether the change is stored is unknown; repeating the call"
              + " with the same id is safe",
          e);
    }
    if (answer instanceof Reply.Refused refused) {
      throw refused.reason();
    }
    return answer;
  }

  private <T> T fromStore(Supplier<T> query) {
    try {
      return query.get();
    } catch (RuntimeException e) {
      if (closed.get()) {
        throw closedError();
      }
      if (e instanceof SchedulerException known) {
        throw known;
      }
      throw new StoreUnavailableException("the store does not answer: " + e.getMessage(), e);
    }
  }

  private void checkRunning() {
    if (closed.get()) {
      throw closedError();
    }
    if (!started.get()) {
      throw new SchedulerClosedException("the scheduler is not started; call start() first");
    }
  }

  static SchedulerClosedException closedError() {
    return new SchedulerClosedException("the scheduler is closed; build another one");
  }

  /** What a waiting caller is to be thrown. */
  static RuntimeException unwrapped(ExecutionException e) {
    return e.getCause() instanceof RuntimeException cause
        ? cause
        : new SchedulerException("unexpected error", e);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      awaitClose();
    } else if (isInAttempt()) {
      Thread.ofPlatform().name("punctual-close").start(this::closeNow);
    } else {
      closeNow();
    }
  }

  /** A handler that closes its own scheduler must not wait for itself. */
  private boolean isInAttempt() {
    var threads = attempts;
    return threads != null && threads.isAttempt();
  }

  private void closeNow() {
    try {
      if (started.get()) {
        new Drain(driver, settings.drain()).run();
        driver.close();
      }
    } finally {
      giveUp();
    }
  }

  private void giveUp() {
    announcements.close();
    executors.close();
    closeStore();
    closeDone.complete(true);
  }

  private void awaitClose() {
    if (isInAttempt()) {
      return;
    }
    try {
      driver.await(closeDone, settings.drain().plus(MARGIN));
    } catch (TimeoutException e) {
      LOG.debug("close is still under way");
    }
  }

  private void closeStore() {
    StoresInUse.giveBack(settings.persistence());
    try {
      settings.persistence().close();
    } catch (RuntimeException e) {
      LOG.warn("the store could not be closed", e);
    }
  }
}
