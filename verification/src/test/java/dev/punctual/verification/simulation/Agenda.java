package dev.punctual.verification.simulation;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * True time, and what happens at which moment of it; at the same moment, in the order it was set.
 */
final class Agenda {
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::number));
  private Duration now = Duration.ZERO;
  private long count;

  private record Entry(Duration at, long number, Runnable event) {}

  Duration now() {
    return now;
  }

  void at(Duration moment, Runnable event) {
    entries.add(new Entry(moment.compareTo(now) < 0 ? now : moment, count++, event));
  }

  void after(Duration wait, Runnable event) {
    at(now.plus(wait), event);
  }

  /** Lets the next thing happen; returns false if there is none. */
  boolean next() {
    var entry = entries.poll();
    if (entry == null) {
      return false;
    }
    now = entry.at();
    entry.event().run();
    return true;
  }
}
