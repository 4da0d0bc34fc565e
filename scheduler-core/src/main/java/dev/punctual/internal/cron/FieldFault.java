package dev.punctual.internal.cron;

/**
 * A fault found while reading a field, on its way to becoming a {@link CronSyntaxException} that
 * also quotes the whole expression and offers a cure. It has no stack trace, as it never escapes
 * the parser.
 */
final class FieldFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final int position;

  FieldFault(CronField field, int position, String reason) {
    this(field.label(), position, reason);
  }

  FieldFault(String field, int position, String reason) {
    super(reason, null, false, false);
    this.field = field;
    this.position = position;
  }

  String field() {
    return field;
  }

  int position() {
    return position;
  }
}
