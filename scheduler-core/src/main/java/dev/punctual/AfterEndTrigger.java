package dev.punctual;

import dev.punctual.internal.text.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

record AfterEndTrigger(Duration delay) implements Trigger {
  @Override
  public Optional<Instant> nextAfter(Instant end) {
    try {
      return Optional.of(end.plus(delay));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
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
