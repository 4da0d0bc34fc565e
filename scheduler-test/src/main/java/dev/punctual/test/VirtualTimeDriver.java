package dev.punctual.test;

import dev.punctual.SchedulerException;
import dev.punctual.internal.loop.LoopDriver;
import dev.punctual.internal.loop.LoopEvent;
import dev.punctual.internal.loop.StoreRequest;
import dev.punctual.internal.loop.StoreWorker;
import dev.punctual.internal.loop.TimingLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Drives a loop in virtual time, in the thread of whoever waits: time stands still until everything
 * that can happen at an instant has happened, and then moves to the next instant at which something
 * is to happen. Attempts run on threads of their own, and are waited for until they have ended or
 * parked.
 *
 * <p>Store requests are answered in the driving thread, after {@code storeDelay} of virtual time,
 * batch by batch, as a committer thread would.
 */
final class VirtualTimeDriver implements LoopDriver {
  private static final Duration REAL_PATIENCE = Duration.ofSeconds(30);

  private final VirtualClock clock;
  private Duration storeDelay;
  private final ConcurrentLinkedQueue<LoopEvent> events = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<StoreRequest> requests = new ArrayDeque<>();
  private final AttemptWatch attempts = new AttemptWatch();
  private final ReentrantLock driving = new ReentrantLock();
  private List<StoreRequest> batch = List.of();
  private Instant batchEnds = Instant.MAX;
  private @Nullable TimingLoop loop;
  private @Nullable StoreWorker store;
  private Optional<Instant> nextTimer = Optional.empty();
  private volatile boolean dead;

  VirtualTimeDriver(VirtualClock clock, Duration storeDelay) {
    this.clock = clock;
    this.storeDelay = storeDelay;
  }

  @Override
  public InstantSource clock() {
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
      events.add(event);
    }
  }

  @Override
  public void request(StoreRequest request) {
    requests.add(request);
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
      var deadline = clock.instant().plus(most);
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

  /** Lets everything happen up to an instant, and the time be that instant. */
  void advanceTo(Instant target) {
    driving.lock();
    try {
      settle();
      while (stepWithin(target)) {
        settle();
      }
      clock.moveTo(target);
      settle();
    } finally {
      driving.unlock();
    }
  }

  /** Moves to the next instant at which something happens, if it comes by then. */
  private boolean stepWithin(Instant target) {
    var next = nextTimer.filter(batchEnds::isAfter).orElse(batchEnds);
    if (next.isAfter(target)) {
      return false;
    }
    clock.moveTo(next);
    return true;
  }

  private void settle() {
    var driven = loop;
    if (dead || driven == null) {
      return;
    }
    boolean moved = true;
    while (moved) {
      moved = false;
      for (var event = events.poll(); event != null; event = events.poll()) {
        driven.handle(event);
      }
      nextTimer = driven.advance();
      moved = answerStore() || attempts.settle(() -> !events.isEmpty());
    }
  }

  private boolean answerStore() {
    boolean answered = false;
    if (!batch.isEmpty() && !clock.instant().isBefore(batchEnds)) {
      var due = batch;
      batch = List.of();
      batchEnds = Instant.MAX;
      var worker = store;
      if (worker != null) {
        worker.answer(due, events::add);
      }
      answered = true;
    }
    if (batch.isEmpty() && !requests.isEmpty()) {
      batch = List.copyOf(requests);
      requests.clear();
      batchEnds = clock.instant().plus(storeDelay);
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
    events.clear();
    attempts.interruptAll();
  }

  @Override
  public void close() {
    dead = true;
  }
}
