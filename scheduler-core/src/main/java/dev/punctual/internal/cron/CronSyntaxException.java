package dev.punctual.internal.cron;

/**
 * An expression that cannot be read. The message names the field, the position, the reason and a
 * cure, and quotes at most 200 characters of the expression, escaped.
 */
public final class CronSyntaxException extends RuntimeException {
  /** The {@link #field} of an error that concerns the expression as a whole. */
  public static final String EXPRESSION = "expression";

  private static final long serialVersionUID = 1L;

  private final String field;
  private final int position;

  CronSyntaxException(String field, int position, String message) {
    super(message);
    this.field = field;
    this.position = position;
  }

  /** Returns the field at fault, such as {@code day of week}, or {@link #EXPRESSION}. */
  public String field() {
    return field;
  }

  /** Returns the index, from 0, of the first character at fault in the text as given. */
  public int position() {
    return position;
  }
}
