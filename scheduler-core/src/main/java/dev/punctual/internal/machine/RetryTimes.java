package dev.punctual.internal.machine;

import dev.punctual.Retry;
import dev.punctual.spi.ExecutionRecord;
import java.time.Duration;

/** How long an execution waits for its next attempt: the policy's wait, less a part of its own. */
final class RetryTimes {
  private static final long PARTS = 10_000;

  private RetryTimes() {}

  /** The wait after as many failures as are counted, in whole milliseconds and at least one. */
  static Duration waitAfter(Retry retry, ExecutionRecord failed) {
    var wait = retry.waitAfter(failed.failures());
    if (retry.jitter() == 0) {
      return wait;
    }
    long millis = wait.toMillis();
    long drawn = Keys.number(failed.id(), failed.failures()) % (PARTS + 1);
    long part = millis * drawn * retry.jitter() / (100 * PARTS);
    return Duration.ofMillis(Math.max(1, millis - part));
  }
}
