package dev.punctual.internal.text;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The text form of durations in every stored definition and message: {@code 1d}, {@code 1h30m},
 * {@code 10s}, {@code 500ms}; units from large to small, each at most once; {@code 0s} for zero.
 * Durations are whole milliseconds and not negative.
 */
public final class DurationText {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

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
    var matcher = FORM.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new IllegalArgumentException(
          Quote.of(text) + " is not a duration such as 10s, 1h30m, 500ms or 1d");
    }
    long millis = 0;
    for (int i = 0; i < UNITS.length; i++) {
      if (matcher.group(i + 1) != null) {
        millis += Long.parseLong(matcher.group(i + 1)) * MILLIS[i];
      }
    }
    return Duration.ofMillis(millis);
  }
}
