package dev.punctual.internal.cron;

import dev.punctual.DstPolicy;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Finds the instants at which a pattern of local times is due in a zone.
 *
 * <p>The answer is the least element, from a given second on, of one fixed set of instants, so it
 * cannot depend on where the question is asked from. An instant belongs to that set
 *
 * <ul>
 *   <li>if its local time matches the pattern, except in the second pass of an overlap when the
 *       pattern is fixed and the policy is not to run in both passes;
 *   <li>or if it is the end of a gap, some skipped local time matches the pattern, the pattern is
 *       fixed and the policy is not to skip the gap. Several skipped times make one run, and none
 *       of its own if the end of the gap matches by itself.
 * </ul>
 *
 * <p>A pattern is <em>interval-like</em> if its text holds {@code *}, a range or a step in seconds,
 * minutes or hours, and otherwise <em>fixed</em>. Someone who writes {@code 0 0/15 * * * ?} or
 * {@code 0 0 8-18 * * ?} means the passing of time; someone who writes {@code 0 30 2 * * ?} or
 * {@code 0 0,30 2 * * ?} means points of a day. All three fields count, since each can make the
 * expression repeat within the hours that are skipped or shown twice: {@code 0 * 2 * * ?} must not
 * run sixty times at once at the end of the gap. Vixie cron decides by {@code *} in minutes and
 * hours; Cronos (.NET) as we do. An expression of days, such as {@code MON-FRI}, stays fixed.
 *
 * <p>The search goes from transition to transition. Between two of them the offset is constant, and
 * one question to the pattern is enough; a match that is far away is approached in one leap, since
 * no local time before it matches, in whatever pass. That needs overlaps that do not reach into one
 * another, which holds for every zone of the tz database. Gregorian calendar and zone rules repeat
 * themselves after 400 years, so a search of that length that finds nothing never will.
 */
record ZoneSearch(CalendarPattern pattern, ZoneRules rules, boolean gapEnd, boolean bothPasses) {
  static final long NONE = CalendarPattern.NONE;

  /** 0000-01-01T00:00Z: no occurrence is earlier. */
  static final long FIRST_SECOND = -62_167_219_200L;

  /** 2100-01-01T00:00Z: from here on every zone follows its last rules. */
  private static final long LAST_RULES_SECOND = 4_102_444_800L;

  private static final long CALENDAR_PERIOD = 146_097L * Civil.SECONDS_PER_DAY;
  private static final int MAX_OFFSET = 18 * 3_600;

  /** 9999-12-31T24:00 at the least offset: every local time from here on is later. */
  static final long AFTER_LAST_SECOND = 253_402_300_800L + MAX_OFFSET;

  static ZoneSearch of(
      CalendarPattern pattern, boolean intervalLike, ZoneRules rules, DstPolicy policy) {
    return new ZoneSearch(
        pattern,
        rules,
        !intervalLike && policy != DstPolicy.SKIP_GAP,
        intervalLike || policy == DstPolicy.BOTH_PASSES);
  }

  /**
   * Returns the first due epoch second at or after the given one, or NONE.
   *
   * <p>{@code second} is the first that can be due, {@code settled} the last whose change of the
   * clock, if there is one, has had its say: a gap can end at the very second asked about.
   */
  long atOrAfter(long epochSecond) {
    if (epochSecond >= AFTER_LAST_SECOND) {
      return NONE;
    }
    long second = Math.max(FIRST_SECOND, epochSecond);
    long end = Math.max(second, LAST_RULES_SECOND) + CALENDAR_PERIOD;
    long settled = second - 1;
    while (second <= end) {
      if (!bothPasses) {
        long passEnd = endOfSecondPass(second);
        if (passEnd > second) {
          second = passEnd;
          settled = passEnd - 1;
          continue;
        }
      }
      ZoneOffsetTransition change = rules.nextTransition(Instant.ofEpochSecond(settled));
      if (change == null) {
        int lastOffset = rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        long local = pattern.atOrAfter(second + lastOffset);
        return local == NONE ? NONE : local - lastOffset;
      }
      int offset = change.getOffsetBefore().getTotalSeconds();
      int nextOffset = change.getOffsetAfter().getTotalSeconds();
      long changeSecond = change.toEpochSecond();
      long local = pattern.atOrAfter(second + offset);
      if (local < changeSecond + offset) {
        return local - offset;
      }
      if (gapEnd && local < changeSecond + nextOffset) {
        return changeSecond;
      }
      boolean showsAgain = second + offset > changeSecond + nextOffset;
      second = showsAgain ? changeSecond : Math.max(changeSecond, local - MAX_OFFSET);
      settled = second;
    }
    return NONE;
  }

  /** Returns the end of the second pass of the last overlap until a second; it may be past. */
  long endOfSecondPass(long second) {
    ZoneOffsetTransition change = rules.previousTransition(Instant.ofEpochSecond(second + 1));
    return change == null
        ? Long.MIN_VALUE
        : change.toEpochSecond()
            + change.getOffsetBefore().getTotalSeconds()
            - change.getOffsetAfter().getTotalSeconds();
  }
}
