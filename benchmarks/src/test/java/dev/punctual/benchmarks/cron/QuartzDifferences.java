package dev.punctual.benchmarks.cron;

import static dev.punctual.benchmarks.cron.PeerGrammar.QUARTZ;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/**
 * Where Quartz 2.5.2 differs. It walks a {@link java.util.GregorianCalendar} from field to field,
 * which is a clock on the wall: setting a field forgets in which pass of an overlap it stood.
 */
final class QuartzDifferences {
  private QuartzDifferences() {}

  static List<KnownDifference> all() {
    return List.of(
        quartz(
            "Quartz never runs a fixed time in the gap",
            difference -> difference.isRightAtGapEnd() && difference.isTheirsOnWallClock(),
            "It runs once, at the gap's end: a daily job does not lose a day.",
            "cron(8) of Vixie cron and cronie, which run at once what the gap held",
            """
            QUARTZ | 0 30 2 * * ? | Europe/Berlin | 2025-03-29T12:00:00Z | 2025-03-30T01:00:00Z | 2025-03-31T00:30:00Z
            QUARTZ | 0 0 0 * * ?  | Africa/Cairo  | 2025-04-24T12:00:00Z | 2025-04-24T22:00:00Z | 2025-04-25T21:00:00Z
            """),
        quartz(
            "Quartz knows only the second pass of an overlap, and is silent in the first",
            difference -> difference.touchesOverlap() && difference.isTheirsOnWallClock(),
            "A fixed time runs once, as soon as it is due; an interval goes on through both passes.",
            "cron(8); quartz-scheduler/quartz issues 81 and 1138",
            """
            QUARTZ | 0 30 2 * * ?   | Europe/Berlin | 2025-10-25T12:00:00Z | 2025-10-26T00:30:00Z | 2025-10-26T01:30:00Z
            QUARTZ | 0 0/15 * * * ? | Europe/Berlin | 2025-10-25T23:45:00Z | 2025-10-26T00:00:00Z | 2025-10-26T01:00:00Z
            QUARTZ | 0 0/15 * * * ? | Europe/Berlin | 2025-10-26T00:00:00Z | 2025-10-26T00:15:00Z | 2025-10-26T01:15:00Z
            QUARTZ | 0 * 0,22 * * ? | America/St_Johns | 1988-10-30T00:36:00Z | 1988-10-30T01:30:00Z | 1988-10-30T03:30:00Z
            """),
        quartz(
            "Quartz loses the day after a gap that takes the hour before midnight",
            difference -> difference.isTheirsTooLate() && difference.touchesGapBeforeMidnight(),
            "The clock shows the whole of that day, and an hourly job runs 24 times on it.",
            "found here, in Greenland's zone",
            """
            QUARTZ | 0 0 * * * ?  | America/Nuuk | 2025-03-30T00:00:00Z | 2025-03-30T01:00:00Z | 2025-03-31T01:00:00Z
            QUARTZ | 0 0 23 * * ? | America/Nuuk | 2025-03-29T14:00:00Z | 2025-03-30T01:00:00Z | 2025-04-01T00:00:00Z
            """),
        quartz(
            "Quartz loses the hour after a gap that is not one full hour",
            difference -> difference.isTheirsTooLate() && difference.touchesUnusualChange(),
            "The clock shows what is left of that hour, so what is due in it runs.",
            "found here",
            """
            QUARTZ | 0 45 3 * * ?   | Pacific/Chatham  | 2025-09-27T12:00:00Z | 2025-09-27T14:00:00Z | 2025-09-28T14:00:00Z
            QUARTZ | 0 30 1 * * ?   | America/St_Johns | 2010-03-13T12:00:00Z | 2010-03-14T04:00:00Z | 2010-03-15T04:00:00Z
            """),
        quartz(
            "Quartz forgets a working day that was moved forward, once it has come",
            QuartzDifferences::forgetsMovedDay,
            "15W is Monday the 16th if the 15th is a Sunday, from its first second to its last.",
            "Javadoc of org.quartz.CronExpression; quartz-scheduler/quartz issue 1322",
            """
            QUARTZ | 0 0 * 15W * ? | UTC | 2026-03-16T00:00:00Z | 2026-03-16T01:00:00Z | 2026-04-15T00:00:00Z
            QUARTZ | 0 0 9 1W * ?  | UTC | 2026-08-02T12:00:00Z | 2026-08-03T09:00:00Z | 2026-09-01T09:00:00Z
            """),
        quartz(
            "Quartz starts a nearest working day at the time of day it was asked at",
            QuartzDifferences::keepsTimeOfDay,
            "The day begins at midnight, whenever one asks for it.",
            "found here; quartz-scheduler/quartz issue 1322 has it for isSatisfiedBy",
            """
            QUARTZ | 0 0 * LW * ? | UTC | 2026-01-29T12:00:00Z | 2026-01-30T00:00:00Z | 2026-01-30T13:00:00Z
            """),
        quartz(
            "Quartz ignores a step after names",
            QuartzDifferences::ignoresStepAfterNames,
            "MON-FRI/2 is Monday, Wednesday and Friday, as 2-6/2 is.",
            "Javadoc of org.quartz.CronExpression: names are another spelling of the numbers",
            """
            QUARTZ | 0 0 0 ? * MON-FRI/2 | UTC | 2026-01-05T00:00:00Z | 2026-01-07T00:00:00Z | 2026-01-06T00:00:00Z
            QUARTZ | 0 0 0 1 JAN-DEC/3 ? | UTC | 2026-01-05T00:00:00Z | 2026-04-01T00:00:00Z | 2026-02-01T00:00:00Z
            """),
        quartz(
            "Quartz ends a hundred years from today",
            difference ->
                difference.theirs().isNever()
                    && difference.rightDate().orElseThrow().getYear() > CronExpression.MAX_YEAR,
            "Years go to 2199, as documented.",
            "Javadoc of org.quartz.CronExpression, and its MAX_YEAR",
            """
            QUARTZ | 0 0 0 1 1 ? 2199 | UTC | 2026-01-01T00:00:00Z | 2199-01-01T00:00:00Z | never
            """),
        quartz(
            "Quartz asks java.util.TimeZone, which knows Morocco's changes for fewer years",
            QuartzDifferences::readsZoneOtherwise,
            "The rules of the zone are those of java.time, which has each change until 2087.",
            "found here: after their last listed change the two go on with different offsets",
            """
            QUARTZ | 0 0 12 * * ? | Africa/Casablanca | 2100-06-01T00:00:00Z | 2100-06-01T11:00:00Z | 2100-06-01T12:00:00Z
            """));
  }

