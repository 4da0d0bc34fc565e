package dev.punctual.internal.loop;

import java.util.Optional;
import java.util.TreeSet;

/**
 * What is to be done at which time, in order; at the same time, in the order it was set. A
 * cancelled timer is gone at once, with all it refers to. Owned by the timing loop.
 *
 * <p>A loop has two of them, one for each of its {@link Clocks}, told apart by their type. {@code
 * Timers<Instant>} go by the wall clock and hold what a job names: due times and wake times. {@code
 * Timers<Duration>} go by elapsed time and hold every patience: when to ask a store again, when to
 * keep house. No time of one clock is ever converted into the other's. So when the wall clock is
 * set, no patience ends or lasts longer, and no timer has to be adjusted.
 *
 * @param <T> the time that is waited for
 */
final class Timers<T extends Comparable<T>> {
  private final TreeSet<Timer> queue = new TreeSet<>();
  private long sequence;

  /** One thing to be done at a time. */
  final class Timer implements Comparable<Timer> {
    private final T at;
    private final long sequence;
    private final Runnable action;

    private Timer(T at, long sequence, Runnable action) {
      this.at = at;
      this.sequence = sequence;
      this.action = action;
    }

    void cancel() {
      queue.remove(this);
    }

    T at() {
      return at;
    }

    @Override
    public int compareTo(Timer other) {
      int order = at.compareTo(other.at);
      return order != 0 ? order : Long.compare(sequence, other.sequence);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Timers<?>.Timer that && sequence == that.sequence;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(sequence);
    }
  }

  Timer set(T at, Runnable action) {
    var timer = new Timer(at, sequence++, action);
    queue.add(timer);
    return timer;
  }

  /**
   * Does the first thing that is due, which may set and cancel others.
   *
   * @param now the time now; it may be another one before the next
   * @return whether there was one
   */
  boolean runFirst(T now) {
    if (queue.isEmpty() || queue.first().at.compareTo(now) > 0) {
      return false;
    }
    queue.removeFirst().action.run();
    return true;
  }

  /** When the next one is due. */
  Optional<T> next() {
    return queue.isEmpty() ? Optional.empty() : Optional.of(queue.first().at);
  }
}
