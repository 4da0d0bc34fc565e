package dev.punctual.internal.cron;

import dev.punctual.CronDialect;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes random expressions, together with their meaning in plain java.time. */
final class RandomCron {
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  /** A field of numbers. */
  private record Numbers(String text, Set<Integer> values) {
    boolean isIntervalLike() {
      return text.matches(".*[*/-].*");
    }
  }

  /** A field of days. */
  private record Days(String text, Predicate<LocalDate> meaning) {
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

  private RandomCron(Random random, CronDialect dialect) {
    this.random = random;
    this.dialect = dialect;
  }

  static CronOracle next(Random random) {
    List<CronDialect> dialects = List.of(CronDialect.values());
    CronDialect dialect = dialects.get(random.nextInt(dialects.size()));
    return new RandomCron(random, dialect).expression();
  }

  private CronOracle expression() {
    boolean hasSeconds = dialect == CronDialect.QUARTZ || dialect == CronDialect.SPRING;
    Numbers second = hasSeconds && oneIn(8) ? numbers(0, 59) : new Numbers("0", Set.of(0));
    Numbers minute = numbers(0, 59);
    Numbers hour = oneIn(2) ? hourOfChange() : numbers(0, 23);
    Numbers month = oneIn(3) ? months() : new Numbers("*", allMonths());
    Days day = oneIn(2) ? Days.any("*") : daysOfMonth();
    Days weekday = oneIn(2) ? Days.any("*") : weekdays();
    Predicate<LocalDate> both = day.meaning.and(weekday.meaning);
    Predicate<LocalDate> inDays =
        switch (dialect) {
          case UNIX ->
              day.text.startsWith("*") || weekday.text.startsWith("*")
                  ? both
                  : day.meaning.or(weekday.meaning);
          case SPRING -> both;
          case QUARTZ, EVENTBRIDGE -> {
            boolean byDay = oneIn(2);
            day = byDay ? day : Days.any("?");
            weekday = byDay ? Days.any("?") : weekday;
            yield byDay ? day.meaning : weekday.meaning;
          }
        };
    String year = dialect == CronDialect.EVENTBRIDGE ? " *" : "";
    Numbers monthField = month;
    return new CronOracle(
        dialect,
        (hasSeconds ? second.text + " " : "")
            + String.join(" ", minute.text, hour.text, day.text, month.text, weekday.text)
            + year,
        second.isIntervalLike() || minute.isIntervalLike() || hour.isIntervalLike(),
        second.values(),
        minute.values(),
        hour.values(),
        inDays.and(date -> monthField.values().contains(date.getMonthValue())));
  }

  /** Returns one of the hours at which clocks are changed. */
  private Numbers hourOfChange() {
    int hour = random.nextInt(5);
    return new Numbers("" + hour, Set.of(hour));
  }

  private Numbers numbers(int min, int max) {
    List<Numbers> items =
        IntStream.rangeClosed(1, oneIn(3) ? 3 : 1).mapToObj(i -> numberItem(min, max)).toList();
    return joined(items);
  }

  private Numbers numberItem(int min, int max) {
    int first = between(min, max);
    int last = between(min, max);
    int step = between(1, Math.min(max, 25));
    boolean wraps = dialect == CronDialect.QUARTZ;
    int from = wraps ? first : Math.min(first, last);
    int to = wraps ? last : Math.max(first, last);
    return switch (random.nextInt(6)) {
      case 0 -> new Numbers("*", counted(min, max, min, max, 1));
      case 1 -> new Numbers("*/" + step, counted(min, max, min, max, step));
      case 2 -> new Numbers(from + "-" + to, counted(min, max, from, to, 1));
      case 3 -> new Numbers(from + "-" + to + "/" + step, counted(min, max, from, to, step));
      case 4 ->
          dialect == CronDialect.UNIX
              ? new Numbers("" + first, Set.of(first))
              : new Numbers(first + "/" + step, counted(min, max, first, max, step));
      default -> new Numbers("" + first, Set.of(first));
    };
  }

