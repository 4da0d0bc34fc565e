package dev.punctual.internal.cron;

import dev.punctual.CronDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes random fields of numbers: seconds, minutes, hours, months and years. */
final class RandomNumbers {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final Pattern NUMBER_BUT_NO_STEP = Pattern.compile("(?<![/\\d])\\d+");
  private static final int LATEST_USUAL_YEAR = 2060;
  private static final int LONGEST_STEP = 25;

  /** A field, and the numbers it means. */
  record Numbers(String text, Set<Integer> values) {
    static Numbers of(int value) {
      return new Numbers("" + value, Set.of(value));
    }

    static Numbers every(int min, int max) {
      return new Numbers("*", counted(min, max, min, max, 1));
    }

    boolean isIntervalLike() {
      return text.matches(".*[*/-].*");
    }
  }

  private final Random random;
  private final CronDialect dialect;

  RandomNumbers(Random random, CronDialect dialect) {
    this.random = random;
    this.dialect = dialect;
  }

  /** Returns a list of one to three items. */
  Numbers list(int min, int max) {
    List<Numbers> items =
        IntStream.rangeClosed(1, random.nextInt(3) == 0 ? 3 : 1)
            .mapToObj(i -> item(min, max))
            .toList();
    Set<Integer> values = new TreeSet<>();
    items.forEach(item -> values.addAll(item.values));
    return new Numbers(items.stream().map(Numbers::text).collect(Collectors.joining(",")), values);
  }

  /** Returns a value, a range, a wildcard, or one of them with a step. */
  Numbers item(int min, int max) {
    return item(min, max, max);
  }

  /** Returns one of the hours at which clocks are changed. */
  Numbers hourOfChange() {
    return Numbers.of(random.nextInt(5));
  }

  Numbers months() {
    Numbers months = list(1, 12);
    if (random.nextBoolean()) {
      return months;
    }
    String named =
        NUMBER_BUT_NO_STEP
            .matcher(months.text)
            .replaceAll(number -> anyCase(MONTHS.get(Integer.parseInt(number.group()) - 1)));
    return new Numbers(named, months.values);
  }

  Numbers years() {
    CronField year = CronField.YEAR;
    return item(year.min(), year.max(), LATEST_USUAL_YEAR);
  }

  private Numbers item(int min, int max, int latest) {
    int first = between(min, latest);
    int last = between(min, latest);
    int step = between(1, Math.min(max, LONGEST_STEP));
    boolean wraps = latest == max && isQuartzLike();
    int from = wraps ? first : Math.min(first, last);
    int to = wraps ? last : Math.max(first, last);
    return switch (random.nextInt(7)) {
      case 0 -> Numbers.every(min, max);
      case 1 -> new Numbers("*/" + step, counted(min, max, min, max, step));
      case 2 -> new Numbers(from + "-" + to, counted(min, max, from, to, 1));
      case 3 -> new Numbers(from + "-" + to + "/" + step, counted(min, max, from, to, step));
      case 4 ->
          dialect == CronDialect.UNIX
              ? Numbers.of(first)
              : new Numbers(first + "/" + step, counted(min, max, first, max, step));
      case 5 ->
          dialect == CronDialect.QUARTZ
              ? new Numbers("/" + step, counted(min, max, min, max, step))
              : new Numbers(first > 99 ? "" + first : "0" + first, Set.of(first));
      default -> Numbers.of(first);
    };
  }

  private boolean isQuartzLike() {
    return dialect == CronDialect.QUARTZ || dialect == CronDialect.EVENTBRIDGE;
  }

  /** Counts from {@code first} to {@code last} and around the end of the field if need be. */
  static Set<Integer> counted(int min, int max, int first, int last, int step) {
    List<Integer> round = new ArrayList<>();
    for (int value = first; ; value = value == max ? min : value + 1) {
      round.add(value);
      if (value == last) {
        break;
      }
    }
    return everyNth(round, step);
  }

  static Set<Integer> everyNth(List<Integer> round, int step) {
    return IntStream.range(0, round.size())
        .filter(i -> i % step == 0)
        .mapToObj(round::get)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String anyCase(String name) {
    return random.nextBoolean() ? name : name.toLowerCase(Locale.ROOT);
  }

  private int between(int min, int max) {
    return min + random.nextInt(max - min + 1);
  }
}
