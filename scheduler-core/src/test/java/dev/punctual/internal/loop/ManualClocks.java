package dev.punctual.internal.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Two clocks that a test moves, each by itself. Read by any thread, moved by one. */
final class ManualClocks implements Clocks {
  private volatile Instant wall;
  private volatile Duration elapsed = Duration.ZERO;

  ManualClocks(Instant start) {
    wall = start;
  }

  @Override
  public Instant instant() {
    return wall.truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public Duration elapsed() {
    return elapsed;
  }

  @Override
  public Duration until(Instant instant) {
    return Duration.between(wall, instant);
  }

  void pass(Duration duration) {
    wall = wall.plus(duration);
    elapsed = elapsed.plus(duration);
  }

  void step(Duration by) {
    wall = wall.plus(by);
  }
}
