package dev.punctual.config;

import dev.punctual.internal.text.DurationText;
import dev.punctual.internal.text.Quote;
import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as operators write them: the text form of policies, or whole seconds. */
final class Durations {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Duration parse(String text) {
    if (SECONDS.matcher(text).matches()) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Quote.of(text) + " is not a duration such as 30s, 1h30m, 500ms or 1d, or whole seconds",
          e);
    }
  }
}
