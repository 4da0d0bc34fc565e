package dev.punctual.benchmarks.jobs;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one measurement found: numbers by name, in order.
 *
 * @param values the numbers
 */
record Figures(Map<String, Double> values) {
  private static final String PREFIX = "figures:";

  static Figures none() {
    return new Figures(new LinkedHashMap<>());
  }

  Figures with(String name, double value) {
    var more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Figures(more);
  }

  /** A line that tells them to another process. */
  String line() {
    return values.entrySet().stream()
        .map(
            figure -> figure.getKey() + '=' + String.format(Locale.ROOT, "%.6f", figure.getValue()))
        .collect(Collectors.joining(";", PREFIX, ""));
  }

  static boolean isLine(String line) {
    return line.startsWith(PREFIX);
  }

  static Figures parse(String line) {
    var figures = none();
    for (var figure : line.substring(PREFIX.length()).split(";", -1)) {
      int equals = figure.indexOf('=');
      figures =
          figures.with(
              figure.substring(0, equals), Double.parseDouble(figure.substring(equals + 1)));
    }
    return figures;
  }
}
