package dev.punctual.verification.simulation;

import java.util.List;

/** Runs plans, and makes failing ones smaller. */
final class Simulation {
  private Simulation() {}

  /**
   * What came of a plan.
   *
   * @param violations what is wrong; empty if nothing is
   * @param trace what happened, line by line
   */
  record Result(List<String> violations, List<String> trace) {}

  static Result run(Plan plan) {
    var world = new World(plan);
    world.run();
    return new Result(Checker.check(world), List.copyOf(world.trace));
  }

  /** The smallest plan that still violates a promise, with its violations and its trace. */
  static String explain(Plan failing) {
    var plan = smallest(failing);
    var result = run(plan);
    return plan
        + "\n\nviolations\n"
        + String.join("\n", result.violations())
        + "\n\ntrace\n"
        + String.join("\n", result.trace());
  }

  private static Plan smallest(Plan failing) {
    var plan = failing;
    boolean shrunk = true;
    while (shrunk) {
      shrunk = false;
      for (var step : plan.steps()) {
        var smaller = plan.without(step);
        if (!run(smaller).violations().isEmpty()) {
          plan = smaller;
          shrunk = true;
          break;
        }
      }
    }
    return plan;
  }
}
