package dev.punctual.internal.text;

/** Shows text from outside in messages: at most 200 characters, control characters escaped. */
public final class Quote {
  private static final int MOST = 200;

  private Quote() {}

  /**
   * The text in quotation marks, cut and escaped, safe for a log line or an exception message.
   *
   * @param text any text
   * @return the quoted form, on one line
   */
  public static String of(String text) {
    boolean isCut = text.codePointCount(0, text.length()) > MOST;
    return '\'' + escaped(text, MOST) + (isCut ? "'…" : "'");
  }

  /**
   * At most {@code most} characters of the text, with control, format and separator characters
   * escaped, so that one event stays one line.
   *
   * @param text any text
   * @param most how many characters of it to show
   * @return the escaped form
   */
  public static String escaped(String text, int most) {
    var shown = new StringBuilder();
    text.codePoints().limit(most).forEach(c -> append(shown, c));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          shown.append(String.format("\\u%04x", c));
      default -> shown.appendCodePoint(c);
    }
  }
}
