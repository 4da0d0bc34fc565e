package dev.punctual.verification.crash;

import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The checker's own arithmetic of scheduled times, apart from that of the library. */
sealed interface Times {
  /** The first time after an instant. */
  Optional<Instant> next(Instant after);

  Trigger trigger();

  /** One time. */
  record At(Instant instant) implements Times {
    @Override
    public Optional<Instant> next(Instant after) {
      return Optional.of(instant).filter(time -> time.isAfter(after));
    }

    @Override
    public Trigger trigger() {
      return Trigger.at(instant);
    }
  }

  /** Multiples of a period since the epoch. */
  record Every(Duration period) implements Times {
    @Override
    public Optional<Instant> next(Instant after) {
      long millis = period.toMillis();
      return Optional.of(
          Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), millis) + 1) * millis));
    }

    @Override
    public Trigger trigger() {
      return Trigger.every(period);
    }
  }
}
