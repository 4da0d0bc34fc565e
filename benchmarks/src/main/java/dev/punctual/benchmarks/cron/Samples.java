package dev.punctual.benchmarks.cron;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one measurement took, in nanoseconds, over all rounds and iterations. Not thread-safe. */
final class Samples {
  private final List<Double> nanos = new ArrayList<>();

  void add(double value) {
    nanos.add(value);
    Collections.sort(nanos);
  }

  double median() {
    return quantile(0.5);
  }

  /** Returns how far around the median the middle half of the samples reaches, as a part of it. */
  double spread() {
    double median = median();
    return Math.max(quantile(0.75) - median, median - quantile(0.25)) / median;
  }

  /** Returns the value that a part of the samples lies below, between two samples in proportion. */
  private double quantile(double part) {
    double index = part * (nanos.size() - 1);
    int below = (int) index;
    int above = Math.min(below + 1, nanos.size() - 1);
    return nanos.get(below) + (index - below) * (nanos.get(above) - nanos.get(below));
  }
}
