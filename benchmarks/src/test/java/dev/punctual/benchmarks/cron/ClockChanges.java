package dev.punctual.benchmarks.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.stream.Stream;

/** The changes of a zone's clock, and how they concern an instant. */
record ClockChanges(ZoneId zone) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Returns whether clocks show the local time of an instant twice. */
  boolean isInOverlap(Instant time) {
    return zone.getRules().getValidOffsets(LocalDateTime.ofInstant(time, zone)).size() > 1;
  }

  boolean isGapEnd(Instant time) {
    return around(time, Duration.ZERO).anyMatch(ZoneOffsetTransition::isGap);
  }

  /**
   * Returns whether an instant lies within an hour of a change that is not by one hour at a full
   * hour: by half an hour, two hours or a day, or at a minute past midnight.
   */
  boolean isNearUnusual(Instant time) {
    return around(time, HOUR)
        .anyMatch(change ->
            !change.getDuration().abs().equals(HOUR)
                || change.getDateTimeBefore().getMinute() != 0);
  }

  /** Returns whether an instant lies within a day of a gap that takes the time before midnight. */
  boolean isNearGapBeforeMidnight(Instant time) {
    return around(time, DAY)
        .filter(ZoneOffsetTransition::isGap)
        .anyMatch(gap -> gap.getDateTimeAfter().toLocalTime().equals(LocalTime.MIDNIGHT));
  }

  /** Returns whether an instant lies within a day of a change that sets the clock to yesterday. */
  boolean isNearOverlapPastMidnight(Instant time) {
    return around(time, DAY)
        .filter(ZoneOffsetTransition::isOverlap)
        .filter(change -> !change.getDateTimeBefore().toLocalTime().equals(LocalTime.MIDNIGHT))
        .anyMatch(change ->
            change
                .getDateTimeAfter()
                .toLocalDate()
                .isBefore(change.getDateTimeBefore().toLocalDate()));
  }

  /** Returns when the first of some days begins that has no midnight. */
  Optional<LocalTime> startOfDayWithoutMidnight(LocalDate first, LocalDate last) {
    return first
        .datesUntil(last.plusDays(1))
        .map(date -> date.atStartOfDay(zone).toLocalTime())
        .filter(time -> !time.equals(LocalTime.MIDNIGHT))
        .findFirst();
  }

  private Stream<ZoneOffsetTransition> around(Instant time, Duration reach) {
    Instant until = time.plus(reach);
    return Stream.iterate(
        zone.getRules().nextTransition(time.minus(reach).minusMillis(1)),
        change -> change != null && !change.getInstant().isAfter(until),
        change -> zone.getRules().nextTransition(change.getInstant()));
  }
}
