package dev.punctual.internal.cron;

import dev.punctual.CronDialect;
import dev.punctual.DstPolicy;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks a schedule for its times, one after another, and shows them as a table would. */
final class Occurrences {
  private Occurrences() {}

  /** Returns all times from one instant, inclusive, to another, exclusive. */
  static List<Instant> between(
      CronSchedule schedule, ZoneId zone, DstPolicy policy, Instant from, Instant to) {
    List<Instant> times = new ArrayList<>();
    Optional<Instant> next = schedule.nextAfter(from.minusNanos(1), zone, policy);
    while (next.isPresent() && next.get().isBefore(to)) {
      times.add(next.get());
      next = schedule.nextAfter(next.get(), zone, policy);
    }
    return times;
  }

  /** Returns the days of a month on which an expression is due, as in {@code 1 15 31}. */
  static String daysIn(CronDialect dialect, String expression, YearMonth month) {
    return between(
            CronSchedule.parse(dialect, expression),
            ZoneOffset.UTC,
            DstPolicy.RUN_ONCE,
            month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC),
            month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC))
        .stream()
        .map(time -> time.atOffset(ZoneOffset.UTC).getDayOfMonth())
        .distinct()
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  /** Returns the next {@code count} times in UTC, as in {@code 2026-01-01T09:00:00Z}. */
  static String next(CronDialect dialect, String expression, String after, int count) {
    CronSchedule schedule = CronSchedule.parse(dialect, expression);
    List<String> times = new ArrayList<>();
    Instant time = Instant.parse(after);
    while (times.size() < count) {
      Optional<Instant> next = schedule.nextAfter(time, ZoneOffset.UTC, DstPolicy.RUN_ONCE);
      if (next.isEmpty()) {
        times.add("none");
        break;
      }
      time = next.get();
      times.add(time.toString());
    }
    return String.join(" ", times);
  }
}
