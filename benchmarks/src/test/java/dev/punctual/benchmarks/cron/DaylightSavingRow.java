package dev.punctual.benchmarks.cron;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A question in the table of clock changes: when does an expression run on a day? A scheduler that
 * was started two days before, at noon, asks on from one time to the next.
 *
 * @param expression Quartz's spelling
 * @param until where the day is left, or midnight for all of it
 */
record DaylightSavingRow(
    String title, String expression, ZoneId zone, LocalDate day, LocalTime until) {

  private static final int MOST_TIMES_SHOWN = 5;

  /** Reads the first four cells: a title, expression and zone in back quotes, and the day. */
  static DaylightSavingRow of(List<String> cells) {
    List<String> day = List.of(cells.get(3).split(" until "));
    return new DaylightSavingRow(
        cells.get(0),
        cells.get(1).replace("`", ""),
        ZoneId.of(cells.get(2)),
        LocalDate.parse(day.getFirst()),
        day.size() == 1 ? LocalTime.MIDNIGHT : LocalTime.parse(day.get(1)));
  }

  /**
   * Returns the times of the day, or how many there are; {@code 2nd} stands before one in the
   * second pass of an overlap.
   */
  String answer(DaylightSavingColumn column) {
    Function<Instant, Optional<Instant>> next = column.read(expression, zone);
    List<ZonedDateTime> times = new ArrayList<>();
    Instant after = day.minusDays(2).atTime(LocalTime.NOON).atZone(zone).toInstant();
    for (var time = next.apply(after); isBeforeEnd(time); time = next.apply(after)) {
      if (!time.orElseThrow().isAfter(after)) {
        return "stuck at " + shown(time.get().atZone(zone));
      }
      after = time.get();
      times.add(after.atZone(zone));
    }
    return shown(times.stream().filter(time -> time.toLocalDate().equals(day)).toList());
  }

  private boolean isBeforeEnd(Optional<Instant> time) {
    LocalDate lastDay = until.equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
    Instant end = lastDay.atTime(until).atZone(zone).toInstant();
    return time.filter(end::isAfter).isPresent();
  }

  private static String shown(List<ZonedDateTime> times) {
    if (times.isEmpty()) {
      return "never";
    }
    return times.size() > MOST_TIMES_SHOWN
        ? times.size() + " times"
        : times.stream().map(DaylightSavingRow::shown).collect(joining(", "));
  }

  private static String shown(ZonedDateTime time) {
    boolean isSecondPass = !time.withEarlierOffsetAtOverlap().equals(time);
    return (isSecondPass ? "2nd " : "") + time.toLocalTime();
  }

  @Override
  public String toString() {
    return title;
  }
}
