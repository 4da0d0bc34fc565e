package dev.punctual.test;

import dev.punctual.SchedulerException;
import dev.punctual.internal.loop.Clocks;
import dev.punctual.internal.loop.LoopDriver;
import dev.punctual.internal.loop.LoopEvent;
import dev.punctual.internal.loop.StoreRequest;
import dev.punctual.internal.loop.StoreWorker;
import dev.punctual.internal.loop.TimingLoop;
import dev.punctual.internal.loop.Turns;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Drives a loop in virtual time, in the thread of whoever waits: time stands still until everything
 * that can happen at a moment has happened, and then moves to the next moment at which something is
 * to happen. Attempts run on threads of their own, and are waited for until they have ended or
 * parked.
 *
 * <p>A driver in real time rests in slices, to notice clocks that jump. Here they jump only when
 * they are told to, so the loop rests as long as nothing happens, except for the one slice after
 * which a jump is noticed.
 *
 * <p>Store requests are answered in the driving thread, after {@code storeDelay} of virtual time,
 * batch by batch, as a committer thread would.
 */
final class VirtualTimeDriver implements LoopDriver {
  private static final Duration REAL_PATIENCE = Duration.ofSeconds(30);
  private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE / 4);

  private final VirtualClock clock;
  private Duration storeDelay;
  private final Turns turns;
  private final ArrayDeque<StoreRequest> requests = new ArrayDeque<>();
  private final AttemptWatch attempts = new AttemptWatch();
  private final ReentrantLock driving = new ReentrantLock();
  private List<StoreRequest> batch = List.of();
  private Duration batchEnds = NEVER;
  private @Nullable TimingLoop loop;
  private @Nullable StoreWorker store;
  private Duration nextTurn = Duration.ZERO;
  private volatile boolean dead;

  VirtualTimeDriver(VirtualClock clock, Duration storeDelay) {
    this.clock = clock;
    this.turns = new Turns();
    this.storeDelay = storeDelay;
  }

  @Override
  public Clocks clock() {
    return clock;
  }

  @Override
  public void open(TimingLoop driven, StoreWorker worker) {
    loop = driven;
    store = worker;
  }

  @Override
  public void post(LoopEvent event) {
    if (!dead) {
      turns.post(event);
    }
  }

  @Override
  public void request(StoreRequest request) {
    requests.add(request);
  }

  @Override
  public void aside(Runnable work) {
    work.run();
  }

  @Override
  public void began(Thread thread) {
    attempts.add(thread);
  }

  @Override
  public <T> T await(CompletableFuture<T> future, Duration most) throws TimeoutException {
    if (attempts.contains(Thread.currentThread())) {
      return get(future, REAL_PATIENCE);
    }
    driving.lock();
    try {
      var deadline = clock.elapsed().plus(most);
      settle();
      while (!future.isDone() && stepWithin(deadline)) {
        settle();
      }
    } finally {
      driving.unlock();
    }
    return get(future, Duration.ZERO);
  }

  private static <T> T get(CompletableFuture<T> future, Duration most) throws TimeoutException {
    try {
      return future.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new SchedulerException("unexpected error", e);
    }
  }

  /** Lets so much time pass, and everything happen that happens meanwhile. */
  void advance(Duration duration) {
    driving.lock();
    try {
      var target = clock.elapsed().plus(duration);
      settle();
      while (stepWithin(target)) {
        settle();
      }
      clock.passUntil(target);
      settle();
    } finally {
      driving.unlock();
    }
  }

  /** Moves to the next moment at which something happens, if it comes by then. */
  private boolean stepWithin(Duration target) {
    var next = nextTurn.compareTo(batchEnds) < 0 ? nextTurn : batchEnds;
    if (next.compareTo(target) > 0) {
      return false;
    }
    clock.passUntil(next);
    return true;
  }

  /** The wall clock is set, in the middle of a rest. */
  void step(Duration by) {
    driving.lock();
    try {
      restForASlice();
      clock.step(by);
    } finally {
      driving.unlock();
    }
  }

  /** Time passes while nobody watches, from the middle of a rest on. */
  void stall(Duration duration) {
    driving.lock();
    try {
      restForASlice();
      clock.pass(duration);
      settle();
    } finally {
      driving.unlock();
    }
  }

  /** What has been started by then has also looked at the clock by then. */
  private void restForASlice() {
    settle();
    turn(Turns.SLICE);
    attempts.settle(() -> false);
  }

  private void settle() {
    do {
      if (turns.hasEvents() || clock.elapsed().compareTo(nextTurn) >= 0) {
        turn(NEVER);
      }
    } while (!dead && (answerStore() || attempts.settle(turns::hasEvents)));
  }

  private void turn(Duration longest) {
    var driven = loop;
    if (dead || driven == null) {
      return;
    }
    var rest =
        turns.take(driven, () -> {}).filter(wait -> wait.compareTo(longest) < 0).orElse(longest);
    turns.rest(driven, rest);
    nextTurn = clock.elapsed().plus(rest);
  }

  private boolean answerStore() {
    boolean answered = false;
    if (!batch.isEmpty() && clock.elapsed().compareTo(batchEnds) >= 0) {
      var due = batch;
      batch = List.of();
      batchEnds = NEVER;
      var worker = store;
      if (worker != null) {
        worker.answer(due, turns::post);
      }
      answered = true;
    }
    if (batch.isEmpty() && !requests.isEmpty()) {
      batch = List.copyOf(requests);
      requests.clear();
      batchEnds = clock.elapsed().plus(storeDelay);
      answered = true;
    }
    return answered;
  }

  void delayStore(Duration delay) {
    storeDelay = delay;
  }

  /** The process is killed: nothing that was not stored happens any more. */
  void kill() {
    dead = true;
    attempts.interruptAll();
  }

  @Override
  public void close() {
    dead = true;
  }
}
