package dev.punctual;

import dev.punctual.internal.text.Alphabet;
import dev.punctual.internal.text.Quote;
import org.jspecify.annotations.Nullable;

/**
 * The identity of one execution, and its idempotency key: the same over retries, restarts and
 * nodes. It is a digest of the job's id, its creation, the scheduled time and the kind of
 * execution, led by the scheduled time, so that ids sort by time.
 *
 * @param value 20 to 64 characters of {@code a-z 0-9}
 */
public record ExecutionId(String value) implements Comparable<ExecutionId> {
  private static final Alphabet LEGAL = new Alphabet("az", "09");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is not the form of an execution id
   */
  public ExecutionId {
    if (!LEGAL.spells(value, 20, 64)) {
      throw new IllegalArgumentException(
          "not an execution id (20 to 64 characters of a-z 0-9): " + Quote.of(value));
    }
  }

  /** As a record's own, which at its first use would be linked for some milliseconds. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExecutionId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(ExecutionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
