package dev.punctual.internal.cron;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;

/**
 * Counts the instants of {@link ZoneSearch} without visiting them, so that a year of every second
 * costs as much as a year of every day: between two changes of the clock the offset is constant,
 * and the pattern counts by months.
 */
record ZoneCount(ZoneSearch search) {

  /** Returns how many instants are due from a second on and before another. */
  long between(long from, long to) {
    long second = Math.max(ZoneSearch.FIRST_SECOND, from);
    long end = Math.min(ZoneSearch.AFTER_LAST_SECOND, to);
    long count = 0;
    long settled = second - 1;
    while (second < end) {
      var change = search.rules().nextTransition(Instant.ofEpochSecond(settled));
      long until = change == null ? end : Math.min(end, change.toEpochSecond());
      count += betweenChanges(second, until);
      if (change != null && change.toEpochSecond() < end && runsAtEndOfGap(change)) {
        count++;
      }
      second = until;
      settled = until;
    }
    return count;
  }

  /**
   * Returns the last instant that is due before a second, given that there is one from first on.
   */
  long lastBefore(long end, long first) {
    long low = first;
    long high = end - 1;
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      if (search.atOrAfter(middle) < end) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return search.atOrAfter(low);
  }

  private long betweenChanges(long from, long to) {
    long first =
        search.bothPasses() ? from : Math.max(from, Math.min(to, search.endOfSecondPass(from)));
    if (first >= to) {
      return 0;
    }
    int offset = search.rules().getOffset(Instant.ofEpochSecond(from)).getTotalSeconds();
    return search.pattern().count(first + offset, to + offset);
  }

  /** The end of a gap that matches by itself is counted with what follows it. */
  private boolean runsAtEndOfGap(ZoneOffsetTransition change) {
    if (!search.gapEnd() || change.isOverlap()) {
      return false;
    }
    long skipped = change.toEpochSecond() + change.getOffsetBefore().getTotalSeconds();
    long shown = change.toEpochSecond() + change.getOffsetAfter().getTotalSeconds();
    var pattern = search.pattern();
    return pattern.atOrAfter(skipped) < shown && pattern.atOrAfter(shown) != shown;
  }
}
