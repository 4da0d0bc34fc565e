package dev.punctual.internal.cron;

import dev.punctual.CronDialect;
import dev.punctual.internal.cron.RandomNumbers.Numbers;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes random fields of days, together with their meaning in plain java.time. */
final class RandomDays {
  private static final List<String> NAMES =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  /** A field, and the dates it means. */
  record Days(String text, Predicate<LocalDate> meaning) {
    static Days any(String text) {
      return new Days(text, date -> true);
    }

    static Days anyOf(List<Days> items) {
      return new Days(
          items.stream().map(Days::text).collect(Collectors.joining(",")),
          date -> items.stream().anyMatch(item -> item.meaning.test(date)));
    }
  }

  private final Random random;
  private final CronDialect dialect;
  private final RandomNumbers numbers;

  RandomDays(Random random, CronDialect dialect) {
    this.random = random;
    this.dialect = dialect;
    this.numbers = new RandomNumbers(random, dialect);
  }

  Days ofMonth() {
    return Days.anyOf(
        IntStream.rangeClosed(1, oneIn(3) ? 3 : 1).mapToObj(i -> dayOfMonth()).toList());
  }

  Days ofWeek() {
    if (isNumberedFromOne() && oneIn(10)) {
      return new Days(anyCase("L"), date -> date.getDayOfWeek() == DayOfWeek.SATURDAY);
    }
    boolean special = dialect != CronDialect.UNIX && oneIn(3);
    boolean listed = oneIn(3) && (dialect != CronDialect.EVENTBRIDGE || !special);
    return Days.anyOf(
        IntStream.rangeClosed(1, listed ? 2 : 1)
            .mapToObj(i -> special && (i == 1 || oneIn(2)) ? specialWeekday() : weekdays())
            .toList());
  }

  private Days dayOfMonth() {
    int day = between(1, 31);
    int back = between(0, 30);
    if (dialect == CronDialect.UNIX || oneIn(2)) {
      Numbers days = numbers.item(1, 31);
      return new Days(days.text(), date -> days.values().contains(date.getDayOfMonth()));
    }
    Days special =
        switch (random.nextInt(dialect == CronDialect.QUARTZ ? 5 : 4)) {
          case 0 -> new Days("L", date -> isDay(date, date.lengthOfMonth()));
          case 1 -> new Days("L-" + back, date -> isDay(date, date.lengthOfMonth() - back));
          case 2 -> new Days(day + "W", date -> isNearest(date, day));
          case 3 -> new Days("LW", date -> isNearest(date, date.lengthOfMonth()));
          default ->
              new Days("L-" + back + "W", date -> isNearest(date, date.lengthOfMonth() - back));
        };
    return new Days(anyCase(special.text), special.meaning);
  }

  private static boolean isDay(LocalDate date, int day) {
    return date.getDayOfMonth() == day;
  }

  private static boolean isNearest(LocalDate date, int day) {
    if (day < 1 || day > date.lengthOfMonth()) {
      return false;
    }
    LocalDate aim = date.withDayOfMonth(day);
    for (int distance : new int[] {0, -1, 1, -2, 2}) {
      LocalDate candidate = aim.plusDays(distance);
      if (candidate.getMonth() == date.getMonth()
          && candidate.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()) {
        return candidate.equals(date);
      }
    }
    return false;
  }

  private Days specialWeekday() {
    int index = random.nextInt(7);
    DayOfWeek day = DayOfWeek.of(index == 0 ? 7 : index);
    int week = between(1, 5);
    return oneIn(2)
        ? new Days(
            weekday(index) + anyCase("L"),
            date -> date.with(TemporalAdjusters.lastInMonth(day)).equals(date))
        : new Days(
            weekday(index) + "#" + week,
            date -> date.with(TemporalAdjusters.dayOfWeekInMonth(week, day)).equals(date));
  }

  /** Returns a weekday, a range, a wildcard, or one of them with a step. */
  private Days weekdays() {
    int first = random.nextInt(7);
    int firstOfWeek = dialect == CronDialect.SPRING ? 1 : 0;
    List<Integer> week = days(firstOfWeek, dialect == CronDialect.UNIX ? 7 : 6);
    int step = between(1, 7);
    return switch (random.nextInt(dialect == CronDialect.EVENTBRIDGE ? 3 : 6)) {
      case 0 -> among("*", week, 1);
      case 1 -> among(weekday(first), List.of(first), 1);
      case 2 -> range(1);
      case 3 -> range(step);
      case 4 -> among("*/" + step, week, step);
      default -> dialect == CronDialect.UNIX ? range(step) : fromWeekday(first, step);
    };
  }

  private Days range(int step) {
    int first = random.nextInt(7);
    boolean wraps = isNumberedFromOne();
    int span = random.nextInt(wraps || first == 0 ? 7 : 8 - first);
    boolean isSundayTwice = first == 0 && span == 0;
    String last =
        wraps || first + span < 7 ? weekday(first + span) : oneIn(2) ? "7" : anyCase("SUN");
    String start = dialect == CronDialect.UNIX && first == 0 && oneIn(4) ? "7" : weekday(first);
    String text = start + "-" + (isSundayTwice ? weekday(6) : last);
    return among(text + (step == 1 ? "" : "/" + step), days(first, isSundayTwice ? 6 : span), step);
  }

  private Days fromWeekday(int index, int step) {
    if (dialect == CronDialect.QUARTZ) {
      return oneIn(4)
          ? among("/" + step, days(0, 6), step)
          : among(weekday(index) + "/" + step, days(index, 6 - index), step);
    }
    return index == 0
        ? among("0/" + step, days(0, 7), step)
        : among(weekday(index) + "/" + step, days(index, 7 - index), step);
  }

  private static Days among(String text, List<Integer> weekdays, int step) {
    Set<Integer> taken = RandomNumbers.everyNth(weekdays, step);
    return new Days(text, date -> taken.contains(date.getDayOfWeek().getValue() % 7));
  }

  /** Returns the weekdays from one on, as indices from Sunday, 0. */
  private static List<Integer> days(int first, int span) {
    return IntStream.rangeClosed(first, first + span).mapToObj(i -> i % 7).toList();
  }

  private String weekday(int index) {
    int day = index % 7;
    if (oneIn(2)) {
      return anyCase(NAMES.get(day));
    }
    return "" + (isNumberedFromOne() ? day + 1 : day);
  }

  private boolean isNumberedFromOne() {
    return dialect == CronDialect.QUARTZ || dialect == CronDialect.EVENTBRIDGE;
  }

  private String anyCase(String name) {
    return oneIn(2) ? name : name.toLowerCase(Locale.ROOT);
  }

  private int between(int min, int max) {
    return min + random.nextInt(max - min + 1);
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }
}
