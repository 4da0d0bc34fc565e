package dev.punctual;

import dev.punctual.internal.text.Quote;
import java.util.regex.Pattern;

/**
 * The name of a job, unique in its store: 1 to 200 characters of {@code A-Z a-z 0-9 . _ : / @ -}.
 * Free text belongs into {@link Job#withDescription}.
 *
 * @param value the name itself
 */
public record JobId(String value) implements Comparable<JobId> {
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._:/@-]{1,200}");

  /**
   * Checks the name.
   *
   * @throws InvalidDefinitionException if it is too long or has other characters
   */
  public JobId {
    if (!LEGAL.matcher(value).matches()) {
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

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
