package dev.punctual;

import dev.punctual.internal.text.Alphabet;
import dev.punctual.internal.text.Quote;
import org.jspecify.annotations.Nullable;

/**
 * The name of a job, unique in its store: 1 to 200 characters of {@code A-Z a-z 0-9 . _ : / @ -}.
 * Free text belongs into {@link Job#withDescription}.
 *
 * @param value the name itself
 */
public record JobId(String value) implements Comparable<JobId> {
  private static final Alphabet LEGAL =
      new Alphabet("AZ", "az", "09", "..", "__", "::", "//", "@@", "--");

  /**
   * Checks the name.
   *
   * @throws InvalidDefinitionException if it is too long or has other characters
   */
  public JobId {
    if (!LEGAL.spells(value, 1, 200)) {
      throw new InvalidDefinitionException(
          "job id "
              + Quote.of(value)
              + " is not 1 to 200 characters of A-Z a-z 0-9 . _ : / @ -;"
              + " free text belongs into the description");
    }
  }

  /**
   * A job id.
   *
   * @param value the name
   * @return the id
   * @throws InvalidDefinitionException if the name is not legal
   */
  public static JobId of(String value) {
    return new JobId(value);
  }

  /** As a record's own, which at its first use would be linked for some milliseconds. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JobId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
