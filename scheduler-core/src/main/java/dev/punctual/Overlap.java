package dev.punctual;

import dev.punctual.internal.text.Quote;
import dev.punctual.internal.text.Words;
import java.util.Objects;

/**
 * What happens when a scheduled time arrives while the job has as many open executions as it may.
 * An execution is open from its claim to its final end, waits for retries included. Immutable.
 *
 * <p>Text form: {@code skip}, {@code queue 3}, {@code allow 3} or {@code cancel running}.
 */
public final class Overlap {
  private static final Overlap SKIP = new Overlap(1, 0, false);
  private static final Overlap CANCEL_RUNNING = new Overlap(1, 1, true);
  private static final int MOST = 1_000;

  private final int bound;
  private final int queued;
  private final boolean cancelsRunning;

  private Overlap(int bound, int queued, boolean cancelsRunning) {
    this.bound = bound;
    this.queued = queued;
    this.cancelsRunning = cancelsRunning;
  }

  /**
   * One at a time; a time that arrives meanwhile is recorded as {@link SkipReason#OVERLAP}. The
   * default.
   *
   * @return the policy
   */
  public static Overlap skip() {
    return SKIP;
  }

  /**
   * One at a time; times that arrive meanwhile wait, and each runs as soon as the one before it has
   * ended. When there are more than n of them, the oldest give way to the latest and are recorded
   * as {@link SkipReason#OVERLAP}.
   *
   * @param n how many may wait, 1 to 1,000
   * @return the policy
   * @throws InvalidDefinitionException if n is out of range
   */
  public static Overlap queue(int n) {
    if (n < 1 || n > MOST) {
      throw new InvalidDefinitionException("overlap queue(" + n + ") is not between 1 and " + MOST);
    }
    return new Overlap(1, n, false);
  }

  /**
   * Up to n at a time; further ones are skipped.
   *
   * @param n 2 to 1,000
   * @return the policy
   * @throws InvalidDefinitionException if n is out of range
   */
  public static Overlap allow(int n) {
    if (n < 2 || n > MOST) {
      throw new InvalidDefinitionException("overlap allow(" + n + ") is not between 2 and " + MOST);
    }
    return new Overlap(n, 0, false);
  }

  /**
   * One at a time; a time that arrives meanwhile takes the place of the open execution. Its attempt
   * is interrupted, and once its thread has ended the latest time that arrived runs. Unless the
   * attempt succeeds all the same, the execution ends with {@link SkipReason#OVERLAP}, and is not
   * retried. A run by hand is left to end.
   *
   * @return the policy
   */
  public static Overlap cancelRunning() {
    return CANCEL_RUNNING;
  }

  /**
   * How many executions may be open at a time.
   *
   * @return 1 for skip and queue
   */
  public int bound() {
    return bound;
  }

  /**
   * How many scheduled times may wait for an open execution to end.
   *
   * @return 0 for skip and allow, 1 for cancelRunning
   */
  public int queued() {
    return queued;
  }

  /**
   * Whether a time that arrives interrupts the open execution.
   *
   * @return true for cancelRunning
   */
  public boolean cancelsRunning() {
    return cancelsRunning;
  }

  /**
   * Reads the text form.
   *
   * @param text as {@link #toString} writes it
   * @return the policy
   * @throws InvalidDefinitionException if it is not the text form
   */
  public static Overlap parse(String text) {
    var words = new Words("overlap", text);
    var policy =
        switch (words.next()) {
          case "skip" -> skip();
          case "queue" -> queue(words.number());
          case "allow" -> allow(words.number());
          case "cancel" -> {
            words.expect("running");
            yield cancelRunning();
          }
          default ->
              throw new InvalidDefinitionException(
                  "overlap "
                      + Quote.of(text)
                      + " does not begin with skip, queue, allow or cancel");
        };
    words.end();
    return policy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Overlap that
        && bound == that.bound
        && queued == that.queued
        && cancelsRunning == that.cancelsRunning;
  }

  @Override
  public int hashCode() {
    return Objects.hash(bound, queued, cancelsRunning);
  }

  /** The text form. */
  @Override
  public String toString() {
    if (cancelsRunning) {
      return "cancel running";
    }
    if (queued > 0) {
      return "queue " + queued;
    }
    return bound == 1 ? "skip" : "allow " + bound;
  }
}
