package dev.punctual.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The wait that an answer asks for, in seconds or up to a date. */
final class RetryAfter {
  static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /**
   * The wait, an hour at most.
   *
   * @param answer the answer; a date is relative to its own {@code Date}, so that the clocks of the
   *     two machines need not agree
   * @param now the time here, for an answer without a date
   * @return empty if it asks for none, or in a form that is none
   */
  static Optional<Duration> of(Answer answer, Instant now) {
    return answer
        .header("Retry-After")
        .map(String::strip)
        .flatMap(value ->
            value.matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                : date(value).map(date -> Duration.between(clock(answer, now), date)))
        .filter(Duration::isPositive)
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Instant clock(Answer answer, Instant now) {
    return answer.header("Date").flatMap(RetryAfter::date).orElse(now);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
