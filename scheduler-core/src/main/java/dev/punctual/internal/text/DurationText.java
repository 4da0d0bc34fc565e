package dev.punctual.internal.text;

import java.time.Duration;

/**
 * The text form of durations in every stored definition and message: {@code 1d}, {@code 1h30m},
 * {@code 10s}, {@code 500ms}; units from large to small, each at most once; {@code 0s} for zero.
 * Durations are whole milliseconds and not negative.
 */
public final class DurationText {
  private static final int MOST_DIGITS = 9;
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

  private DurationText() {}

  /**
   * Writes a duration.
   *
   * @param duration not negative; less than a millisecond is dropped
   * @return the text form
   */
  public static String format(Duration duration) {
    var text = new StringBuilder();
    long rest = duration.toMillis();
    for (int i = 0; i < UNITS.length; i++) {
      if (rest >= MILLIS[i]) {
        text.append(rest / MILLIS[i]).append(UNITS[i]);
        rest %= MILLIS[i];
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }

  /**
   * Reads a duration.
   *
   * @param text the text form
   * @return the duration
   * @throws IllegalArgumentException if the text is not a duration
   */
  public static Duration parse(String text) {
    long millis = 0;
    int unit = 0;
    for (int at = 0; at < text.length(); unit++) {
      int name = endOf(text, at, true);
      int next = endOf(text, name, false);
      while (unit < UNITS.length && !UNITS[unit].contentEquals(text.subSequence(name, next))) {
        unit++;
      }
      if (unit == UNITS.length || name == at || name - at > MOST_DIGITS) {
        throw notADuration(text);
      }
      millis += Long.parseLong(text, at, name, 10) * MILLIS[unit];
      at = next;
    }
    if (unit == 0) {
      throw notADuration(text);
    }
    return Duration.ofMillis(millis);
  }

  /** Where the digits that begin there end, or what is none. */
  private static int endOf(String text, int from, boolean digits) {
    int end = from;
    while (end < text.length() && (text.charAt(end) >= '0' && text.charAt(end) <= '9') == digits) {
      end++;
    }
    return end;
  }

  private static IllegalArgumentException notADuration(String text) {
    return new IllegalArgumentException(
        Quote.of(text) + " is not a duration such as 10s, 1h30m, 500ms or 1d");
  }
}
