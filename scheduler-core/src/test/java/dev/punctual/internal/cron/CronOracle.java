package dev.punctual.internal.cron;

import dev.punctual.CronDialect;
import dev.punctual.DstPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * An expression with its meaning spelled out, evaluated by force: every local time of every
 * matching date is turned into instants by {@link ZoneRules#getValidOffsets}. It shares nothing
 * with the code it judges.
 */
record CronOracle(
    CronDialect dialect,
    String expression,
    boolean intervalLike,
    Set<Integer> seconds,
    Set<Integer> minutes,
    Set<Integer> hours,
    Predicate<LocalDate> dates) {

  int timesPerDay() {
    return seconds.size() * minutes.size() * hours.size();
  }

  /** Returns what the local dates from {@code first} to {@code last}, inclusive, give rise to. */
  NavigableSet<Instant> occurrences(
      ZoneId zone, DstPolicy policy, LocalDate first, LocalDate last) {
    NavigableSet<Instant> instants = new TreeSet<>();
    first
        .datesUntil(last.plusDays(1))
        .filter(dates)
        .forEach(date -> {
          for (int hour : hours) {
            for (int minute : minutes) {
              for (int second : seconds) {
                LocalDateTime local = date.atTime(LocalTime.of(hour, minute, second));
                instants.addAll(instants(local, zone.getRules(), policy));
              }
            }
          }
        });
    return instants;
  }

  private List<Instant> instants(LocalDateTime local, ZoneRules rules, DstPolicy policy) {
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      boolean lost = intervalLike || policy == DstPolicy.SKIP_GAP;
      return lost ? List.of() : List.of(rules.getTransition(local).getInstant());
    }
    boolean firstOnly = !intervalLike && policy != DstPolicy.BOTH_PASSES;
    return offsets.stream().limit(firstOnly ? 1 : 2).map(local::toInstant).toList();
  }
}
