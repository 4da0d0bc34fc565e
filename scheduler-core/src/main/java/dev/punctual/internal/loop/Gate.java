package dev.punctual.internal.loop;

import dev.punctual.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether an executor may be given another attempt: permits and circuit breaker. Time is what has
 * elapsed, as everywhere where somebody waits. Owned by the timing loop.
 *
 * <p>The circuit opens after so many failures in a row, of whichever jobs. Then nothing starts for
 * a pause; after it one attempt may try. If that fails, the next pause begins; any success closes
 * the circuit, also that of an attempt which was under way when it opened. A target that was
 * reached and said no for good is up.
 */
final class Gate {
  private final Limits limits;
  private int active;
  private int failuresInRow;
  private boolean tries;
  private @Nullable Duration pauseEnds;

  Gate(Limits limits) {
    this.limits = limits;
  }

  boolean isFree(Duration now) {
    var end = pauseEnds;
    return active < limits.concurrent() && (end == null || (!tries && now.compareTo(end) >= 0));
  }

  /** Whether the circuit is open. */
  boolean isOpen() {
    return pauseEnds != null;
  }

  Duration pause() {
    return limits.pause();
  }

  void started() {
    active++;
    tries = isOpen();
  }

  /** It did not begin, or was interrupted by us: nothing is known of the target. */
  void endedUnknown() {
    active--;
    tries = false;
  }

  /** Returns whether a pause begins now. */
  boolean ended(Outcome outcome, Duration now) {
    active--;
    if (!outcome.isRetryable()) {
      failuresInRow = 0;
      tries = false;
      pauseEnds = null;
      return false;
    }
    failuresInRow++;
    boolean wasTry = tries;
    boolean trips = isOpen() ? wasTry : failuresInRow >= limits.failures();
    if (trips) {
      tries = false;
      pauseEnds = now.plus(limits.pause());
    }
    return trips;
  }
}
