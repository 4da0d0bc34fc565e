package dev.punctual.http;

/** Text from outside, made fit for a log line or a message. */
final class Texts {
  private static final int LONGEST_NAME = 200;

  private Texts() {}

  /** The text in quotation marks, on one line, at most 200 characters. */
  static String quoted(String text) {
    boolean isCut = text.codePointCount(0, text.length()) > LONGEST_NAME;
    return '\'' + escaped(text, LONGEST_NAME) + (isCut ? "…'" : "'");
  }

  /** At most so many characters of it, control, format and separator characters escaped. */
  static String escaped(String text, int most) {
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
