package dev.punctual.test;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Knows when the attempts of a test have come to rest: ended, or parked until something else
 * happens. A thread counts as parked once it has been seen waiting without a limit for a while; one
 * that computes, sleeps or waits with a limit is waited for in real time, up to a bound.
 */
final class AttemptWatch {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration PARKED_AFTER = Duration.ofMillis(100);
  private static final long POLL_NANOS = 50_000;

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Set<Thread> atRest = new HashSet<>();

  void add(Thread thread) {
    threads.add(thread);
  }

  boolean contains(Thread thread) {
    return threads.contains(thread);
  }

  void interruptAll() {
    threads.forEach(Thread::interrupt);
  }

  /** Waits until all are at rest, or something has happened; returns whether something has. */
  boolean settle(BooleanSupplier somethingHappened) {
    threads.removeIf(thread -> waitFor(thread, somethingHappened));
    return somethingHappened.getAsBoolean();
  }

  /** Returns whether the thread has ended. */
  private boolean waitFor(Thread thread, BooleanSupplier somethingHappened) {
    long begun = System.nanoTime();
    long waitingSince = begun;
    while (thread.isAlive() && !somethingHappened.getAsBoolean()) {
      long now = System.nanoTime();
      boolean waits = thread.getState() == Thread.State.WAITING;
      waitingSince = waits ? waitingSince : now;
      boolean wasAtRest = waits && atRest.contains(thread);
      if (wasAtRest
          || now - waitingSince > PARKED_AFTER.toNanos()
          || now - begun > LONGEST.toNanos()) {
        atRest.add(thread);
        return false;
      }
      atRest.remove(thread);
      LockSupport.parkNanos(POLL_NANOS);
    }
    if (!thread.isAlive()) {
      atRest.remove(thread);
    }
    return !thread.isAlive();
  }
}
