package dev.punctual.benchmarks.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A scheduler of one library, with its store if it has one. Its jobs have numbers, are due once,
 * and do nothing but {@link Starts#note}.
 */
public interface Session extends AutoCloseable {
  /** How many jobs are scheduled by one call where there are many. */
  int BATCH = 1_000;

  /**
   * Schedules one job as a caller does who has no other; durable when it returns, if the library
   * is.
   *
   * @param number the job's number
   * @param dueTime when it is due
   */
  void schedule(int number, Instant dueTime) throws Exception;

  /**
   * Schedules many jobs in the fastest way that the library offers.
   *
   * @param first the number of the first; the others follow
   * @param dueTimes when they are due
   */
  void scheduleAll(int first, List<Instant> dueTimes) throws Exception;

  /**
   * Schedules many jobs that run again and again, and do nothing but {@link Ticks#note}.
   *
   * @param first the number of the first; the others follow
   * @param period the time from one scheduled time to the next
   * @param firstTimes their first scheduled times
   */
  default void scheduleEvery(int first, Duration period, List<Instant> firstTimes)
      throws Exception {
    throw new UnsupportedOperationException("is not measured with recurring jobs");
  }

  /**
   * Schedules as many jobs as there are due times, a thousand at a time.
   *
   * @param first the number of the first; the others follow
   * @param dueTimes when they are due
   */
  default void fill(int first, List<Instant> dueTimes) throws Exception {
    for (int from = 0; from < dueTimes.size(); from += BATCH) {
      scheduleAll(first + from, dueTimes.subList(from, Math.min(dueTimes.size(), from + BATCH)));
    }
  }

  /** Lets due jobs run; before that, none needs to. */
  void start() throws Exception;

  /**
   * How many runs the store has recorded as completed since the start; only durable libraries know.
   */
  default long recorded() throws Exception {
    throw new UnsupportedOperationException("keeps its jobs in memory only");
  }

  /**
   * Waits until the store has recorded so many runs, asking now and then.
   *
   * @param runs how many
   * @param limit how long at most
   */
  default void awaitRecorded(long runs, Duration limit) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (recorded() < runs && System.nanoTime() < end) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Override
  void close();
}
