package dev.punctual;

import dev.punctual.internal.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

record AfterEndTrigger(Duration delay) implements Trigger {
  @Override
  public Optional<Instant> nextAfter(Instant end) {
    if (end.isAfter(Checks.LATEST.minus(delay))) {
      return Optional.empty();
    }
    var next = end.plus(delay).truncatedTo(ChronoUnit.MILLIS);
    return Optional.of(next.isBefore(Instant.EPOCH) ? Instant.EPOCH : next);
  }

  @Override
  public boolean isAfterEnd() {
    return true;
  }

  @Override
  public String toString() {
    return "after end " + DurationText.format(delay);
  }
}
