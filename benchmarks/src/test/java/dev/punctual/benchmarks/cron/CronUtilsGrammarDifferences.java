package dev.punctual.benchmarks.cron;

import static dev.punctual.benchmarks.cron.PeerGrammar.CRON_UTILS_QUARTZ;
import static dev.punctual.benchmarks.cron.PeerGrammar.CRON_UTILS_SPRING;
import static dev.punctual.benchmarks.cron.PeerGrammar.CRON_UTILS_UNIX;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Where cron-utils 9.2.1 reads an expression differently. */
final class CronUtilsGrammarDifferences {
  /** Of the definition of Quartz. */
  private static final int LAST_YEAR = 2099;

  private CronUtilsGrammarDifferences() {}

  static List<KnownDifference> all() {
    return List.of(
        new KnownDifference(
            "cron-utils takes the first value for a range that runs past the end of its field",
            Set.of(CRON_UTILS_QUARTZ),
            CronUtilsGrammarDifferences::cutsWrappedRange,
            "22-2 is 22, 23, 0, 1 and 2. In a list the range is lost; with a step it may be refused.",
            "Javadoc of org.quartz.CronExpression; jmrozanec/cron-utils issues 396, 423 and 532",
            """
            CRON_UTILS_QUARTZ | 0 0 22-2 * * ?         | UTC | 2026-01-01T22:00:00Z | 2026-01-01T23:00:00Z | 2026-01-02T22:00:00Z
            CRON_UTILS_QUARTZ | 0 0 0 1 NOV-FEB ?      | UTC | 2026-11-01T00:00:00Z | 2026-12-01T00:00:00Z | 2027-11-01T00:00:00Z
            CRON_UTILS_QUARTZ | 0 0 0-7,17-0 ? * SAT   | UTC | 2026-01-03T07:00:00Z | 2026-01-03T17:00:00Z | 2026-01-10T00:00:00Z
            CRON_UTILS_QUARTZ | 0 0 22-2,20-1 * * ?    | UTC | 2026-01-01T22:00:00Z | 2026-01-01T23:00:00Z | IllegalArgumentException
            CRON_UTILS_QUARTZ | 0 0 22-2/2 * * ?       | UTC | 2026-01-01T22:00:00Z | 2026-01-02T00:00:00Z | 2026-01-02T22:00:00Z
            CRON_UTILS_QUARTZ | 0 0 23-3/2 * * ?       | UTC | 2026-01-01T22:00:00Z | 2026-01-01T23:00:00Z | IllegalArgumentException
            CRON_UTILS_QUARTZ | 0 0 0 31-9/20 * ?      | UTC | 2026-01-01T22:00:00Z | 2026-01-31T00:00:00Z | never
            CRON_UTILS_QUARTZ | 0 0 0 ? * FRI-MON/2    | UTC | 2026-01-01T22:00:00Z | 2026-01-02T00:00:00Z | IllegalArgumentException
            """),
        new KnownDifference(
            "cron-utils loses the special days of a list",
            Set.of(CRON_UTILS_QUARTZ),
            difference ->
                difference.dayOfMonth().matches(".*[LW].*,.*|.*,.*[LW].*")
                    && difference.theirs().failure().isEmpty(),
            "A list holds what each of its items holds.",
            "jmrozanec/cron-utils issue 539. Quartz advises against such lists, and reads them.",
            """
            CRON_UTILS_QUARTZ | 0 0 0 L,15 * ?  | UTC | 2026-01-15T00:00:00Z | 2026-01-31T00:00:00Z | 2026-02-15T00:00:00Z
            CRON_UTILS_QUARTZ | 0 0 0 1,L * ?   | UTC | 2026-01-15T00:00:00Z | 2026-01-31T00:00:00Z | 2026-02-01T00:00:00Z
            CRON_UTILS_QUARTZ | 0 0 0 2W,16 * ? | UTC | 2026-05-01T00:00:00Z | 2026-05-16T00:00:00Z | 2026-05-02T00:00:00Z
            """),
        new KnownDifference(
            "cron-utils breaks on nW in a month without an n-th day",
            Set.of(CRON_UTILS_QUARTZ, CRON_UTILS_SPRING),
            difference ->
                aim(difference) > 28
                    && difference
                        .theirs()
                        .failure()
                        .filter("DateTimeException"::equals)
                        .isPresent(),
            "A month without a 31st has no 31W.",
            "found here",
            """
            CRON_UTILS_QUARTZ | 0 0 0 31W * ? | UTC | 2026-04-01T00:00:00Z | 2026-05-29T00:00:00Z | DateTimeException
            CRON_UTILS_SPRING | 0 0 0 30W * * | UTC | 2026-02-01T00:00:00Z | 2026-03-30T00:00:00Z | DateTimeException
            """),
        new KnownDifference(
            "cron-utils takes the Sunday itself for nW in a month that ends on it",
            Set.of(CRON_UTILS_QUARTZ, CRON_UTILS_SPRING),
            CronUtilsGrammarDifferences::runsOnLastSunday,
            "W is a working day, and never leaves its month: it is Friday before.",
            "Javadoc of org.quartz.CronExpression",
            """
            CRON_UTILS_QUARTZ | 0 0 0 30W * ?   | UTC | 2025-11-01T00:00:00Z | 2025-11-28T00:00:00Z | 2025-11-30T00:00:00Z
            CRON_UTILS_QUARTZ | 0 0 0 30W * ?   | UTC | 2025-11-28T00:00:00Z | 2025-12-30T00:00:00Z | 2025-11-30T00:00:00Z
            CRON_UTILS_SPRING | 0 0 0 30W * FRI | UTC | 2070-11-01T00:00:00Z | 2070-11-28T00:00:00Z | 2071-01-30T00:00:00Z
            """),
        new KnownDifference(
            "cron-utils takes */n in one day field of Unix for a restriction",
            Set.of(CRON_UTILS_UNIX),
            difference -> isReadAs(difference, CronUtilsGrammarDifferences::starsInUnix),
            "Either day field will do only if neither begins with a star: else both must match.",
            "crontab(5), and entry.c of Vixie cron and cronie, which set DOM_STAR and DOW_STAR",
            """
            CRON_UTILS_UNIX | 0 0 */10 * MON | UTC | 2026-01-01T00:00:00Z | 2026-05-11T00:00:00Z | 2026-01-05T00:00:00Z
            CRON_UTILS_UNIX | 0 0 1 * */2    | UTC | 2026-01-01T00:00:00Z | 2026-02-01T00:00:00Z | 2026-01-03T00:00:00Z
            """),
        new KnownDifference(
            "cron-utils counts */n in weekdays of Spring from Sunday",
            Set.of(CRON_UTILS_SPRING),
            difference -> isReadAs(difference, CronUtilsGrammarDifferences::starsInSpring),
            "Spring's week starts on Monday: */2 is Monday, Wednesday, Friday and Sunday.",
            "org.springframework.scheduling.support.CronExpression, which is asked here as well",
            """
            CRON_UTILS_SPRING | 0 0 0 * * */2 | UTC | 2026-01-04T00:00:00Z | 2026-01-05T00:00:00Z | 2026-01-06T00:00:00Z
            """),
        new KnownDifference(
            "cron-utils refuses ranges that start on Sunday by name",
            Set.of(CRON_UTILS_UNIX, CRON_UTILS_SPRING),
            difference ->
                difference.dayOfWeek().toUpperCase(Locale.ROOT).startsWith("SUN-")
                    && isRefused(difference),
            "Sunday is 0 and 7: at the start of a range it is 0.",
            "Spring reads SUN-TUE; names are another spelling of the numbers",
            """
            CRON_UTILS_UNIX   | 0 0 * * SUN-TUE     | UTC | 2026-01-04T00:00:00Z | 2026-01-05T00:00:00Z | IllegalArgumentException
            CRON_UTILS_SPRING | 0 0 0 * * SUN-TUE/2 | UTC | 2026-01-04T00:00:00Z | 2026-01-06T00:00:00Z | IllegalArgumentException
            """),
        new KnownDifference(
            "cron-utils has no year after 2099",
            Set.of(CRON_UTILS_QUARTZ),
            CronUtilsGrammarDifferences::endsWith2099,
            "Quartz documents the years to 2199.",
            "jmrozanec/cron-utils issues 538 and 610",
            """
            CRON_UTILS_QUARTZ | 0 0 0 1 1 ?      | UTC | 2099-06-01T00:00:00Z | 2100-01-01T00:00:00Z | never
            CRON_UTILS_QUARTZ | 0 0 0 1 1 ? 2150 | UTC | 2026-01-01T00:00:00Z | 2150-01-01T00:00:00Z | IllegalArgumentException
            """),
        new KnownDifference(
            "cron-utils looks a hundred years ahead",
            Set.of(CRON_UTILS_QUARTZ),
            difference ->
                difference.theirs().isNever()
                    && difference.rightDate().orElseThrow().getYear()
                            - difference.dateAsked().getYear()
                        > 100,
            "What is due in a hundred and one years is due.",
            "the source of SingleExecutionTime in cron-utils 9.2.1",
            """
            CRON_UTILS_QUARTZ | 0 0 0 1 1 ? 2098 | UTC | 1990-01-01T00:00:00Z | 2098-01-01T00:00:00Z | never
            """));
  }

