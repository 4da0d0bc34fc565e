package dev.punctual.benchmarks.cron;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ranges of Quartz that run past the end of their field, such as {@code 22-2}. */
final class WrappedRanges {
  private static final Pattern RANGE = Pattern.compile("(\\w+)-(\\w+)(/\\d+)?");
  private static final List<String> NAMES =
      List.of(
          "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC", "SUN",
          "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final int DAY_OF_WEEK = 5;

  private WrappedRanges() {}

  static boolean isIn(String expression) {
    return in(expression).findAny().isPresent();
  }

  static boolean isWithStepIn(String expression) {
    return in(expression).anyMatch(range -> range.group(3) != null);
  }

  /**
   * Replaces each wrapped range but those of weekdays by its first value, and takes it out where it
   * stands in a list. Returns an empty text if nothing is left of a field.
   */
  static String cut(String expression) {
    List<String> fields = List.of(expression.split(" "));
    List<String> cut =
        IntStream.range(0, fields.size())
            .mapToObj(i -> i == DAY_OF_WEEK ? fields.get(i) : cutField(fields.get(i)))
            .toList();
    return cut.contains("") ? "" : String.join(" ", cut);
  }

  private static String cutField(String field) {
    if (field.contains(",")) {
      return Stream.of(field.split(","))
          .filter(item -> !isIn(item))
          .collect(Collectors.joining(","));
    }
    return isIn(field) ? field.substring(0, field.indexOf('-')) : field;
  }

  private static Stream<MatchResult> in(String expression) {
    return RANGE
        .matcher(expression)
        .results()
        .filter(range -> number(range.group(1)) > number(range.group(2)));
  }

  private static int number(String value) {
    int name = NAMES.indexOf(value.toUpperCase(Locale.ROOT));
    return name >= 0 || !value.matches("\\d+") ? name : Integer.parseInt(value);
  }
}
