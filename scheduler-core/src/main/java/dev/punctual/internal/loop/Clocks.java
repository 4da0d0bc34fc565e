package dev.punctual.internal.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The two clocks, which are never mixed. What a job's definition names, its scheduled and due
 * times, is an instant of the wall clock. How long to be patient is a matter of elapsed time. Safe
 * for use by several threads.
 */
public interface Clocks extends InstantSource {
  /**
   * The wall clock. It may be set forward or back at any moment.
   *
   * @return the instant, in whole milliseconds
   */
  @Override
  Instant instant();

  /**
   * The time that has passed since some moment. It never goes back, whatever is done to the wall
   * clock, and may stand still while the machine is suspended.
   *
   * @return the elapsed time
   */
  Duration elapsed();

  /**
   * How long it is until the wall clock shows an instant, unless it is set meanwhile.
   *
   * @param instant the instant
   * @return the duration, more precise than a millisecond where the clock is; negative if the
   *     instant has passed
   */
  default Duration until(Instant instant) {
    return Duration.between(instant(), instant);
  }
}
