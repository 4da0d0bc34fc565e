package dev.punctual.benchmarks.jobs;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * When each job began, by its number. Libraries make their job objects themselves, so there is one
 * list for the process, replaced for each run.
 */
public final class Starts {
  private static volatile Starts current = new Starts(0);

  private final AtomicLongArray nanos;
  private final AtomicInteger again = new AtomicInteger();
  private final CountDownLatch left;
  private volatile Runnable work = () -> {};
  private volatile Runnable other = () -> {};

  private Starts(int jobs) {
    nanos = new AtomicLongArray(jobs);
    left = new CountDownLatch(jobs);
  }

  /** Begins a list for so many jobs, and makes it the one that jobs write to. */
  static Starts expect(int jobs) {
    current = new Starts(jobs);
    return current;
  }

  /** The same, with something that each job does after it has noted its start. */
  Starts doing(Runnable something) {
    work = something;
    return this;
  }

  /** The same, with what jobs do whose numbers are beyond this list, which are not noted. */
  Starts beside(Runnable something) {
    other = something;
    return this;
  }

  /**
   * What every job does.
   *
   * @param number the job's number
   */
  public static void note(int number) {
    current.began(number);
  }

  private void began(int number) {
    if (number >= nanos.length()) {
      other.run();
      return;
    }
    if (nanos.compareAndSet(number, 0, nanos(Instant.now()))) {
      left.countDown();
    } else {
      again.incrementAndGet();
    }
    work.run();
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }

  /** Waits until all have begun, and says whether they have. */
  boolean await(long seconds) throws InterruptedException {
    return left.await(seconds, TimeUnit.SECONDS);
  }

  long missing() {
    return left.getCount();
  }

  int again() {
    return again.get();
  }

  /** How many seconds after its due time each job that has begun did so, in ascending order. */
  double[] seconds(List<Instant> dueTimes) {
    return IntStream.range(0, nanos.length())
        .filter(job -> nanos.get(job) != 0)
        .mapToDouble(job -> (nanos.get(job) - nanos(dueTimes.get(job))) / 1e9)
        .sorted()
        .toArray();
  }
}
