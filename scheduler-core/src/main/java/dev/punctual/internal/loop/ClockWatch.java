package dev.punctual.internal.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices that nobody watched for a while, by comparing from look to look how far the wall clock
 * and elapsed time have moved. Reads no clock itself. For one thread.
 *
 * <p>Two things are notable, once they exceed a second:
 *
 * <ul>
 *   <li>the wall clock moved further than elapsed time, or less far: it was set, or the machine was
 *       suspended, which lets elapsed time stand still;
 *   <li>the look comes later than the watcher meant to rest: the process was stopped, or starved,
 *       or one event or timer took as long.
 * </ul>
 *
 * <p>Only the time since the last look counts, so a clock that is slewed a little at a time is
 * never notable.
 */
final class ClockWatch {
  private static final Duration NOTABLE = Duration.ofSeconds(1);
  private static final Duration NOTABLY_BACK = Duration.ZERO.minus(NOTABLE);

  private @Nullable Instant wall;
  private Duration elapsed = Duration.ZERO;
  private Duration expected = Duration.ZERO;

  /**
   * Looks at the clocks.
   *
   * @return how far the wall clock is ahead of what was expected, if that is notable; negative if
   *     it was set back; empty at the first look
   */
  Optional<Duration> look(Instant wallNow, Duration elapsedNow) {
    var before = wall;
    var passed = elapsedNow.minus(elapsed);
    var late = elapsedNow.minus(expected);
    wall = wallNow;
    elapsed = elapsedNow;
    expected = elapsedNow;
    if (before == null) {
      return Optional.empty();
    }
    var set = Duration.between(before, wallNow).minus(passed);
    if (set.compareTo(NOTABLE) > 0 || set.compareTo(NOTABLY_BACK) < 0) {
      return Optional.of(set);
    }
    return late.compareTo(NOTABLE) > 0 ? Optional.of(late) : Optional.empty();
  }

  /** The watcher was busy until then for a reason it knows: its next look is not late by that. */
  void excuse(Duration until) {
    expected = until;
  }

  /** The next look is meant to come after so much time since the last one, or before. */
  void restFor(Duration most) {
    expected = elapsed.plus(most);
  }
}
