package dev.punctual.internal.loop;

import java.time.Duration;

/**
 * What one executor may be asked to do.
 *
 * @param concurrent how many attempts may run at once
 * @param failures after how many failures in a row it is left alone
 * @param pause for how long
 */
public record Limits(int concurrent, int failures, Duration pause) {
  /** None. */
  public static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO);

  /**
   * Other permits.
   *
   * @param most how many attempts may run at once
   * @return a copy
   */
  public Limits withConcurrent(int most) {
    return new Limits(most, failures, pause);
  }

  /**
   * Another circuit breaker.
   *
   * @param inRow after how many failures in a row it is left alone
   * @param time for how long
   * @return a copy
   */
  public Limits withBreaker(int inRow, Duration time) {
    return new Limits(concurrent, inRow, time);
  }
}
