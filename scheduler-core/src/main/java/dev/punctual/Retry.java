package dev.punctual;

import dev.punctual.internal.text.DurationText;
import dev.punctual.internal.text.Quote;
import dev.punctual.internal.text.Words;
import java.time.Duration;
import java.util.Objects;

/**
 * How often an execution whose attempt failed is tried again, and after which wait. Failures that
 * cannot heal ({@link Outcome#failed}) are not retried; what a handler throws is. Interruptions by
 * a crash or a shutdown are no failures and do not use attempts up. Under {@link Overlap#skip}, a
 * retry that would fall on or after the next scheduled time is not made, so that the wait for it
 * never costs that time its run; the execution ends as {@link SkipReason#SUPERSEDED}. Immutable.
 *
 * <p>Text form: {@code none}, {@code fixed 3 every 10s}, {@code exponential 5 from 10s to 10m}.
 */
public final class Retry {
  private static final int MOST = 1_000;
  private static final Retry NONE = new Retry(1, Duration.ZERO, Duration.ZERO);

  private final int attempts;
  private final Duration first;
  private final Duration longest;

  private Retry(int attempts, Duration first, Duration longest) {
    if (attempts < 1 || attempts > MOST) {
      throw new InvalidDefinitionException(
          "retry: " + attempts + " attempts are not between 1 and " + MOST);
    }
    if (first.compareTo(longest) > 0) {
      throw new InvalidDefinitionException(
          "retry: the first wait " + first + " is longer than the longest, " + longest);
    }
    this.attempts = attempts;
    this.first = first;
    this.longest = longest;
  }

  /**
   * One attempt; the default of recurring jobs.
   *
   * @return the policy
   */
  public static Retry none() {
    return NONE;
  }

  /**
   * Up to n attempts with the same wait between them.
   *
   * @param attempts all attempts together, the first included, 1 to 1,000
   * @param wait from an attempt's end to the next
   * @return the policy
   * @throws InvalidDefinitionException if a value is out of range
   */
  public static Retry fixed(int attempts, Duration wait) {
    Checks.positive("retry wait", wait);
    return new Retry(attempts, wait, wait);
  }

  /**
   * Up to n attempts; each wait is twice the one before, up to the longest.
   *
   * @param attempts all attempts together, the first included, 1 to 1,000
   * @param first the first wait
   * @param longest no wait is longer
   * @return the policy
   * @throws InvalidDefinitionException if a value is out of range
   */
  public static Retry exponential(int attempts, Duration first, Duration longest) {
    return new Retry(
        attempts,
        Checks.positive("first retry wait", first),
        Checks.positive("longest retry wait", longest));
  }

  /**
   * How many attempts an execution may have, the first included.
   *
   * @return 1 or more
   */
  public int attempts() {
    return attempts;
  }

  /**
   * The wait after a failed attempt.
   *
   * @param failures how many attempts have failed so far, 1 or more
   * @return from the end of the last one to the start of the next
   */
  public Duration waitAfter(int failures) {
    var wait = first;
    for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longest) < 0 ? wait : longest;
  }

  /**
   * Reads the text form.
   *
   * @param text as {@link #toString} writes it
   * @return the policy
   * @throws InvalidDefinitionException if it is not the text form
   */
  public static Retry parse(String text) {
    var words = new Words("retry", text);
    Retry policy;
    switch (words.next()) {
      case "none" -> policy = none();
      case "fixed" -> {
        int attempts = words.number();
        words.expect("every");
        policy = fixed(attempts, words.duration());
      }
      case "exponential" -> {
        int attempts = words.number();
        words.expect("from");
        var first = words.duration();
        words.expect("to");
        policy = exponential(attempts, first, words.duration());
      }
      default ->
          throw new InvalidDefinitionException(
              "retry " + Quote.of(text) + " does not begin with none, fixed or exponential");
    }
    words.end();
    return policy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Retry that
        && attempts == that.attempts
        && first.equals(that.first)
        && longest.equals(that.longest);
  }

  @Override
  public int hashCode() {
    return Objects.hash(attempts, first, longest);
  }

  /** The text form. */
  @Override
  public String toString() {
    if (longest.isZero()) {
      return "none";
    }
    return first.equals(longest)
        ? "fixed " + attempts + " every " + DurationText.format(first)
        : "exponential "
            + attempts
            + " from "
            + DurationText.format(first)
            + " to "
            + DurationText.format(longest);
  }
}
