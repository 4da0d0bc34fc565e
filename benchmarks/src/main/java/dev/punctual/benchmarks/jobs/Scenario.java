package dev.punctual.benchmarks.jobs;

import java.nio.file.Path;
import java.util.List;

/** Something that is measured of a library. */
interface Scenario {
  /** What it is called on the command line. */
  String name();

  /** What is measured, in a line for readers. */
  String title();

  /** Who is measured, in the order of the table. */
  List<Contender> contenders();

  /**
   * Measures, in a process of its own.
   *
   * @param contender who
   * @param jobs how many jobs
   * @param folder an empty folder
   * @return the figures, in the order of the columns
   */
  Figures measure(Contender contender, int jobs, Path folder) throws Exception;

  /** How many jobs a library is given: those that could never keep up get fewer. */
  int jobs(Contender contender);
}