  private static boolean cutsWrappedRange(Difference difference) {
    String expression = difference.expression();
    boolean mayBreak =
        WrappedRanges.isWithStepIn(expression) || WrappedRanges.cut(expression).isEmpty();
    boolean breaks = difference.theirs().isNever() || difference.theirs().failure().isPresent();
    return WrappedRanges.isIn(expression)
        && ((mayBreak && breaks) || isReadAs(difference, WrappedRanges::cut));
  }

  private static boolean runsOnLastSunday(Difference difference) {
    Predicate<LocalDate> isAim = date -> isLastSunday(date, aim(difference));
    boolean losesFriday =
        difference.isTheirsTooLate()
            && isAim.test(difference.rightDate().orElseThrow().plusDays(2));
    return losesFriday || difference.theirDate().filter(isAim).isPresent();
  }

  private static boolean isLastSunday(LocalDate date, int aim) {
    return date.getDayOfWeek() == DayOfWeek.SUNDAY
        && date.getDayOfMonth() == aim
        && date.lengthOfMonth() == aim;
  }

  private static boolean endsWith2099(Difference difference) {
    return difference.theirs().isNever()
        ? difference.rightDate().orElseThrow().getYear() > LAST_YEAR
        : difference.expression().matches(".*\\b21\\d\\d$") && isRefused(difference);
  }

