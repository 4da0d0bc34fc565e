package dev.punctual;

import dev.punctual.internal.text.Quote;
import dev.punctual.internal.text.Words;

/**
 * What happens when a scheduled time arrives while the job has as many open executions as it may.
 * An execution is open from its claim to its final end, waits for retries included. Immutable.
 *
 * <p>Text form: {@code skip} or {@code allow 3}.
 */
public final class Overlap {
  private static final Overlap SKIP = new Overlap(1);
  private static final int MOST = 1_000;

  private final int bound;

  private Overlap(int bound) {
    this.bound = bound;
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
    return new Overlap(n);
  }

  /**
   * How many executions may be open at a time.
   *
   * @return 1 for skip
   */
  public int bound() {
    return bound;
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
          case "allow" -> allow(words.number());
          default ->
              throw new InvalidDefinitionException(
                  "overlap " + Quote.of(text) + " does not begin with skip or allow");
        };
    words.end();
    return policy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Overlap that && bound == that.bound;
  }

  @Override
  public int hashCode() {
    return bound;
  }

  /** The text form. */
  @Override
  public String toString() {
    return bound == 1 ? "skip" : "allow " + bound;
  }
}
