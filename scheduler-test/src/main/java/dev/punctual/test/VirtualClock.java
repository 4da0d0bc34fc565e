package dev.punctual.test;

import dev.punctual.internal.loop.Clocks;
import java.time.Duration;
import java.time.Instant;

/** Two clocks that move when they are told to. Moved by one thread, read by any. */
final class VirtualClock implements Clocks {
  private volatile Reading reading;

  private record Reading(Instant wall, Duration elapsed) {}

  VirtualClock(Instant start) {
    reading = new Reading(start, Duration.ZERO);
  }

  @Override
  public Instant instant() {
    return reading.wall();
  }

  @Override
  public Duration elapsed() {
    return reading.elapsed();
  }

  /** Lets time pass until so much has elapsed; what has elapsed already moves nothing. */
  void passUntil(Duration elapsed) {
    var now = reading;
    var more = elapsed.minus(now.elapsed());
    if (more.isPositive()) {
      reading = new Reading(now.wall().plus(more), elapsed);
    }
  }

  void pass(Duration duration) {
    passUntil(elapsed().plus(duration));
  }

  /** Sets the wall clock forward, or back; no time passes. */
  void step(Duration by) {
    var now = reading;
    reading = new Reading(now.wall().plus(by), now.elapsed());
  }
}
