package dev.punctual.benchmarks.cron;

import dev.punctual.CronDialect;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an expression means, found by asking every number of a field and every date one by one. It
 * shares nothing with the code it judges, trusts that the expression is right, and is slow.
 *
 * @param isFixed whether seconds, minutes and hours hold no wildcard, range or step
 * @param eitherDay whether a date needs to match only one of the two day fields
 * @param days the numbers of the day field; {@code specialDays} are its other items
 * @param weekdays the numbers of the weekday field in the count of the dialect
 */
record NaiveCron(
    CronDialect dialect,
    boolean isFixed,
    boolean eitherDay,
    Set<Integer> seconds,
    Set<Integer> minutes,
    Set<Integer> hours,
    Set<Integer> days,
    List<String> specialDays,
    Set<Integer> months,
    Set<Integer> weekdays,
    List<String> specialWeekdays,
    boolean hasYears,
    Set<Integer> years) {

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  static NaiveCron of(CronDialect dialect, String expression) {
    var fields = new ArrayList<>(List.of(expression.toUpperCase(Locale.ROOT).split(" ")));
    if (dialect == CronDialect.UNIX) {
      fields.addFirst("0");
    }
    if (fields.size() == 6) {
      fields.add("*");
    }
    String weekday = inNumbers(fields.get(5), WEEKDAYS, sunday(dialect));
    String anyWeekday = dialect == CronDialect.SPRING ? "1-7" : "*";
    return new NaiveCron(
        dialect,
        fields.subList(0, 3).stream().noneMatch(field -> field.matches(".*[*/-].*")),
        dialect == CronDialect.UNIX && !fields.get(3).startsWith("*") && !weekday.startsWith("*"),
        numbers(fields.get(0), 0, 59),
        numbers(fields.get(1), 0, 59),
        numbers(fields.get(2), 0, 23),
        numbers(fields.get(3), 1, 31),
        specials(fields.get(3)),
        numbers(inNumbers(fields.get(4), MONTHS, 1), 1, 12),
        numbers(weekday.replace("*", anyWeekday), sunday(dialect), 7),
        specials(weekday),
        !fields.get(6).equals("*"),
        numbers(fields.get(6), 1970, 2199));
  }

  boolean matches(LocalDate date) {
    return months.contains(date.getMonthValue())
        && (!hasYears || years.contains(date.getYear()))
        && (eitherDay ? isDay(date) || isWeekday(date) : isDay(date) && isWeekday(date));
  }

  private boolean isDay(LocalDate date) {
    return days.contains(date.getDayOfMonth())
        || specialDays.stream().anyMatch(item -> isSpecialDay(item, date));
  }

  private static boolean isSpecialDay(String item, LocalDate date) {
    if (item.equals("?")) {
      return true;
    }
    String aim = item.replace("W", "");
    int back = aim.startsWith("L-") ? Integer.parseInt(aim.substring(2)) : 0;
    int day = aim.startsWith("L") ? date.lengthOfMonth() - back : Integer.parseInt(aim);
    if (!item.endsWith("W") || day < 1 || day > date.lengthOfMonth()) {
      return date.getDayOfMonth() == day;
    }
    return Stream.of(0, -1, 1, -2, 2)
        .map(date.withDayOfMonth(day)::plusDays)
        .filter(near -> near.getMonth() == date.getMonth())
        .filter(near -> near.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
        .limit(1)
        .anyMatch(date::equals);
  }

  private boolean isWeekday(LocalDate date) {
    int fromSunday = date.getDayOfWeek().getValue() % 7;
    return weekdays.contains(fromSunday + sunday(dialect))
        || (fromSunday == 0 && dialect != CronDialect.QUARTZ && weekdays.contains(7))
        || specialWeekdays.stream().anyMatch(item -> isSpecialWeekday(item, date));
  }

  private boolean isSpecialWeekday(String item, LocalDate date) {
    if (item.equals("?") || item.equals("L")) {
      return item.equals("?") || date.getDayOfWeek() == DayOfWeek.SATURDAY;
    }
    var weekday = DayOfWeek.SUNDAY.plus(Integer.parseInt(item.substring(0, 1)) - sunday(dialect));
    return item.endsWith("L")
        ? date.with(TemporalAdjusters.lastInMonth(weekday)).equals(date)
        : date.with(TemporalAdjusters.dayOfWeekInMonth(item.charAt(2) - '0', weekday)).equals(date);
  }

  private static int sunday(CronDialect dialect) {
    return dialect == CronDialect.QUARTZ ? 1 : 0;
  }

  private static Set<Integer> numbers(String field, int min, int max) {
    return Stream.of(field.split(","))
        .filter(item -> !isSpecial(item))
        .flatMap(item -> numbersOf(item, min, max))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the numbers of an item; a range may run past the end of its field. */
  private static Stream<Integer> numbersOf(String item, int min, int max) {
    List<String> parts = List.of(item.replace("*", min + "-" + max).split("/"));
    List<String> ends = List.of(parts.getFirst().split("-"));
    int step = parts.size() == 1 ? 1 : Integer.parseInt(parts.get(1));
    int first = Integer.parseInt(ends.getFirst());
    int lone = parts.size() == 1 ? first : max;
    int last = ends.size() == 1 ? lone : Integer.parseInt(ends.get(1));
    int size = max - min + 1;
    return IntStream.rangeClosed(min, max)
        .filter(value -> Math.floorMod(value - first, size) <= Math.floorMod(last - first, size))
        .filter(value -> Math.floorMod(value - first, size) % step == 0)
        .boxed();
  }

  private static List<String> specials(String field) {
    return Stream.of(field.split(",")).filter(NaiveCron::isSpecial).toList();
  }

  private static boolean isSpecial(String item) {
    return item.matches(".*[LW#?].*");
  }

  private static String inNumbers(String field, List<String> names, int first) {
    String text = field;
    for (int i = 0; i < names.size(); i++) {
      text = text.replace(names.get(i), "" + (first + i));
    }
    return text;
  }
}
