package dev.punctual.benchmarks.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How late each run of jobs that run every second began, for those whose scheduled times are within
 * a span. There is one list for the process, as of {@link Starts}.
 */
public final class Ticks {
  private static volatile Ticks current = new Ticks(0, Instant.EPOCH, 0);

  private final int jobs;
  private final long fromMillis;
  private final int seconds;
  private final long[] lateNanos;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger again = new AtomicInteger();

  /** A bit for each job and second. */
  private final AtomicIntegerArray seen;

  private Ticks(int jobs, Instant from, int seconds) {
    this.jobs = jobs;
    this.fromMillis = from.toEpochMilli();
    this.seconds = seconds;
    this.lateNanos = new long[jobs * seconds];
    this.seen = new AtomicIntegerArray(jobs * seconds / Integer.SIZE + 1);
  }

  /** Begins a list for so many jobs and seconds, and makes it the one that jobs write to. */
  static Ticks expect(int jobs, Instant from, int seconds) {
    current = new Ticks(jobs, from, seconds);
    return current;
  }

  /**
   * What every such job does.
   *
   * @param number the job's number
   * @param scheduled the scheduled time of this run
   */
  public static void note(int number, Instant scheduled) {
    current.began(number, scheduled);
  }

  private void began(int number, Instant scheduled) {
    var now = Instant.now();
    long second = Math.floorDiv(scheduled.toEpochMilli() - fromMillis, 1_000L);
    if (second < 0 || second >= seconds) {
      return;
    }
    int bit = (int) second * jobs + number;
    int mask = 1 << bit;
    if ((seen.getAndUpdate(bit / Integer.SIZE, bits -> bits | mask) & mask) != 0) {
      again.incrementAndGet();
    } else {
      lateNanos[begun.getAndIncrement()] = Duration.between(scheduled, now).toNanos();
    }
  }

  /** How many runs there are to be. */
  int expected() {
    return lateNanos.length;
  }

  int begun() {
    return begun.get();
  }

  int again() {
    return again.get();
  }

  /** How many milliseconds after its scheduled time each run began, in ascending order. */
  double[] millis() {
    return Arrays.stream(lateNanos, 0, begun())
        .mapToDouble(nanos -> nanos / 1e6)
        .sorted()
        .toArray();
  }
}
