package dev.punctual.verification.simulation;

/** What is called in the world of a mutant; public, since it is called from outside of it. */
public final class MutantTrial {
  private MutantTrial() {}

  /**
   * Runs one seed after the other until one shows a violation.
   *
   * @param from the first seed
   * @param to the one after the last
   * @return the seed and the violation, or nothing if there is none
   */
  public static String firstViolation(long from, long to) {
    for (long seed = from; seed < to; seed++) {
      var violations = Simulation.run(Plan.of(seed)).violations();
      if (!violations.isEmpty()) {
        return seed + " " + violations.getFirst();
      }
    }
    return "";
  }
}
