package dev.punctual.internal.loop;

import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What is to be done at which instant, in order; at the same instant, in the order it was set. A
 * timer that is no longer wanted is cancelled in place and dropped when its time comes. Owned by
 * the timing loop.
 */
final class Timers {
  private final PriorityQueue<Timer> queue = new PriorityQueue<>();
  private long sequence;

  /** One thing to be done at an instant. */
  static final class Timer implements Comparable<Timer> {
    private final Instant at;
    private final long sequence;
    private final Runnable action;
    private boolean cancelled;

    private Timer(Instant at, long sequence, Runnable action) {
      this.at = at;
      this.sequence = sequence;
      this.action = action;
    }

    void cancel() {
      cancelled = true;
    }

    Instant at() {
      return at;
    }

    @Override
    public int compareTo(Timer other) {
      int order = at.compareTo(other.at);
      return order != 0 ? order : Long.compare(sequence, other.sequence);
    }
  }

  Timer set(Instant at, Runnable action) {
    var timer = new Timer(at, sequence++, action);
    queue.add(timer);
    return timer;
  }

  /** Does what is due, the actions that become due by that included. */
  void run(Instant now) {
    for (var timer = queue.peek(); timer != null && !timer.at.isAfter(now); timer = queue.peek()) {
      queue.remove();
      if (!timer.cancelled) {
        timer.action.run();
      }
    }
  }

  /** When the next one is due. */
  Optional<Instant> next() {
    for (var head = queue.peek(); head != null && head.cancelled; head = queue.peek()) {
      queue.remove();
    }
    return Optional.ofNullable(queue.peek()).map(Timer::at);
  }
}
