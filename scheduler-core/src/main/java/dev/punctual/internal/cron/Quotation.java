package dev.punctual.internal.cron;

/** Quotes a stranger's text in a message: printable ASCII only, and bounded. */
final class Quotation {
  private Quotation() {}

  /** Returns the text in quotes, escaped, and cut after at most {@code max} characters. */
  static String of(String text, int max) {
    StringBuilder quoted = new StringBuilder().append('"');
    for (int i = 0; i < text.length(); i++) {
      String shown = escaped(text.charAt(i));
      if (quoted.length() + shown.length() > max) {
        return quoted.append("…\"").toString();
      }
      quoted.append(shown);
    }
    return quoted.append('"').toString();
  }

  private static String escaped(char c) {
    if (c == '"' || c == '\\') {
      return "\\" + c;
    }
    if (c >= ' ' && c <= '~') {
      return String.valueOf(c);
    }
    return "\\u%04x".formatted((int) c);
  }
}
