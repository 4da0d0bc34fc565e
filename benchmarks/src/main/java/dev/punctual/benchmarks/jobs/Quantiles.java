package dev.punctual.benchmarks.jobs;

import java.util.Arrays;

/** Quantiles of what was measured: always a value that occurred, never one in between. */
final class Quantiles {
  private Quantiles() {}

  /** Of values in ascending order; not a number if there are none. */
  static double of(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)];
  }

  /** Of values in any order. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return of(sorted, 0.5);
  }
}
