package dev.punctual.internal.loop;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Platform threads for attempts that no virtual thread begins.
 *
 * <p>On a busy machine it takes some milliseconds until a new platform thread begins, and whoever
 * starts it waits for that. So a thread that is free takes the attempt at once, and new ones are
 * made by a thread of its own; of the timing thread it only takes the start of that one. When as
 * many are in use as there may be, or the system gives out no more, an attempt waits for the first
 * that becomes free.
 */
final class RescueThreads {
  /** As many as may hold a platform thread at once while others still begin. */
  private static final int MOST = 2_048;

  private static final Duration PATIENCE = Duration.ofMillis(20);
  private static final long IDLE_SECONDS = 5;

  private final ThreadPoolExecutor threads;

  private final ThreadPoolExecutor dispatcher =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("punctual-rescue").factory());

  RescueThreads() {
    this(MOST);
  }

  RescueThreads(int most) {
    this.threads =
        new ThreadPoolExecutor(
            0,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(true),
            Thread.ofPlatform().daemon().name("punctual-attempt-", 0).factory());
    dispatcher.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs an attempt; one that has begun by then takes no new thread.
   *
   * @param attempt the attempt
   * @param hasBegun whether it has
   * @return whether that will be done; not while the system gives out no threads at all
   */
  boolean run(Runnable attempt, BooleanSupplier hasBegun) {
    if (threads.getQueue().offer(attempt)) {
      return true;
    }
    try {
      dispatcher.execute(() -> dispatch(attempt, hasBegun));
      return true;
    } catch (OutOfMemoryError noThread) {
      return false;
    }
  }

  private void dispatch(Runnable attempt, BooleanSupplier hasBegun) {
    boolean taken = false;
    while (!taken && !hasBegun.getAsBoolean() && !threads.isShutdown()) {
      taken = give(attempt);
    }
  }

  private boolean give(Runnable attempt) {
    try {
      threads.execute(attempt);
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      return offer(attempt);
    }
  }

  private boolean offer(Runnable attempt) {
    try {
      return threads.getQueue().offer(attempt, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("this thread is never interrupted", e);
    }
  }

  void close() {
    dispatcher.shutdown();
    threads.shutdown();
  }
}
