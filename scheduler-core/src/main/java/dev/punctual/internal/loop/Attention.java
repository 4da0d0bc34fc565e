package dev.punctual.internal.loop;

import dev.punctual.NodeId;
import dev.punctual.internal.machine.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time as the loop knows it: what its clocks showed when it last looked. Between two looks it
 * stands still, so one event or one timer is decided at one time. If the process is stopped
 * meanwhile, the loop goes on at the old time until the next look, which tells; nothing is decided
 * at a time after a jump by a watch from before it. The first look has nothing to compare with. For
 * one thread.
 */
final class Attention {
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  private final NodeId node;
  private final Clocks clocks;
  private final ClockWatch clockWatch = new ClockWatch();
  private Instant now = Instant.EPOCH;
  private Duration elapsed = Duration.ZERO;
  private Watch watch;

  Attention(NodeId node, Clocks clocks) {
    this.node = node;
    this.clocks = clocks;
    read();
    this.watch = new Watch(node, now);
  }

  Instant now() {
    return now;
  }

  Duration elapsed() {
    return elapsed;
  }

  Watch watch() {
    return watch;
  }

  /** It begins to decide: what came before was watched by nobody. */
  void begin() {
    watch = new Watch(node, now);
  }

  /**
   * Looks at the clocks.
   *
   * @return how far the wall clock is ahead of what was expected, if it has jumped; negative if it
   *     was set back
   */
  Optional<Duration> look() {
    read();
    return clockWatch.look(now, elapsed);
  }

  /**
   * The jump that was seen last has been told. What passed by it, and while it was told, however
   * long that took, has passed unwatched; it is no jump of its own.
   */
  void resume(Duration ahead) {
    var before = now.minus(ahead.isNegative() ? Duration.ZERO : ahead);
    read();
    clockWatch.excuse(elapsed);
    watch = new Watch(node, now, before);
  }

  /** The next look is meant to come after so much time since the last one, or before. */
  void restFor(Duration most) {
    clockWatch.restFor(most);
  }

  /** Reads both clocks at one moment: again, if the process was stopped between the two. */
  private void read() {
    do {
      elapsed = clocks.elapsed();
      now = clocks.instant();
    } while (clocks.elapsed().minus(elapsed).compareTo(AT_ONCE) > 0);
  }
}
