package dev.punctual.internal.loop;

import dev.punctual.Attempt;
import dev.punctual.ExecutionId;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Retry;
import dev.punctual.internal.text.DurationText;
import dev.punctual.internal.text.Quote;
import dev.punctual.spi.JobExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Runs attempts, each on a virtual thread of its own where that begins.
 *
 * <p>Handlers that compute without ever blocking can hold every carrier, and then no other virtual
 * thread begins. So an attempt that has not begun some 20 ms after it was handed over is handed to
 * a bounded pool of platform threads as well; whichever begins first by a compare-and-set runs it,
 * the other returns. If no attempt's virtual thread has begun meanwhile, those that come next go to
 * platform threads at once, and to their own only if they have not begun after 20 ms: threads that
 * wait for a carrier do not pile up. The one that waits tells, when it begins, that this is over.
 * If the system gives out no thread for an attempt, it goes to one of the other kind, too.
 *
 * <p>Executors are strangers' code: whatever they throw becomes an outcome here.
 */
final class AttemptThreads {
  static final Duration PATIENCE = Duration.ofMillis(20);

  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.executions");
  private static final Optional<Outcome.Status> SUCCESS = Optional.of(Outcome.Status.SUCCEEDED);

  private static final ThreadLocal<@Nullable AttemptThreads> OWNER = new ThreadLocal<>();

  private final Clocks clocks;
  private final Consumer<LoopEvent> ends;
  private final ArrayDeque<Run> notBegun = new ArrayDeque<>();
  private final RescueThreads rescue;
  private final LongAdder virtualBegun = new LongAdder();
  private @Nullable Run awaited;
  private boolean warned;

  AttemptThreads(Clocks clocks, Consumer<LoopEvent> ends) {
    this(clocks, ends, new RescueThreads());
  }

  AttemptThreads(Clocks clocks, Consumer<LoopEvent> ends, RescueThreads rescue) {
    this.clocks = clocks;
    this.ends = ends;
    this.rescue = rescue;
  }

  /** An attempt that is handed over. */
  final class Run implements Runnable {
    private final Attempt<Payload> attempt;
    private final JobExecutor executor;
    private final Retry retry;
    private final Instant handedOver;
    private final long virtualBegunBefore;
    private Duration patienceEnds;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Thread virtual;
    private volatile boolean closing;
    private volatile boolean givingWay;
    private volatile @Nullable Duration timedOutAfter;
    private @Nullable Thread current;

    private Run(Attempt<Payload> attempt, JobExecutor executor, Retry retry) {
      this.attempt = attempt;
      this.executor = executor;
      this.retry = retry;
      this.handedOver = clocks.instant();
      this.virtualBegunBefore = virtualBegun.sum();
      this.patienceEnds = clocks.elapsed().plus(PATIENCE);
      this.virtual = Thread.ofVirtual().name("punctual-" + attempt.job()).unstarted(this);
    }

    int number() {
      return attempt.number();
    }

    Instant handedOver() {
      return handedOver;
    }

    Thread thread() {
      return virtual;
    }

    /** Hands it to its thread, or first to a platform thread if its own will not begin soon. */
    void start() {
      try {
        if (!carriersAreHeld() || !rescue.run(this, this::hasBegun)) {
          virtual.start();
        }
      } finally {
        notBegun.add(this);
      }
    }

    ExecutionId execution() {
      return attempt.execution();
    }

    boolean hasBegun() {
      return begun.get();
    }

    /** Asks it to stop because the scheduler closes; if it has not begun, it never does. */
    void interrupt() {
      closing = true;
      interruptThread();
    }

    /** Asks it to stop because its time is up. */
    void timeOut(Duration after) {
      timedOutAfter = after;
      interruptThread();
    }

    /** Asks it to stop, once, because a later scheduled time or another node takes its place. */
    void giveWay() {
      if (!givingWay) {
        givingWay = true;
        interruptThread();
      }
    }

    private synchronized void interruptThread() {
      if (current != null) {
        current.interrupt();
      }
    }

    private synchronized void runsOn(@Nullable Thread thread) {
      current = thread;
      if (thread != null && givingWay) {
        thread.interrupt();
      }
    }

    /** Where its thread is, to be put behind what is said of it. */
    synchronized String where() {
      var frames = current == null ? new StackTraceElement[0] : current.getStackTrace();
      return frames.length == 0 ? "" : " at " + frames[0];
    }

    @Override
    public void run() {
      if (Thread.currentThread().isVirtual()) {
        virtualBegun.increment();
      }
      if (!begun.compareAndSet(false, true)) {
        return;
      }
      if (closing) {
        ends.accept(
            new LoopEvent.NotBegun(
                attempt.job(), attempt.execution(), attempt.number(), attempt.target().executor()));
        return;
      }
      runsOn(Thread.currentThread());
      OWNER.set(AttemptThreads.this);
      try {
        carryOut();
      } finally {
        OWNER.remove();
        MDC.remove("punctual.job");
        MDC.remove("punctual.execution");
        MDC.remove("punctual.attempt");
      }
    }

