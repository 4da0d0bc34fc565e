package dev.punctual.lambda;

import java.time.Duration;

/** Growing pauses up to a bound on their sum. Used by one thread. */
final class Patience {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final Pause pause;
  private final Duration bound;
  private Duration next = FIRST;
  private Duration waited = Duration.ZERO;

  Patience(Pause pause, Duration bound) {
    this.pause = pause;
    this.bound = bound;
  }

  /**
   * Waits, unless the bound is reached.
   *
   * @return whether it waited
   */
  boolean waits() throws InterruptedException {
    if (waited.compareTo(bound) >= 0) {
      return false;
    }
    pause.last(next);
    waited = waited.plus(next);
    next = next.multipliedBy(3).dividedBy(2);
    next = next.compareTo(LONGEST) > 0 ? LONGEST : next;
    return true;
  }

  Duration waited() {
    return waited;
  }
}