  private Numbers months() {
    Numbers numbers = numbers(1, 12);
    if (!oneIn(2) || !numbers.text.matches("\\d+")) {
      return numbers;
    }
    return new Numbers(anyCase(MONTHS.get(Integer.parseInt(numbers.text) - 1)), numbers.values);
  }

  private Days daysOfMonth() {
    return Days.anyOf(
        IntStream.rangeClosed(1, oneIn(3) ? 3 : 1).mapToObj(i -> dayOfMonth()).toList());
  }

  private Days dayOfMonth() {
    int day = between(1, 31);
    int back = between(1, 30);
    if (dialect == CronDialect.UNIX || oneIn(2)) {
      Numbers numbers = numberItem(1, 31);
      return new Days(numbers.text, date -> numbers.values.contains(date.getDayOfMonth()));
    }
    return switch (random.nextInt(dialect == CronDialect.QUARTZ ? 5 : 4)) {
      case 0 -> new Days("L", date -> date.getDayOfMonth() == date.lengthOfMonth());
      case 1 -> new Days("L-" + back, date -> date.getDayOfMonth() == date.lengthOfMonth() - back);
      case 2 -> new Days(day + "W", date -> isNearest(date, day));
      case 3 -> new Days("LW", date -> isNearest(date, date.lengthOfMonth()));
      default -> new Days("L-" + back + "W", date -> isNearest(date, date.lengthOfMonth() - back));
    };
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

  private Days weekdays() {
    boolean lists = dialect != CronDialect.EVENTBRIDGE;
    return Days.anyOf(
        IntStream.rangeClosed(1, lists && oneIn(3) ? 2 : 1).mapToObj(i -> weekday()).toList());
  }

  private Days weekday() {
    int index = random.nextInt(7);
    DayOfWeek day = DayOfWeek.of(index == 0 ? 7 : index);
    boolean fromOne = dialect == CronDialect.QUARTZ || dialect == CronDialect.EVENTBRIDGE;
    String name = oneIn(2) ? anyCase(WEEKDAYS.get(index)) : "" + (fromOne ? index + 1 : index);
    int week = between(1, 5);
    if (dialect == CronDialect.UNIX || oneIn(2)) {
      int span = random.nextInt(dialect == CronDialect.QUARTZ ? 7 : 7 - index);
      Set<Integer> range =
          IntStream.rangeClosed(index, index + span)
              .mapToObj(i -> i % 7)
              .collect(Collectors.toCollection(TreeSet::new));
      String text = span == 0 ? name : name + "-" + WEEKDAYS.get((index + span) % 7);
      return new Days(text, date -> range.contains(date.getDayOfWeek().getValue() % 7));
    }
    return oneIn(2)
        ? new Days(name + "L", date -> date.with(TemporalAdjusters.lastInMonth(day)).equals(date))
        : new Days(
            name + "#" + week,
            date -> date.with(TemporalAdjusters.dayOfWeekInMonth(week, day)).equals(date));
  }

  private static Numbers joined(List<Numbers> items) {
    Set<Integer> values = new TreeSet<>();
    items.forEach(item -> values.addAll(item.values));
    return new Numbers(items.stream().map(Numbers::text).collect(Collectors.joining(",")), values);
  }

  /** Counts from {@code first} to {@code last} and around the end of the field if need be. */
  private static Set<Integer> counted(int min, int max, int first, int last, int step) {
    List<Integer> round = new ArrayList<>();
    for (int value = first; ; value = value == max ? min : value + 1) {
      round.add(value);
      if (value == last) {
        break;
      }
    }
    return IntStream.range(0, round.size())
        .filter(i -> i % step == 0)
        .mapToObj(round::get)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Integer> allMonths() {
    return counted(1, 12, 1, 12, 1);
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
