package dev.punctual.benchmarks.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The figures of all rounds of a scenario: the median, and from where to where they reach. */
final class Table {
  private final String title;
  private final ToIntFunction<Contender> jobs;
  private final Map<Contender, List<Figures>> rows = new EnumMap<>(Contender.class);

  /**
   * An empty table.
   *
   * @param title what is measured
   * @param jobs how many jobs each library is given
   */
  Table(String title, ToIntFunction<Contender> jobs) {
    this.title = title;
    this.jobs = jobs;
  }

  void add(Contender contender, Figures figures) {
    rows.computeIfAbsent(contender, each -> new ArrayList<>()).add(figures);
  }

  /** The table in Markdown. */
  String text() {
    var text = new StringBuilder("\n### " + title + "\n\n");
    var names =
        rows.values().stream()
            .flatMap(List::stream)
            .flatMap(figures -> figures.values().keySet().stream())
            .distinct()
            .toList();
    text.append("| | jobs | ").append(String.join(" | ", names)).append(" |\n");
    text.append("| --- |").append(" ---: |".repeat(names.size() + 1)).append('\n');
    for (var row : rows.entrySet()) {
      text.append("| ").append(row.getKey().label());
      text.append(" | ").append(String.format(Locale.ROOT, "%,d", jobs.applyAsInt(row.getKey())));
      for (var name : names) {
        text.append(" | ").append(cell(row.getValue(), name));
      }
      text.append(" |\n");
    }
    return text.toString();
  }

  private static String cell(List<Figures> rounds, String name) {
    double[] values =
        rounds.stream()
            .mapToDouble(figures -> figures.values().getOrDefault(name, Double.NaN))
            .sorted()
            .toArray();
    int middle = values.length / 2;
    double median =
        values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    boolean isSame = Arrays.stream(values).distinct().count() == 1;
    return isSame
        ? format(median)
        : format(median) + " (" + format(values[0]) + "–" + format(values[values.length - 1]) + ")";
  }

  /** A library that has no such figure has a dash. */
  private static String format(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    boolean isWhole = value == Math.rint(value) || Math.abs(value) >= 1_000;
    return String.format(
        Locale.ROOT, isWhole ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
  }
}
