package dev.punctual.benchmarks.cron;

import static dev.punctual.benchmarks.cron.PeerGrammar.SPRING;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where Spring Framework 7.0.9 differs. It moves a zoned time from field to field, and has no rule
 * of its own for changes of the clock.
 */
final class SpringDifferences {
  private SpringDifferences() {}

  static List<KnownDifference> all() {
    return List.of(
        spring(
            "Spring never runs a fixed time in the gap",
            difference ->
                difference.isRightAtGapEnd() && difference.isTheirsWithoutRuleForFixedTimes(),
            "It runs once, at the gap's end: a daily job does not lose a day.",
            "spring-projects/spring-framework issue 28245 and pull request 36865, which keep it so",
            """
            SPRING | 0 30 2 * * * | Europe/Berlin | 2025-03-29T12:00:00Z | 2025-03-30T01:00:00Z | 2025-03-31T00:30:00Z
            """),
        spring(
            "Spring runs a fixed time in both passes of an overlap",
            difference ->
                difference.isFixed()
                    && difference.touchesOverlap()
                    && difference.isTheirsWithoutRuleForFixedTimes(),
            "It runs once, in the first pass: a daily job does not run twice a day.",
            "cron(8) of Vixie cron and cronie",
            """
            SPRING | 0 30 2 * * * | Europe/Berlin | 2025-10-26T00:30:00Z | 2025-10-27T01:30:00Z | 2025-10-26T01:30:00Z
            """),
        spring(
            "Spring answers a time that is not later, so that who asks on stands still",
            Difference::isTheirsNotLater,
            "The next time is later than the one asked about.",
            "found here: at a change within an hour, setting the minutes leads back over it",
            """
            SPRING | 0 0 * * * *  | Australia/Lord_Howe | 2026-04-04T14:00:00Z | 2026-04-04T15:30:00Z | 2026-04-04T14:00:00Z
            SPRING | 0 45 2 * * * | Pacific/Chatham     | 2026-04-04T13:00:00Z | 2026-04-05T14:00:00Z | 2026-04-04T13:00:00Z
            """),
        spring(
            "Spring knows only the second pass of an overlap that begins at midnight or is long",
            difference -> difference.touchesOverlap() && difference.isTheirsOnWallClock(),
            "A fixed time runs once, as soon as it is due; an interval goes on through both passes.",
            "found here",
            """
            SPRING | 0 0 0 * * *    | America/Havana | 2025-11-01T12:00:00Z | 2025-11-02T04:00:00Z | 2025-11-02T05:00:00Z
            SPRING | 0 0/30 0 * * * | America/Havana | 2025-11-02T03:30:00Z | 2025-11-02T04:00:00Z | 2025-11-02T05:00:00Z
            """),
        spring(
            "Spring loses a day asked in the last hour before it, if it lacks its own last hour",
            difference ->
                difference.isTheirsTooLate()
                    && difference.touchesGapBeforeMidnight()
                    && difference.isAskedInLastHours(),
            "What is due on that day is due, wherever one asks from.",
            "found here, in Greenland's zone",
            """
            SPRING | 0 30 3 * * * | America/Nuuk | 2025-03-29T01:30:00Z | 2025-03-29T05:30:00Z | 2025-03-30T04:30:00Z
            """),
        spring(
            "Spring loses or adds times near a change that is not one full hour",
            Difference::touchesUnusualChange,
            "What the clock shows of a broken hour is due, and nothing else.",
            "found here",
            """
            SPRING | 0 0 2 * * * | Pacific/Chatham | 2025-09-27T10:00:00Z | 2025-09-27T13:15:00Z | 2025-09-28T12:15:00Z
            """),
        spring(
            "Spring counts L-n back into the month before, if the month is too short",
            SpringDifferences::countsBackTooFar,
            "A month without such a day has no run, as a month without a 31st.",
            "Javadoc of CronExpression: a day of the month; found here",
            """
            SPRING | 0 0 0 L-30 * * | UTC | 2026-05-01T01:00:00Z | 2026-07-01T00:00:00Z | 2026-05-31T00:00:00Z
            """),
        spring(
            "Spring has no day nW in a month that ends on Sunday the n-th",
            SpringDifferences::leavesTheMonth,
            "W never leaves its month, so the day is Friday before.",
            "Javadoc of CronExpression says Monday after, which Spring does not run either; found"
                + " here",
            """
            SPRING | 0 0 4 31W * * | UTC | 2028-12-01T00:00:00Z | 2028-12-29T04:00:00Z | 2029-01-31T04:00:00Z
            """),
        spring(
            "Spring forgets 1W on the Sunday between Saturday the 1st and Monday the 3rd",
            SpringDifferences::forgetsMonday,
            "It is Monday the 3rd, wherever one asks from.",
            "Javadoc of CronExpression; issue 27966 mended it for the 1st",
            """
            SPRING | 0 0 9 1W * * | UTC | 2026-08-02T12:00:00Z | 2026-08-03T09:00:00Z | 2026-09-01T09:00:00Z
            SPRING | 0 21 4 1W * SUN-MON | UTC | 2063-11-30T20:00:00Z | 2063-12-03T04:21:00Z | 2064-03-03T04:21:00Z
            """),
        spring(
            "Spring takes a Friday that ends its month for the day before Saturday the n-th",
            SpringDifferences::takesLastFriday,
            "A month without a 31st has no 31W.",
            "found here: asked on that Friday, or with a weekday beside it",
            """
            SPRING | 0 0 12 31W * *    | UTC | 2027-04-30T00:00:00Z | 2027-05-31T12:00:00Z | 2027-04-30T12:00:00Z
            SPRING | 0 0 12 31W * FRIL | UTC | 2027-04-01T00:00:00Z | 2027-07-30T12:00:00Z | 2027-04-30T12:00:00Z
            """));
  }

