package dev.punctual.internal.cron;

/** The fields of an expression as positions in its text: what stands between spaces and tabs. */
final class CronTokens {
  /** The length of the longest text that is looked at. */
  static final int MAX_LENGTH = 500;

  private static final int MAX_FIELD_LENGTH = 200;
  private static final int MAX_FIELDS = 8;

  private final String text;
  private final int count;
  private final int[] starts;
  private final int[] ends;

  private CronTokens(String text, int count, int[] starts, int[] ends) {
    this.text = text;
    this.count = count;
    this.starts = starts;
    this.ends = ends;
  }

  /**
   * Splits a text. Everything that no dialect has a use for is refused here: control characters,
   * anything beyond ASCII, and lengths that nobody writes by hand.
   *
   * @throws FieldFault if the text is blank, too long or has a foreign character
   */
  static CronTokens split(String text) {
    if (text.length() > MAX_LENGTH) {
      throw fault(0, "it is longer than " + MAX_LENGTH + " characters; split it into several");
    }
    CronTokens tokens = split(text, 0, text.length());
    if (tokens.count == 0) {
      throw fault(0, "it is empty");
    }
    return tokens;
  }

  /** Splits a part of a text; a part without fields has a count of 0. */
  static CronTokens split(String text, int from, int to) {
    int[] starts = new int[MAX_FIELDS];
    int[] ends = new int[MAX_FIELDS];
    int count = 0;
    int position = skipSpace(text, from);
    while (position < to) {
      if (count == MAX_FIELDS) {
        throw fault(position, "it has more than 7 fields");
      }
      int start = position;
      while (position < to && !isSpace(text.charAt(position))) {
        requireUsual(text, position++);
      }
      if (position - start > MAX_FIELD_LENGTH) {
        throw fault(
            start, "field %d is longer than %d characters".formatted(count + 1, MAX_FIELD_LENGTH));
      }
      starts[count] = start;
      ends[count++] = position;
      position = skipSpace(text, position);
    }
    return new CronTokens(text, count, starts, ends);
  }

  /** Returns the fields with one space between them. */
  String joined() {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < count; i++) {
      joined.append(i == 0 ? "" : " ").append(text, starts[i], ends[i]);
    }
    return joined.toString();
  }

  String text() {
    return text;
  }

  /** Returns the number of fields. */
  int count() {
    return count;
  }

  /** Returns where a field starts in the text. */
  int start(int index) {
    return starts[index];
  }

  /** Returns where a field ends in the text, exclusive. */
  int end(int index) {
    return ends[index];
  }

  /** Returns a text without the spaces and tabs around it. */
  static String trimmed(String text) {
    int from = skipSpace(text, 0);
    int to = text.length();
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static void requireUsual(String text, int position) {
    char c = text.charAt(position);
    if (c <= ' ' || c > '~') {
      throw fault(position, "\\u%04x has no place in it".formatted((int) c));
    }
  }

  /** Returns the first position, from the given one on, that is not a space or a tab. */
  static int skipSpace(String text, int from) {
    int position = from;
    while (position < text.length() && isSpace(text.charAt(position))) {
      position++;
    }
    return position;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static FieldFault fault(int position, String reason) {
    return new FieldFault(CronSyntaxException.EXPRESSION, position, reason);
  }
}