  private static KnownDifference quartz(
      String name, Predicate<Difference> condition, String right, String source, String examples) {
    return new KnownDifference(name, Set.of(QUARTZ), condition, right, source, examples);
  }

  private static boolean forgetsMovedDay(Difference difference) {
    if (!difference.dayOfMonth().matches("\\d+W") || !difference.isTheirsTooLate()) {
      return false;
    }
    int aim = Integer.parseInt(difference.dayOfMonth().replace("W", ""));
    LocalDate moved = difference.rightDate().orElseThrow();
    return moved.getDayOfMonth() > aim
        && !difference.dateAsked().isBefore(moved.withDayOfMonth(aim))
        && !difference.dateAsked().isAfter(moved);
  }

  private static boolean keepsTimeOfDay(Difference difference) {
    if (!difference.dayOfMonth().endsWith("W")
        || !difference.isTheirsTooLate()
        || !difference.rightDate().equals(difference.theirDate())) {
      return false;
    }
    LocalTime timeAsked = difference.local(difference.after()).toLocalTime();
    Instant sameTime =
        difference
            .rightDate()
            .orElseThrow()
            .atTime(timeAsked)
            .atZone(difference.zone())
            .toInstant();
    return difference.isTheirs(difference.referee().next(sameTime));
  }

  private static boolean ignoresStepAfterNames(Difference difference) {
    String without = difference.expression().replaceAll("([A-Za-z]{3}-[A-Za-z]{3})/\\d", "$1");
    return !without.equals(difference.expression())
        && difference.isTheirs(difference.referee(without).next(difference.after()));
  }

  private static boolean readsZoneOtherwise(Difference difference) {
    TimeZone zone = TimeZone.getTimeZone(difference.zone());
    return Stream.of(difference.right(), difference.theirs().time())
        .flatMap(Optional::stream)
        .anyMatch(time -> zone.getOffset(time.toEpochMilli()) != millis(difference, time));
  }

  private static int millis(Difference difference, Instant time) {
    return difference.zone().getRules().getOffset(time).getTotalSeconds() * 1_000;
  }
}
