package dev.punctual.internal.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The machine's clocks. Instants are whole milliseconds, as they are stored, but waiting is as
 * precise as the machine's clock is.
 */
final class SystemClocks implements Clocks {
  private static final InstantSource WALL = InstantSource.system();

  private final long origin = System.nanoTime();

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(WALL.millis());
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - origin);
  }

  @Override
  public Duration until(Instant instant) {
    return Duration.between(WALL.instant(), instant);
  }
}
