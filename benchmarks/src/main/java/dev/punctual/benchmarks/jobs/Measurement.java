package dev.punctual.benchmarks.jobs;

import java.nio.file.Path;

/** The process of one measurement. */
final class Measurement {
  private Measurement() {}

  /** Measures scenario, contender, number of jobs and folder, and prints the figures. */
  public static void main(String[] args) throws Exception {
    var scenario = Scenarios.named(args[0]);
    var figures =
        scenario.measure(Contender.valueOf(args[1]), Integer.parseInt(args[2]), Path.of(args[3]));
    System.out.println(figures.line());
    System.exit(0);
  }
}
