package dev.punctual;

import static java.util.Objects.requireNonNull;

import dev.punctual.internal.loop.Executors;
import dev.punctual.internal.loop.HandlerExecutor;
import dev.punctual.internal.loop.Limits;
import dev.punctual.internal.loop.LocalScheduler;
import dev.punctual.internal.loop.Payloads;
import dev.punctual.internal.loop.Settings;
import dev.punctual.internal.text.Quote;
import dev.punctual.spi.JobExecutor;
import dev.punctual.spi.Persistence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a scheduler needs. Nothing is checked before {@link #build()}, which reports all
 * faults at once and corrects none. Setting an option twice is a fault. For one thread.
 *
 * <pre>{@code
 * Scheduler scheduler = Scheduler.builder()
 *     .persistence(SqlitePersistence.open(Path.of("jobs.db")))
 *     .job("heartbeat", Trigger.every(Duration.ofSeconds(10)), run -> beat())
 *     .start();
 * }</pre>
 */
public final class SchedulerBuilder {
  private static final Duration LONGEST_LEAD = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final int MOST_CONCURRENT = 1_000_000;

  private final List<String> faults = new ArrayList<>();
  private final Set<String> set = new HashSet<>();
  private final Map<String, JobExecutor> executors = new LinkedHashMap<>();
  private final Map<String, HandlerExecutor.Binding<?>> handlers = new LinkedHashMap<>();
  private final DeclaredJobs declared = new DeclaredJobs();
  private final List<Consumer<SchedulerEvent>> listeners = new ArrayList<>();
  private @Nullable Persistence persistence;
  private PayloadCodec codec = Payloads.NO_CODEC;
  private Duration lead = Duration.ofSeconds(2);
  private Duration drain = Duration.ofSeconds(30);
  private Duration callTimeout = Duration.ofSeconds(10);
  private int maxConcurrent = 10_000;
  private final Map<String, Limits> limits = new LinkedHashMap<>();
  private Optional<Retention> retention = Optional.empty();
  private TimingThread timingThread = TimingThread.PLATFORM;
  private boolean keepAlive = true;

  SchedulerBuilder() {}

  /**
   * Where jobs and log are kept; in memory where not given, which survives nothing. The scheduler
   * closes it.
   *
   * @param store the store
   * @return this
   */
  public SchedulerBuilder persistence(Persistence store) {
    once("persistence");
    persistence = requireNonNull(store, "persistence");
    return this;
  }

  /**
   * How typed payloads become bytes; needed only for payloads other than {@link Payload}, {@link
   * String} and {@code byte[]}.
   *
   * @param payloadCodec the codec
   * @return this
   */
  public SchedulerBuilder payloads(PayloadCodec payloadCodec) {
    once("payloads");
    codec = payloadCodec;
    return this;
  }

  /**
   * Declares a job together with its handler, which is registered under the job's id.
   *
   * @param id the job's id, and the handler's name
   * @param trigger when it runs
   * @param handler what runs
   * @return this
   */
  public SchedulerBuilder job(String id, Trigger trigger, Handler<Payload> handler) {
    return collect(() -> {
      var target = Target.handler(id);
      job(Job.of(id, target, trigger));
      handler(target, handler);
    });
  }

  /**
   * Declares a job. At start it is created if it is not stored; if its definition has changed since
   * it was last declared, the stored one is replaced, and count, log and an operator's pause are
   * kept; if not, nothing is written. A stored job that is no longer declared is paused, unless
   * nothing at all is declared, as in a tool that looks at the store. {@link #plan()} tells what a
   * start would do.
   *
   * @param job the definition
   * @return this
   */
  public SchedulerBuilder job(Job job) {
    if (!declared.add(job)) {
      faults.add("job " + job.id() + " is declared twice");
    }
    return this;
  }

  /**
   * Declares a job that comes from outside, such as a file, and that is not to stop the others if
   * it is broken: if its target is not registered or refuses its payload, or its id is declared
   * elsewhere too, then it is not declared, a stored job of this id stays as it is, and the build
   * goes on.
   *
   * @param job the definition
   * @param otherwise told by {@link #build()} why the job is left out
   * @return this
   */
  public SchedulerBuilder jobUnlessBroken(
      Job job, Consumer<? super InvalidDefinitionException> otherwise) {
    declared.addUnlessBroken(job, requireNonNull(otherwise, "otherwise"));
    return this;
  }

  /**
   * Switches a job off, wherever else it is declared: at start it is not created, and if it is
   * stored and active it is paused with a note. Once it is declared and no longer switched off, it
   * goes on from then. A pause by an operator stays in any case.
   *
   * @param id the job
   * @return this
   */
  public SchedulerBuilder switchOff(String id) {
    return collect(() -> declared.switchOff(JobId.of(id)));
  }

  /**
   * Leaves a job as it is stored, if it is, although it is not declared: its declaration is
   * somewhere else, or cannot be read now. Without effect on a job that is declared.
   *
   * @param id the job
   * @return this
   */
  public SchedulerBuilder keep(String id) {
    return collect(() -> declared.keep(JobId.of(id)));
  }

  /**
   * Leaves all stored jobs as they are that are not declared, since it is not known which of them
   * are missing by mistake.
   *
   * @return this
   */
  public SchedulerBuilder keepUndeclared() {
    declared.keepUndeclared();
    return this;
  }

  /**
   * Says that what is declared is all there is to be, even if that is nothing: stored jobs that are
   * no longer declared are paused. {@link #keepUndeclared} outweighs it.
   *
   * @return this
   */
  public SchedulerBuilder retireUndeclared() {
    declared.retireUndeclared();
    return this;
  }

  /**
   * Declares a job together with its handler, which is registered for the job's target.
   *
   * @param job the definition; its target is a handler's
   * @param handler what runs
   * @return this
   */
  public SchedulerBuilder job(Job job, Handler<Payload> handler) {
    return collect(() -> {
      job(job);
      handler(Target.of(job.target().executor(), job.target().address()), handler);
    });
  }

  /**
   * Registers a handler. Jobs that name it may be declared here, scheduled later, or stored by an
   * earlier process.
   *
   * @param <T> the type of the payload
   * @param target what it handles
   * @param handler the code
   * @return this
   */
  public <T> SchedulerBuilder handler(Target<T> target, Handler<T> handler) {
    if (!target.executor().equals(Target.HANDLERS)) {
      faults.add(
          "target " + target + " is not a handler's; make it with Target.handler(name, type)");
    }
    if (handlers.put(
            target.address(),
            new HandlerExecutor.Binding<>(target, requireNonNull(handler, "handler")))
        != null) {
      faults.add("handler " + Quote.of(target.address()) + " is registered twice");
    }
    return this;
  }

  /**
   * Registers an executor. The scheduler closes it.
   *
   * @param name the name targets give, 1 to 50 characters of {@code a-z 0-9 -}
   * @param executor the executor
   * @return this
   */
  public SchedulerBuilder executor(String name, JobExecutor executor) {
    return collect(() -> {
      Target.of(name, "checks the name");
      if (name.equals(Target.HANDLERS)) {
        faults.add("executor name '" + name + "' is taken by the handlers of this process");
      }
      if (executors.put(name, requireNonNull(executor, "executor")) != null) {
        faults.add("executor " + name + " is registered twice");
      }
    });
  }

  /**
   * Lets a component add its own jobs, handlers and listeners.
   *
   * @param component what it adds
   * @return this
   */
  public SchedulerBuilder apply(Consumer<? super SchedulerBuilder> component) {
    return collect(() -> component.accept(this));
  }

  /**
   * Listens to a kind of event.
   *
   * @param <E> the kind
   * @param kind the kind; {@link SchedulerEvent} itself for all
   * @param listener called in order on one thread; what it throws is logged
   * @return this
   */
  public <E extends SchedulerEvent> SchedulerBuilder on(
      Class<E> kind, Consumer<? super E> listener) {
    listeners.add(event -> {
      if (kind.isInstance(event)) {
        listener.accept(kind.cast(event));
      }
    });
    return this;
  }

  /**
   * How long before its due time an execution is claimed. The store may take this long to commit
   * without delaying a start. 2 s where not given; from 10 ms to 5 min.
   *
   * @param duration the lead
   * @return this
   */
  public SchedulerBuilder lead(Duration duration) {
    once("lead");
    between("lead", duration, Duration.ofMillis(10), LONGEST_LEAD);
    lead = duration;
    return this;
  }

  /**
   * How long {@link Scheduler#close()} waits for running attempts before it interrupts them. 30 s
   * where not given; from zero to 1 h.
   *
   * @param duration the drain period
   * @return this
   */
  public SchedulerBuilder drain(Duration duration) {
    once("drain");
    between("drain", duration, Duration.ZERO, Duration.ofHours(1));
    drain = duration;
    return this;
  }

  /**
   * How long a call waits for a store that does not answer before it throws. 10 s where not given;
   * from 100 ms to 1 h.
   *
   * @param duration the wait
   * @return this
   */
  public SchedulerBuilder callTimeout(Duration duration) {
    once("callTimeout");
    between("callTimeout", duration, Duration.ofMillis(100), Duration.ofHours(1));
    callTimeout = duration;
    return this;
  }

  /**
   * How many attempts may run in this scheduler at once. While so many do, further due executions
   * wait in line and start late, in order of their time. 10,000 where not given; from 1 to
   * 1,000,000.
   *
   * @param most the bound
   * @return this
   */
  public SchedulerBuilder maxConcurrent(int most) {
    once("maxConcurrent");
    if (most < 1 || most > MOST_CONCURRENT) {
      faults.add("maxConcurrent is " + most + ", not between 1 and " + MOST_CONCURRENT);
    }
    maxConcurrent = most;
    return this;
  }

  /**
   * How many attempts of one executor may run in this scheduler at once. As many as {@link
   * #maxConcurrent(int)} allows where not given. Its due executions wait in a line of their own.
   *
   * @param executor the executor's name; {@link Target#HANDLERS} for the handlers of this process
   * @param most the bound, from 1 to 1,000,000
   * @return this
   */
  public SchedulerBuilder maxConcurrent(String executor, int most) {
    once("maxConcurrent of " + executor);
    if (most < 1 || most > MOST_CONCURRENT) {
      faults.add(
          "maxConcurrent of "
              + executor
              + " is "
              + most
              + ", not between 1 and "
              + MOST_CONCURRENT);
    }
    limits.merge(executor, Limits.NONE.withConcurrent(most), (a, b) -> a.withConcurrent(most));
    return this;
  }

  /**
   * Leaves an executor alone for a while when its attempts keep failing, whichever jobs they belong
   * to. Failures that cannot heal ({@link Outcome#failed}) do not count: the target was reached.
   * After the pause one attempt tries, and if it fails the next pause begins. Meanwhile due
   * executions wait in line; those on schedule that get later than their grace are decided by the
   * job's catch-up policy. No executor has a circuit breaker where none is given.
   *
   * @param executor the executor's name
   * @param failures after how many failures in a row, from 1 to 1,000,000
   * @param pause for how long, from 1 ms to 1 day
   * @return this
   */
  public SchedulerBuilder circuitBreaker(String executor, int failures, Duration pause) {
    once("circuitBreaker of " + executor);
    if (failures < 1 || failures > MOST_CONCURRENT) {
      faults.add(
          "circuitBreaker of "
              + executor
              + ": "
              + failures
              + " failures are not between 1 and "
              + MOST_CONCURRENT);
    }
    between("circuitBreaker pause of " + executor, pause, Duration.ofMillis(1), LONGEST_PAUSE);
    limits.merge(
        executor,
        Limits.NONE.withBreaker(failures, pause),
        (a, b) -> a.withBreaker(failures, pause));
    return this;
  }

  /**
   * How long ended executions stay in the log. {@link Retention#DEFAULT} where not given.
   *
   * @param policy the bounds
   * @return this
   */
  public SchedulerBuilder retention(Retention policy) {
    once("retention");
    retention = Optional.of(policy);
    return this;
  }

  /**
   * What the timing loop runs on. {@link TimingThread#PLATFORM} where not given.
   *
   * @param kind the kind of thread
   * @return this
   */
  public SchedulerBuilder timingThread(TimingThread kind) {
    once("timingThread");
    timingThread = kind;
    return this;
  }

  /**
   * Whether the JVM stays up for the scheduler. True where not given.
   *
   * @param stays whether it does
   * @return this
   */
  public SchedulerBuilder keepAlive(boolean stays) {
    once("keepAlive");
    keepAlive = stays;
    return this;
  }

  /**
   * Checks everything and builds the scheduler, which is not started yet. If something is wrong,
   * the store is closed.
   *
   * @return the scheduler
   * @throws InvalidDefinitionException naming every fault, one to a line
   */
  public Scheduler build() {
    return LocalScheduler.inRealTime(settings());
  }

  /**
   * Builds the scheduler and starts it.
   *
   * @return the running scheduler
   * @throws InvalidDefinitionException naming every fault, one to a line
   * @throws StoreUnavailableException if the store does not answer
   */
  public Scheduler start() {
    var scheduler = build();
    scheduler.start();
    return scheduler;
  }

  /**
   * Finds out what {@link #start()} would do about the declared jobs, without doing it: the same
   * decisions on what is stored now. Nothing is written, and the builder can still be started. The
   * store stays open: start, or close it by {@code build().close()}. As everywhere, a store has one
   * opener, so this cannot be asked while another process runs on it.
   *
   * @return the plan
   * @throws InvalidDefinitionException naming every fault, one to a line; the store is closed then
   * @throws StoreUnavailableException if the store does not answer
   */
  public StartPlan plan() {
    return LocalScheduler.inRealTime(settings()).plan();
  }

  /**
   * What was gathered; for module {@code scheduler-test}, not for applications.
   *
   * @return the settings, checked
   * @throws InvalidDefinitionException naming every fault, one to a line
   */
  @SuppressWarnings("exports")
  public Settings settings() {
    var all = new HashMap<>(executors);
    all.put(Target.HANDLERS, new HandlerExecutor(handlers, codec));
    var found = new ArrayList<>(faults);
    var registry = new Executors(all, handlers.keySet());
    var jobs = declared.check(registry, codec, found);
    limits.keySet().stream()
        .filter(name -> !all.containsKey(name))
        .forEach(
            name -> found.add("limits are set for " + Quote.of(name) + ", which is no executor"));
    var store = persistence;
    if (!found.isEmpty()) {
      if (store != null) {
        store.close();
      }
      throw new InvalidDefinitionException(String.join("\n", found));
    }
    return new Settings(
        store == null ? Persistence.inMemory() : store,
        all,
        handlers.keySet(),
        jobs,
        codec,
        listeners,
        lead,
        drain,
        callTimeout,
        maxConcurrent,
        limits,
        retention,
        timingThread,
        keepAlive);
  }

  private void once(String option) {
    if (!set.add(option)) {
      faults.add(option + " is set twice");
    }
  }

  private void between(String option, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      faults.add(option + " is " + value + ", not between " + least + " and " + most);
    }
  }

  private SchedulerBuilder collect(Runnable step) {
    try {
      step.run();
    } catch (InvalidDefinitionException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    return this;
  }
}
