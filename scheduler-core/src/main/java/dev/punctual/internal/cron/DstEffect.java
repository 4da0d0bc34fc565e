package dev.punctual.internal.cron;

import dev.punctual.DstPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * A change of the clock that makes an expression run less or more often than it names local times.
 * An expression that runs in every hour and follows real time is never affected: its runs keep
 * their distance.
 *
 * @param at when the clock is changed
 * @param shift by how much; negative when it is set back
 * @param named how many of the local times that are skipped or shown twice the expression names
 * @param runs how many runs they get
 */
public record DstEffect(Instant at, Duration shift, long named, long runs) {
  private static final long EVERY_HOUR = (1L << 24) - 1;

  /** Returns the first such change after an instant and up to another. */
  static Optional<DstEffect> first(
      CronParser.Parsed parsed, ZoneId zone, DstPolicy policy, Instant after, Instant until) {
    var pattern = parsed.pattern();
    if (parsed.intervalLike() && pattern.times().hours() == EVERY_HOUR) {
      return Optional.empty();
    }
    var rules = zone.getRules();
    var search = ZoneSearch.of(pattern, parsed.intervalLike(), rules, policy);
    for (var change = rules.nextTransition(after);
        change != null && !change.getInstant().isAfter(until);
        change = rules.nextTransition(change.getInstant())) {
      var effect = effect(search, change);
      if (effect.named != effect.runs) {
        return Optional.of(effect);
      }
    }
    return Optional.empty();
  }

  private static DstEffect effect(ZoneSearch search, ZoneOffsetTransition change) {
    long before = change.toEpochSecond() + change.getOffsetBefore().getTotalSeconds();
    long after = change.toEpochSecond() + change.getOffsetAfter().getTotalSeconds();
    var pattern = search.pattern();
    long named = pattern.count(Math.min(before, after), Math.max(before, after));
    long runs;
    if (change.isOverlap()) {
      runs = search.bothPasses() ? 2 * named : named;
    } else {
      boolean runsAnyway = pattern.atOrAfter(after) == after;
      runs = search.gapEnd() && named > 0 && !runsAnyway ? 1 : 0;
    }
    return new DstEffect(change.getInstant(), change.getDuration(), named, runs);
  }
}
