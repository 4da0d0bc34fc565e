package dev.punctual.benchmarks.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Measures scenarios with every library, in several rounds, each time in a process of its own, and
 * prints a table for each. In a round the libraries follow one another, so whatever else the
 * machine does falls on all of them.
 */
public final class Comparison {
  /** The same for everyone. */
  private static final List<String> JVM =
      List.of(
          "-Xms1g",
          "-Xmx1g",
          "--enable-native-access=ALL-UNNAMED",
          "-Dslf4j.internal.verbosity=ERROR",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

  private Comparison() {}

  /**
   * Runs scenarios, named by the arguments or within them, in as many rounds as system property
   * {@code rounds} says; system property {@code only} names contenders, if not all are wanted.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = Integer.getInteger("rounds", 3);
    var only = List.of(System.getProperty("only", "").split(",", -1));
    for (var name : String.join(" ", args).split(" +", -1)) {
      var scenario = Scenarios.named(name);
      var table = new Table(scenario);
      for (int round = 1; round <= rounds; round++) {
        for (var contender : scenario.contenders()) {
          if (only.contains("") || only.contains(contender.name())) {
            System.err.printf("%s, round %d of %d: %s%n", name, round, rounds, contender.label());
            measure(scenario, contender).ifPresent(figures -> table.add(contender, figures));
          }
        }
      }
      System.out.println(table.text());
    }
  }

  private static Optional<Figures> measure(Scenario scenario, Contender contender)
      throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("punctual-comparison");
    try {
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(JVM);
      command.addAll(scenario.jvm());
      command.addAll(
          List.of(
              "-Djava.io.tmpdir=" + folder,
              "-cp",
              System.getProperty("java.class.path"),
              Measurement.class.getName(),
              scenario.name(),
              contender.name(),
              Integer.toString(scenario.jobs(contender)),
              folder.toString()));
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      Optional<Figures> figures;
      try (var lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        figures = lines.lines().filter(Figures::isLine).map(Figures::parse).findFirst();
      }
      process.waitFor();
      return figures;
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
