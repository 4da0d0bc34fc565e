package dev.punctual;

import dev.punctual.internal.text.DurationText;
import dev.punctual.internal.text.Quote;
import dev.punctual.internal.text.Words;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * How often an execution whose attempt failed is tried again, and after which wait. Failures that
 * cannot heal ({@link Outcome#failed}) are not retried; what a handler throws is. Interruptions by
 * a crash or a shutdown are no failures and do not use attempts up. Under {@link Overlap#skip}, a
 * retry that would fall on or after the next scheduled time is not made, so that the wait for it
 * never costs that time its run; the execution ends as {@link SkipReason#SUPERSEDED}. Immutable.
 *
 * <p>Text form: {@code none}, {@code fixed 3 every 10s}, {@code exponential 5 from 10s to 10m}, the
 * latter two perhaps with {@code jitter 50%}, and then {@code except java.io.EOFException …}.
 */
public final class Retry {
  private static final int MOST = 1_000;
  private static final int MOST_EXCEPTIONS = 20;
  private static final Retry NONE = new Retry(1, Duration.ZERO, Duration.ZERO, 0, Set.of());

  private final int attempts;
  private final Duration first;
  private final Duration longest;
  private final int jitter;
  private final Set<String> exceptions;

  private Retry(
      int attempts, Duration first, Duration longest, int jitter, Set<String> exceptions) {
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
    this.jitter = jitter;
    this.exceptions = Collections.unmodifiableSet(new TreeSet<>(exceptions));
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
    return new Retry(attempts, wait, wait, 0, Set.of());
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
        Checks.positive("longest retry wait", longest),
        0,
        Set.of());
  }

  /**
   * The same with waits that differ from execution to execution, so that jobs which failed together
   * do not come back together. Each wait is shortened by a part that is drawn from the execution's
   * key, and hence the same on every node and after every restart.
   *
   * @param percent the longest part, 0 to 100; 0 where not given
   * @return a copy
   * @throws InvalidDefinitionException if it is out of range or there are no retries
   */
  public Retry withJitter(int percent) {
    if (percent < 0 || percent > 100 || longest.isZero()) {
      throw new InvalidDefinitionException(
          longest.isZero()
              ? "retry none has no wait that could have a jitter"
              : "retry jitter " + percent + "% is not between 0% and 100%");
    }
    return new Retry(attempts, first, longest, percent, exceptions);
  }

  /**
   * The same without retries of what is thrown as one of these types or their subtypes. The types
   * are kept by name.
   *
   * @param kinds at most 20
   * @return a copy
   * @throws InvalidDefinitionException if there are too many, or no retries at all
   */
  @SafeVarargs
  public final Retry except(Class<? extends Throwable>... kinds) {
    var names = new TreeSet<String>();
    for (var kind : kinds) {
      names.add(kind.getName());
    }
    return except(names);
  }

  private Retry except(Set<String> names) {
    if (longest.isZero() || names.size() > MOST_EXCEPTIONS) {
      throw new InvalidDefinitionException(
          longest.isZero()
              ? "retry none retries nothing, so there is nothing to except"
              : "retry: more than " + MOST_EXCEPTIONS + " exceptions");
    }
    return new Retry(attempts, first, longest, jitter, names);
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
   * By how much at most a wait is shortened.
   *
   * @return 0 to 100 percent
   */
  public int jitter() {
    return jitter;
  }

  /**
   * Whether this failure is one of those that are not retried, by its type.
   *
   * @param thrown what an attempt has thrown
   * @return true if its class or one above it was given to {@link #except}
   */
  public boolean isExcepted(Throwable thrown) {
    for (Class<?> kind = thrown.getClass(); kind != null; kind = kind.getSuperclass()) {
      if (exceptions.contains(kind.getName())) {
        return true;
      }
    }
    return false;
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
    if (words.skip("jitter")) {
      policy = policy.withJitter(words.read(Retry::percent));
    }
    if (words.skip("except")) {
      var names = new TreeSet<String>();
      do {
        names.add(words.next());
      } while (words.hasNext());
      policy = policy.except(names);
    }
    words.end();
    return policy;
  }

  private static int percent(String word) {
    if (!word.endsWith("%")) {
      throw new IllegalArgumentException("no percent sign");
    }
    return Integer.parseInt(word.substring(0, word.length() - 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Retry that
        && attempts == that.attempts
        && first.equals(that.first)
        && longest.equals(that.longest)
        && jitter == that.jitter
        && exceptions.equals(that.exceptions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(attempts, first, longest, jitter, exceptions);
  }

  /** The text form. */
  @Override
  public String toString() {
    if (longest.isZero()) {
      return "none";
    }
    var waits =
        first.equals(longest)
            ? "fixed " + attempts + " every " + DurationText.format(first)
            : "exponential "
                + attempts
                + " from "
                + DurationText.format(first)
                + " to "
                + DurationText.format(longest);
    return waits
        + (jitter == 0 ? "" : " jitter " + jitter + "%")
        + (exceptions.isEmpty() ? "" : " except " + String.join(" ", exceptions));
  }
}