  private static KnownDifference spring(
      String name, Predicate<Difference> condition, String right, String source, String examples) {
    return new KnownDifference(name, Set.of(SPRING), condition, right, source, examples);
  }

  private static boolean countsBackTooFar(Difference difference) {
    if (!difference.dayOfMonth().startsWith("L-") || difference.theirDate().isEmpty()) {
      return false;
    }
    LocalDate theirs = difference.theirDate().get();
    LocalDate last = theirs.plusDays(number(difference.dayOfMonth()));
    return isLastOfMonth(last) && last.getMonth() != theirs.getMonth();
  }

  private static boolean leavesTheMonth(Difference difference) {
    if (!difference.dayOfMonth().matches("\\d+W.*") || !difference.isTheirsTooLate()) {
      return false;
    }
    LocalDate aim = difference.rightDate().orElseThrow().plusDays(2);
    return aim.getDayOfWeek() == DayOfWeek.SUNDAY
        && aim.getDayOfMonth() == number(difference.dayOfMonth())
        && isLastOfMonth(aim);
  }

  /** Asked on that Sunday, or led there by a weekday field. */
  private static boolean forgetsMonday(Difference difference) {
    if (!difference.dayOfMonth().startsWith("1W") || !difference.isTheirsTooLate()) {
      return false;
    }
    LocalDate right = difference.rightDate().orElseThrow();
    return right.getDayOfWeek() == DayOfWeek.MONDAY
        && right.getDayOfMonth() == 3
        && (difference.dateAsked().equals(right.minusDays(1))
            || !difference.dayOfWeek().equals("*"));
  }

  private static boolean takesLastFriday(Difference difference) {
    if (!difference.dayOfMonth().matches("\\d+W.*") || difference.theirDate().isEmpty()) {
      return false;
    }
    LocalDate theirs = difference.theirDate().get();
    return theirs.getDayOfWeek() == DayOfWeek.FRIDAY
        && theirs.getDayOfMonth() == number(difference.dayOfMonth()) - 1
        && isLastOfMonth(theirs);
  }

  private static int number(String item) {
    return Integer.parseInt(item.replaceAll(",.*|[LW-]", ""));
  }

  private static boolean isLastOfMonth(LocalDate date) {
    return date.getDayOfMonth() == date.lengthOfMonth();
  }
}
