package dev.punctual;

import dev.punctual.internal.text.Quote;
import dev.punctual.internal.text.Words;

/**
 * What happens when a scheduled time arrives while the job has as many open executions as it may.
 * An execution is open from its claim to its final end, waits for retries included. Immutable.
 *
 * <p>Text form: {@code skip}, {@code queue 3} or {@code allow 3}.
 */
public final class Overlap {
  private static final Overlap SKIP = new Overlap(1, 0);
  private static final int MOST = 1_000;

  private final int bound;
  private final int queued;

  private Overlap(int bound, int queued) {
    this.bound = bound;
    this.queued = queued;
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
    return new Overlap(1, n);
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
    return new Overlap(n, 0);
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
   * @return 0 for skip and allow
   */
  public int queued() {
    return queued;
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
          default ->
              throw new InvalidDefinitionException(
                  "overlap " + Quote.of(text) + " does not begin with skip, queue or allow");
        };
    words.end();
    return policy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Overlap that && bound == that.bound && queued == that.queued;
  }

  @Override
  public int hashCode() {
    return 31 * bound + queued;
  }

  /** The text form. */
  @Override
  public String toString() {
    if (queued > 0) {
      return "queue " + queued;
    }
    return bound == 1 ? "skip" : "allow " + bound;
  }
}
