package dev.punctual;

import java.time.Instant;
import java.util.Optional;

record AtTrigger(Instant instant) implements Trigger {
  @Override
  public Optional<Instant> nextAfter(Instant after) {
    return instant.isAfter(after) ? Optional.of(instant) : Optional.empty();
  }

  @Override
  public boolean isOnce() {
    return true;
  }

  @Override
  public String toString() {
    return "at " + instant;
  }
}
