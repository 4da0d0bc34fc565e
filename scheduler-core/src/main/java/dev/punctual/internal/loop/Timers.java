package dev.punctual.internal.loop;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is to be done at which instant, in order; at the same instant, in the order it was set. A
 * cancelled timer is gone at once, with all it refers to. Owned by the timing loop.
 */
final class Timers {
  private final TreeSet<Timer> queue = new TreeSet<>();
  private long sequence;

  /** One thing to be done at an instant. */
  final class Timer implements Comparable<Timer> {
    private final Instant at;
    private final long sequence;
    private final Runnable action;

    private Timer(Instant at, long sequence, Runnable action) {
      this.at = at;
      this.sequence = sequence;
      this.action = action;
    }

    void cancel() {
      queue.remove(this);
    }

    Instant at() {
      return at;
    }

    @Override
    public int compareTo(Timer other) {
      int order = at.compareTo(other.at);
      return order != 0 ? order : Long.compare(sequence, other.sequence);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Timer that && sequence == that.sequence;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(sequence);
    }
  }

  Timer set(Instant at, Runnable action) {
    var timer = new Timer(at, sequence++, action);
    queue.add(timer);
    return timer;
  }

  /** Does what is due, the actions that become due by that included. */
  void run(Instant now) {
    while (isDue(now)) {
      queue.removeFirst().action.run();
    }
  }

  boolean isDue(Instant now) {
    return !queue.isEmpty() && !queue.first().at.isAfter(now);
  }

  /** When the next one is due. */
  Optional<Instant> next() {
    return queue.isEmpty() ? Optional.empty() : Optional.of(queue.first().at);
  }
}
