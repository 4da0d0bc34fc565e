package dev.punctual;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The limits of durations and instants that every definition keeps. */
final class Checks {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** The last millisecond of the year 9999. */
  static final Instant LATEST = Instant.ofEpochMilli(253_402_300_799_999L);

  private Checks() {}

  /** A duration of at least one and at most 36,500 days of whole milliseconds. */
  static Duration positive(String what, Duration duration) {
    if (duration.compareTo(Duration.ofMillis(1)) < 0) {
      throw new InvalidDefinitionException(what + " is " + duration + ", less than a millisecond");
    }
    return notNegative(what, duration);
  }

  /** A duration from zero to 36,500 days of whole milliseconds. */
  static Duration notNegative(String what, Duration duration) {
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new InvalidDefinitionException(
          what + " is " + duration + ", not between zero and 36500 days");
    }
    if (!duration.truncatedTo(ChronoUnit.MILLIS).equals(duration)) {
      throw new InvalidDefinitionException(what + " is " + duration + ", not whole milliseconds");
    }
    return duration;
  }

  /** An instant from 1970 to 9999, cut to whole milliseconds. */
  static Instant instant(String what, Instant instant) {
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
      throw new InvalidDefinitionException(
          what + " is " + instant + ", not between the years 1970 and 9999");
    }
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Text for people: of limited length, and without halves of surrogate pairs. */
  static String text(String what, String text, int longest) {
    if (text.length() > longest) {
      throw new InvalidDefinitionException(what + " is longer than " + longest + " characters");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new InvalidDefinitionException(what + " has half of a surrogate pair");
    }
    return text;
  }
}