    /** The end is told before anything else that might throw. */
    private void carryOut() {
      var start = startTime();
      var begun = clocks.elapsed();
      var end = execute();
      runsOn(null);
      ends.accept(
          new LoopEvent.AttemptEnded(
              attempt.job(),
              attempt.execution(),
              attempt.number(),
              attempt.target().executor(),
              end.outcome(),
              start,
              clocks.instant()));
      log(end, clocks.elapsed().minus(begun));
    }

    /** Never before the due time, although the clock may have been set back since it was due. */
    private Instant startTime() {
      var now = clocks.instant();
      return now.isBefore(handedOver) ? handedOver : now;
    }

    private End execute() {
      try {
        MDC.put("punctual.job", attempt.job().value());
        MDC.put("punctual.execution", attempt.key());
        MDC.put("punctual.attempt", Integer.toString(attempt.number()));
        return new End(known(lookUpOrExecute()), null);
      } catch (Throwable thrown) {
        var error = describe(thrown);
        boolean isExcepted = retry.isExcepted(thrown);
        return new End(known(isExcepted ? Outcome.failed(error) : Outcome.retry(error)), thrown);
      }
    }

    private Outcome lookUpOrExecute() throws Exception {
      if (attempt.number() > 1) {
        var found = executor.lookup(attempt);
        if (found != null && found.isPresent()) {
          return found.get();
        }
      }
      var outcome = executor.execute(attempt);
      return outcome == null ? Outcome.unknown("executor returned no outcome") : outcome;
    }

    /** What is known of an attempt that was perhaps cut short; a success is one all the same. */
    private Optional<Outcome> known(Outcome outcome) {
      var limit = timedOutAfter;
      if (!outcome.isRetryable() && outcome.status() != Outcome.Status.FAILED) {
        return Optional.of(outcome);
      }
      if (closing) {
        return Optional.empty();
      }
      return Optional.of(
          limit == null || !outcome.isRetryable()
              ? outcome
              : Outcome.unknown(
                  "timed out after " + DurationText.format(limit) + "; " + outcome.text()));
    }

    private void log(End end, Duration took) {
      boolean quiet = end.outcome().map(Outcome::status).equals(SUCCESS);
      LOG.event(
          quiet ? Level.DEBUG : Level.INFO,
          line ->
              (end.thrown() == null ? line : line.setCause(Loggable.of(end.thrown())))
                  .addKeyValue("job", attempt.job())
                  .addKeyValue("execution", attempt.key())
                  .addKeyValue("attempt", attempt.number())
                  .addKeyValue("scheduled", attempt.scheduledTime())
                  .addKeyValue("millis", took.toMillis())
                  .addKeyValue(
                      "outcome", end.outcome().map(o -> o.status().name()).orElse("INTERRUPTED"))
                  .log("attempt ended"));
    }
  }

  /**
   * How an attempt ended: without an outcome if it was interrupted because the scheduler closes.
   */
  private record End(Optional<Outcome> outcome, @Nullable Throwable thrown) {}

  /** An attempt that is to be started; by the timing loop. */
  Run prepare(Attempt<Payload> attempt, JobExecutor executor, Retry retry) {
    return new Run(attempt, executor, retry);
  }

  /** Whether the calling thread runs an attempt of this scheduler. */
  boolean isAttempt() {
    return OWNER.get() == this;
  }

  /**
   * Hands those that have waited too long to a thread of the other kind; by the timing loop.
   * Returns after how long to look again.
   */
  Optional<Duration> rescue() {
    for (var run = notBegun.peek(); run != null; run = notBegun.peek()) {
      var left = run.patienceEnds.minus(clocks.elapsed());
      if (!run.begun.get() && left.isPositive()) {
        return Optional.of(left);
      }
      notBegun.remove();
      if (!run.begun.get()) {
        handOverOtherwise(run);
      }
    }
    return Optional.empty();
  }

  private void handOverOtherwise(Run run) {
    boolean taken = false;
    try {
      if (run.virtual.getState() == Thread.State.NEW) {
        run.virtual.start();
        taken = true;
      } else {
        warnOnce(run);
        if (virtualBegun.sum() == run.virtualBegunBefore) {
          awaited = run;
        }
        taken = rescue.run(run, run::hasBegun);
      }
    } finally {
      if (!taken) {
        run.patienceEnds = clocks.elapsed().plus(PATIENCE);
        notBegun.addFirst(run);
      }
    }
  }

  /** One waits for a carrier, and none has begun since that one was handed over. */
  private boolean carriersAreHeld() {
    return awaited != null
        && awaited.virtual.isAlive()
        && virtualBegun.sum() == awaited.virtualBegunBefore;
  }

  private void warnOnce(Run run) {
    if (!warned) {
      warned = true;
      LOG.warn(
          "an attempt of job {} had not begun {} ms after its start: the machine is busy, or handlers"
              + " that compute hold all carrier threads. It goes to a platform thread, as will others,"
              + " without another warning. Let handlers that compute for long use threads of their"
              + " own",
          run.attempt.job(),
          PATIENCE.toMillis());
    }
  }

  void close() {
    rescue.close();
  }

  /** The thrown type and its message, for the log of executions; the message is strangers' code. */
  static String describe(Throwable thrown) {
    var type = thrown.getClass().getName();
    try {
      var message = thrown.getMessage();
      return message == null ? type : type + ": " + Quote.escaped(message, 15_000);
    } catch (Throwable another) {
      return type;
    }
  }
}
