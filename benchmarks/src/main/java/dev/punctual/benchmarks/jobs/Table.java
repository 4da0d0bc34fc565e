package dev.punctual.benchmarks.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of all rounds of a scenario: the median, and from where to where they reach. */
final class Table {
  private final Scenario scenario;
  private final Map<Contender, List<Figures>> rows = new EnumMap<>(Contender.class);

  Table(Scenario scenario) {
    this.scenario = scenario;
  }

  void add(Contender contender, Figures figures) {
    rows.computeIfAbsent(contender, each -> new ArrayList<>()).add(figures);
  }

  /** The table in Markdown. */
  String text() {
    var text = new StringBuilder("\n### " + scenario.title() + "\n\n");
    boolean isFirst = true;
    for (var row : rows.entrySet()) {
      var names = row.getValue().getFirst().values().keySet();
      if (isFirst) {
        text.append("| | jobs | ").append(String.join(" | ", names)).append(" |\n");
        text.append("| --- |").append(" ---: |".repeat(names.size() + 1)).append('\n');
        isFirst = false;
      }
      text.append("| ").append(row.getKey().label());
      text.append(" | ").append(String.format(Locale.ROOT, "%,d", scenario.jobs(row.getKey())));
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

  private static String format(double value) {
    boolean isWhole = value == Math.rint(value) || Math.abs(value) >= 1_000;
    return String.format(
        Locale.ROOT, isWhole ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
  }
}
