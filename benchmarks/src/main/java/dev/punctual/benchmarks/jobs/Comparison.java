package dev.punctual.benchmarks.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Measures scenarios with every library, in several rounds, each time in a process of its own, and
 * prints a table for each. In a round the scenarios follow one another, and the libraries within
 * each, so whatever else the machine does falls on all of them. Each figure is told at once, too,
 * lest it be lost with a later one.
 */
public final class Comparison {
  private Comparison() {}

  /**
   * Runs scenarios, named by the arguments or within them, in as many rounds as system property
   * {@code rounds} says; system property {@code only} names contenders, if not all are wanted, and
   * {@code jobs} gives all of them another number of jobs, to try a scenario out.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = Integer.getInteger("rounds", 3);
    var only = List.of(System.getProperty("only", "").split(",", -1));
    var tables = new LinkedHashMap<Scenario, Table>();
    for (var name : String.join(" ", args).split(" +", -1)) {
      var scenario = Scenarios.named(name);
      tables.put(
          scenario,
          new Table(name + ": " + scenario.title(), contender -> jobs(scenario, contender)));
    }
    for (int round = 1; round <= rounds; round++) {
      for (var each : tables.entrySet()) {
        var scenario = each.getKey();
        for (var contender : scenario.contenders()) {
          if (only.contains("") || only.contains(contender.name())) {
            System.err.printf(
                "%s, round %d of %d: %s%n", scenario.name(), round, rounds, contender.label());
            measure(scenario, contender)
                .ifPresent(figures -> {
                  System.err.println(figures.line());
                  each.getValue().add(contender, figures);
                });
          }
        }
      }
    }
    tables.values().forEach(table -> System.out.println(table.text()));
  }

  private static int jobs(Scenario scenario, Contender contender) {
    return Integer.getInteger("jobs", scenario.jobs(contender));
  }

  private static Optional<Figures> measure(Scenario scenario, Contender contender)
      throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("punctual-comparison");
    try {
      return ChildProcess.run(
          folder,
          scenario.jvm(),
          Measurement.class,
          scenario.name(),
          contender.name(),
          Integer.toString(jobs(scenario, contender)),
          folder.toString());
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
