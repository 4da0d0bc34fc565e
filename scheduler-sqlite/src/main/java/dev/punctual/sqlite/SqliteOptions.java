package dev.punctual.sqlite;

import java.time.Duration;

/**
 * How a file is opened. Immutable.
 *
 * @param synchronous what a commit survives; {@link Synchronous#FULL} unless set
 * @param lockWait how long to wait for a file that is in use; zero, refusing at once, unless set
 */
public record SqliteOptions(Synchronous synchronous, Duration lockWait) {
  private static final SqliteOptions DEFAULTS = new SqliteOptions(Synchronous.FULL, Duration.ZERO);

  /**
   * Checks the wait.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public SqliteOptions {
    if (lockWait.isNegative()) {
      throw new IllegalArgumentException("the wait for the lock is negative: " + lockWait);
    }
  }

  /**
   * Commits that survive power loss, and no wait for a file in use.
   *
   * @return the options
   */
  public static SqliteOptions defaults() {
    return DEFAULTS;
  }

  /**
   * What a commit survives.
   *
   * @param mode full or normal
   * @return a copy
   */
  public SqliteOptions withSynchronous(Synchronous mode) {
    return new SqliteOptions(mode, lockWait);
  }

  /**
   * How long to wait for a file that another scheduler has open, as during a rolling deployment,
   * before it is refused.
   *
   * @param atMost zero to refuse at once
   * @return a copy
   * @throws IllegalArgumentException if it is negative
   */
  public SqliteOptions waitForLock(Duration atMost) {
    return new SqliteOptions(synchronous, atMost);
  }
}
