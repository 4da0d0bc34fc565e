package dev.punctual;

import java.time.Duration;

/**
 * How long ended executions stay in the log. Open ones are never removed; a finished or cancelled
 * job goes with its last line.
 *
 * @param successesPerJob how many successes of each job stay, 1 or more
 * @param age how long anything stays
 */
public record Retention(int successesPerJob, Duration age) {
  /** 10,000 successes per job, and 30 days. */
  public static final Retention DEFAULT = new Retention(10_000, Duration.ofDays(30));

  /** Everything, for as long as there are dates. */
  public static final Retention FOR_EVER =
      new Retention(Integer.MAX_VALUE, Duration.ofDays(36_500));

  /**
   * Checks the bounds.
   *
   * @throws InvalidDefinitionException if a bound is out of range
   */
  public Retention {
    if (successesPerJob < 1) {
      throw new InvalidDefinitionException("retention of " + successesPerJob + " successes");
    }
    Checks.positive("retention age", age);
  }
}