  private static boolean isRefused(Difference difference) {
    return difference.theirs().failure().filter("IllegalArgumentException"::equals).isPresent();
  }

  /** Returns n of a day field nW, else 0. */
  private static int aim(Difference difference) {
    String day = difference.dayOfMonth();
    return day.matches("\\d+W") ? Integer.parseInt(day.replace("W", "")) : 0;
  }

  /** Returns whether the peer answers as if the expression were another, until its last year. */
  private static boolean isReadAs(Difference difference, UnaryOperator<String> reading) {
    String other = reading.apply(difference.expression());
    if (other.isEmpty() || other.equals(difference.expression())) {
      return false;
    }
    boolean ends = difference.peer() == CRON_UTILS_QUARTZ;
    return difference.isTheirs(
        difference
            .referee(other)
            .next(difference.after())
            .filter(time -> !ends || difference.local(time).getYear() <= LAST_YEAR));
  }

  private static String starsInUnix(String expression) {
    List<String> fields = new ArrayList<>(List.of(expression.split(" ")));
    fields.set(2, fields.get(2).replace("*/", "1-31/"));
    fields.set(4, fields.get(4).replace("*/", "0-6/"));
    return String.join(" ", fields);
  }

  private static String starsInSpring(String expression) {
    List<String> fields = new ArrayList<>(List.of(expression.split(" ")));
    fields.set(5, fields.get(5).replace("*/", "0-6/"));
    return String.join(" ", fields);
  }
}
