package dev.punctual.benchmarks.cron;

import static dev.punctual.benchmarks.cron.PeerGrammar.CRON_UTILS_QUARTZ;
import static dev.punctual.benchmarks.cron.PeerGrammar.CRON_UTILS_SPRING;
import static dev.punctual.benchmarks.cron.PeerGrammar.CRON_UTILS_UNIX;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where cron-utils 9.2.1 differs at changes of the clock, in whatever grammar. It counts zoned
 * times forward hour by hour, and takes back what then runs twice in an overlap, if the question is
 * the time that ran first.
 */
final class CronUtilsClockDifferences {
  private CronUtilsClockDifferences() {}

  static List<KnownDifference> all() {
    return List.of(
        cronUtils(
            "cron-utils never runs a fixed time in the gap",
            difference -> difference.isRightAtGapEnd() && difference.isTheirsOnWallClock(),
            "It runs once, at the gap's end: a daily job does not lose a day.",
            "jmrozanec/cron-utils issue 213, which quotes cron's manual and was closed",
            """
            CRON_UTILS_QUARTZ | 0 30 2 * * ? | Europe/Berlin | 2025-03-29T12:00:00Z | 2025-03-30T01:00:00Z | 2025-03-31T00:30:00Z
            CRON_UTILS_UNIX   | 0 0 * * *    | Africa/Cairo  | 2025-04-24T12:00:00Z | 2025-04-24T22:00:00Z | 2025-04-25T21:00:00Z
            """),
        cronUtils(
            "cron-utils runs a fixed time again, unless asked from the very time that ran",
            difference ->
                difference.isFixed()
                    && difference.touchesOverlap()
                    && difference.isTheirsWithoutRuleForFixedTimes(),
            "It runs once, in the first pass, wherever one asks from: a restart changes nothing.",
            "jmrozanec/cron-utils issue 446 and pull request 490, which mended the chain alone",
            """
            CRON_UTILS_QUARTZ | 0 30 1 * * ?   | America/New_York | 2025-11-02T05:30:01Z | 2025-11-03T06:30:00Z | 2025-11-02T06:30:00Z
            CRON_UTILS_QUARTZ | 0 0,30 1 * * ? | America/New_York | 2025-11-02T05:30:00Z | 2025-11-03T06:00:00Z | 2025-11-02T06:00:00Z
            """),
        cronUtils(
            "cron-utils knows only one pass of an overlap for what is not due each hour",
            difference -> difference.touchesOverlap() && difference.isTheirsOnWallClock(),
            "An interval goes on through both passes; a fixed time runs in the first.",
            "jmrozanec/cron-utils pull request 490, which guesses by the distance of two runs",
            """
            CRON_UTILS_QUARTZ | 0 30 1-9/8 * * ? | America/New_York | 2025-11-02T05:30:00Z | 2025-11-02T06:30:00Z | 2025-11-02T14:30:00Z
            CRON_UTILS_QUARTZ | 0 0 0/12 * * ?   | America/Havana   | 2025-11-02T04:00:00Z | 2025-11-02T05:00:00Z | 2025-11-02T17:00:00Z
            """),
        cronUtils(
            "cron-utils goes round in circles where the clock goes back past midnight",
            difference ->
                difference
                        .right()
                        .filter(difference.changes()::isNearOverlapPastMidnight)
                        .isPresent()
                    && (difference.isTheirsNotLater() || difference.theirs().isNever()),
            "The next time is later than the one asked about, and there is one.",
            "found here",
            """
            CRON_UTILS_QUARTZ | 0 0/30 0 ? * SUN | America/St_Johns | 2009-11-01T02:30:00Z | 2009-11-01T03:30:00Z | 2009-11-01T02:30:00Z
            CRON_UTILS_UNIX   | 17 0 * * SUN     | America/St_Johns | 2009-10-31T23:13:00Z | 2009-11-01T03:47:00Z | never
            """),
        cronUtils(
            "cron-utils loses the first hour of months, asked before a day without midnight",
            CronUtilsClockDifferences::losesFirstOfMonth,
            "The first of May begins at midnight, wherever one asks from.",
            "found here: from 01:00, where that day begins, it goes to 01:00 on the first",
            """
            CRON_UTILS_QUARTZ | 0 30 0 1 * ? | Africa/Cairo | 2025-04-25T10:00:00Z | 2025-04-30T21:30:00Z | 2025-05-31T21:30:00Z
            """),
        cronUtils(
            "cron-utils loses days asked in the last hour before a day that lacks its own",
            difference ->
                difference.isTheirsTooLate()
                    && difference.touchesGapBeforeMidnight()
                    && difference.isAskedInLastHours(),
            "What is due on that day is due, wherever one asks from.",
            "found here, in Greenland's zone",
            """
            CRON_UTILS_SPRING | 0 11 2 20-29 * SAT | America/Nuuk | 2040-03-24T01:15:00Z | 2040-03-24T04:11:00Z | 2040-04-21T03:11:00Z
            """),
        cronUtils(
            "cron-utils loses times near a change that is not one full hour",
            difference -> difference.isTheirsTooLate() && difference.touchesUnusualChange(),
            "What the clock shows of a broken hour is due.",
            "found here",
            """
            CRON_UTILS_QUARTZ | 0 30 2 * * ? | Australia/Lord_Howe | 2025-10-04T00:00:00Z | 2025-10-04T15:30:00Z | 2025-10-05T15:30:00Z
            CRON_UTILS_QUARTZ | 0 0 2 * * ?  | Pacific/Chatham     | 2025-09-27T10:00:00Z | 2025-09-27T13:15:00Z | 2025-09-28T12:15:00Z
            """));
  }

  private static KnownDifference cronUtils(
      String name, Predicate<Difference> condition, String right, String source, String examples) {
    return new KnownDifference(
        name,
        Set.of(CRON_UTILS_QUARTZ, CRON_UTILS_UNIX, CRON_UTILS_SPRING),
        condition,
        right,
        source,
        examples);
  }

  private static boolean losesFirstOfMonth(Difference difference) {
    Optional<Instant> due = difference.referee().nextOnWallClock(difference.after());
    if (due.isEmpty() || difference.local(due.get()).getDayOfMonth() != 1) {
      return false;
    }
    LocalDate first = difference.local(due.get()).toLocalDate();
    Optional<Instant> start =
        difference
            .changes()
            .startOfDayWithoutMidnight(difference.dateAsked().withDayOfMonth(1), first)
            .map(time -> first.atTime(time).atZone(difference.zone()).toInstant());
    return start.filter(due.get()::isBefore).isPresent()
        && difference.isTheirs(
            difference.referee().nextOnWallClock(start.orElseThrow().minusSeconds(1)));
  }
}
