package dev.punctual.benchmarks.cron;

import dev.punctual.CronDialect;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes expressions that both a peer's documentation and ours say are right.
 *
 * <p>They are plain or special, so that a difference has one cause. Plain ones have values, lists,
 * ranges and steps, with times of day at which clocks are changed; they are for zones that change
 * them. Special ones have whatever else the grammar has; they are for UTC.
 */
final class RandomExpression {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private final Random random;
  private final PeerGrammar peer;
  private final CronDialect dialect;
  private final boolean isPlain;

  private RandomExpression(Random random, PeerGrammar peer, boolean isPlain) {
    this.random = random;
    this.peer = peer;
    this.dialect = peer.dialect();
    this.isPlain = isPlain;
  }

  static String plain(Random random, PeerGrammar peer) {
    return new RandomExpression(random, peer, true).plain();
  }

  static String special(Random random, PeerGrammar peer) {
    return new RandomExpression(random, peer, false).special();
  }

  private String plain() {
    String weekday = oneIn(2) ? list(weekdayOfSunday(), weekdayOfSunday() + 6) : names(WEEKDAYS);
    return fields(oneIn(2) ? "*" : list(1, 31), oneIn(2) ? "*" : weekday, "");
  }

  private String special() {
    boolean isUnix = dialect == CronDialect.UNIX;
    String day = isUnix || oneIn(4) ? numbers(1, 31) : specialDay();
    String weekday = isUnix || oneIn(4) ? steppedWeekdays() : specialWeekday();
    boolean hasYear = dialect == CronDialect.QUARTZ && oneIn(6);
    return fields(oneIn(4) ? "*" : day, oneIn(4) ? "*" : weekday, hasYear ? " " + years() : "");
  }

  private String fields(String day, String weekday, String year) {
    boolean oneDay = dialect == CronDialect.QUARTZ;
    boolean byDay = !oneDay || oneIn(2);
    boolean byWeekday = !oneDay || !byDay;
    return String.join(
            " ", times(), byDay ? day : "?", oneIn(3) ? months() : "*", byWeekday ? weekday : "?")
        + year;
  }

  private String times() {
    String second = dialect == CronDialect.UNIX ? "" : (oneIn(8) ? numbers(0, 59) : "0") + " ";
    String minute = oneIn(2) ? "" + 15 * between(0, 3) : numbers(0, 59);
    String hour = oneIn(2) ? "" + between(0, 4) : oneIn(4) ? "23" : numbers(0, 23);
    return second + minute + " " + hour;
  }

  private String numbers(int min, int max) {
    return oneIn(4) ? oneIn(2) ? "*" : "*/" + step(max) : list(min, max);
  }

  private String list(int min, int max) {
    return IntStream.rangeClosed(1, oneIn(3) ? 3 : 1)
        .mapToObj(i -> item(min, max))
        .collect(Collectors.joining(","));
  }

  private String item(int min, int max) {
    int first = between(min, max - 1);
    int last = between(first + 1, max);
    return switch (random.nextInt(5)) {
      case 0 -> wraps() ? last + "-" + first : first + "-" + last;
      case 1 -> first + "-" + last + "/" + step(max);
      case 2 -> dialect == CronDialect.UNIX ? "" + first : first + "/" + step(max);
      default -> "" + between(min, max);
    };
  }

  private int step(int max) {
    return between(1, max <= 7 ? 3 : Math.min(max, 25));
  }

  private String months() {
    return oneIn(2) ? numbers(1, 12) : names(MONTHS);
  }

  private String names(List<String> names) {
    int first = random.nextInt(names.size() - 1);
    int last = between(first + 1, names.size() - 1);
    String range = names.get(first) + "-" + names.get(last);
    return switch (random.nextInt(6)) {
      case 0, 1 -> anyCase(range);
      case 2 -> wraps() ? names.get(last) + "-" + names.get(first) : range;
      case 3 -> names.get(first) + "," + names.get(last);
      default -> anyCase(names.get(first));
    };
  }

  private String specialDay() {
    boolean takesLists = peer == PeerGrammar.SPRING || peer == PeerGrammar.CRON_UTILS_QUARTZ;
    String day =
        switch (random.nextInt(4)) {
          case 0 -> "L";
          case 1 -> "L-" + between(1, 30);
          case 2 -> between(1, 31) + "W";
          default -> "LW";
        };
    return takesLists && oneIn(8) ? day + "," + between(1, 31) : day;
  }

  private String steppedWeekdays() {
    return oneIn(3)
        ? "*/" + between(1, 3)
        : names(WEEKDAYS).replaceFirst("-...$", "$0/" + between(1, 3));
  }

  private String specialWeekday() {
    int index = random.nextInt(7);
    String day = oneIn(2) ? anyCase(WEEKDAYS.get(index)) : "" + (index + weekdayOfSunday());
    if (dialect == CronDialect.QUARTZ && oneIn(8)) {
      return "L";
    }
    return oneIn(2) ? day + "L" : day + "#" + between(1, 5);
  }

  private int weekdayOfSunday() {
    return dialect == CronDialect.QUARTZ ? 1 : 0;
  }

  private String years() {
    int first = between(1970, 2110);
    return switch (random.nextInt(3)) {
      case 0 -> "" + first;
      case 1 -> first + "-" + between(first, 2110);
      default -> "*/" + between(1, 9);
    };
  }

  /** Returns whether to let a range run past the end of its field, as in Quartz. */
  private boolean wraps() {
    return switch (peer) {
      case QUARTZ -> oneIn(2);
      case CRON_UTILS_QUARTZ -> !isPlain && oneIn(8);
      default -> false;
    };
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
