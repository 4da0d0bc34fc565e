package dev.punctual.http;

import java.time.Duration;

/**
 * When an attempt must be over, by a clock that nobody sets.
 *
 * @param nanos in the time of {@link System#nanoTime()}
 * @param length how long all of it may take
 */
record Deadline(long nanos, Duration length) {
  static Deadline in(Duration length) {
    return new Deadline(System.nanoTime() + length.toNanos(), length);
  }

  /** What is left, zero or more. */
  long left() {
    return Math.max(0, nanos - System.nanoTime());
  }

  @Override
  public String toString() {
    return length.toMillisPart() == 0 ? length.toSeconds() + " s" : length.toMillis() + " ms";
  }
}
