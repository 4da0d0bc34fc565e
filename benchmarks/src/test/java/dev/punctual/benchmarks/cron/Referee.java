package dev.punctual.benchmarks.cron;

import dev.punctual.CronDialect;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the next time of an expression by force: day by day, every local time of the day is turned
 * into the instants at which a clock shows it. It says which answer is right, and what answers
 * other readings of a clock change would lead to.
 */
record Referee(NaiveCron cron, ZoneId zone) {
  private static final int LAST_LISTED_YEAR = 2199;

  /** A date has the same weekday again after 40 years at most, which 29 February needs at 2100. */
  private static final int YEARS_AHEAD = 50;

  /** More than any overlap since 1970 is long. */
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(1);

  /** What becomes of a local time that no clock shows. */
  enum Gap {
    SKIPPED,
    AT_ITS_END
  }

  /** At which of its two instants a local time counts that clocks show twice. */
  enum Overlap {
    FIRST_PASS,
    BOTH_PASSES
  }

  static Referee of(CronDialect dialect, String expression, ZoneId zone) {
    return new Referee(NaiveCron.of(dialect, expression), zone);
  }

  /** Returns the right answer: see {@link dev.punctual.DstPolicy#RUN_ONCE}. */
  Optional<Instant> next(Instant after) {
    return cron.isFixed()
        ? next(after, Gap.AT_ITS_END, Overlap.FIRST_PASS)
        : next(after, Gap.SKIPPED, Overlap.BOTH_PASSES);
  }

  /** Returns the first instant after another at which some local time of the expression counts. */
  Optional<Instant> next(Instant after, Gap gap, Overlap overlap) {
    LocalDateTime from = LocalDateTime.ofInstant(after, zone).minus(LONGEST_OVERLAP);
    Function<LocalDate, Stream<Instant>> times =
        date -> timesOf(date, gap, overlap).filter(time -> time.isAfter(after));
    return days(from.toLocalDate())
        .filter(date -> times.apply(date).findAny().isPresent())
        .findFirst()
        .flatMap(date -> leastOf(times.apply(date), times.apply(date.plusDays(1))));
  }

  /** Returns the least of what two days give: the second may start in the midst of the first. */
  private static Optional<Instant> leastOf(Stream<Instant> day, Stream<Instant> nextDay) {
    return Stream.concat(day, nextDay).min(Comparator.naturalOrder());
  }

  private Stream<Instant> timesOf(LocalDate date, Gap gap, Overlap overlap) {
    return Stream.of(date)
        .filter(cron::matches)
        .flatMap(this::localTimes)
        .flatMap(local -> instants(local, gap, overlap).stream());
  }

  /**
   * Returns the answer of a clock on the wall that is set, and knows no passes: the next local time
   * of the expression that is later than what the clock shows, and exists; at the second pass if it
   * is shown twice.
   */
  Optional<Instant> nextOnWallClock(Instant after) {
    LocalDateTime shown = LocalDateTime.ofInstant(after, zone);
    return days(shown.toLocalDate())
        .filter(cron::matches)
        .flatMap(this::localTimes)
        .filter(local -> local.isAfter(shown))
        .flatMap(local ->
            zone.getRules().getValidOffsets(local).stream()
                .reduce((first, second) -> second)
                .map(local::toInstant)
                .stream())
        .findFirst();
  }

  private Stream<LocalDate> days(LocalDate first) {
    int last = cron.hasYears() ? LAST_LISTED_YEAR : first.getYear() + YEARS_AHEAD;
    return first.getYear() > last ? Stream.empty() : first.datesUntil(LocalDate.of(last + 1, 1, 1));
  }

  private Stream<LocalDateTime> localTimes(LocalDate date) {
    return cron.hours().stream()
        .flatMap(hour ->
            cron.minutes().stream()
                .flatMap(minute ->
                    cron.seconds().stream()
                        .map(
                            second -> LocalDateTime.of(date, LocalTime.of(hour, minute, second)))));
  }

  private List<Instant> instants(LocalDateTime local, Gap gap, Overlap overlap) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      return gap == Gap.SKIPPED
          ? List.of()
          : List.of(zone.getRules().getTransition(local).getInstant());
    }
    int passes = overlap == Overlap.FIRST_PASS ? 1 : offsets.size();
    return offsets.subList(0, passes).stream().map(local::toInstant).toList();
  }
}
