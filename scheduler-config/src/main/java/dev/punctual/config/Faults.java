package dev.punctual.config;

import dev.punctual.InvalidDefinitionException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers what is wrong with a file, up to a thousand of it. For one thread. */
final class Faults {
  private static final int MOST = 1_000;

  private final String file;
  private final List<ScheduleFault> found = new ArrayList<>();
  private int count;

  Faults(String file) {
    this.file = file;
  }

  List<ScheduleFault> found() {
    return List.copyOf(found);
  }

  /** How many there are, also beyond those that are kept. */
  int count() {
    return count;
  }

  ScheduleFault of(Place place, String field, String message) {
    return new ScheduleFault(file, place.line(), place.column(), field, message);
  }

  void add(Place place, String field, String message) {
    count++;
    if (found.size() < MOST) {
      found.add(of(place, field, message));
    }
  }

  /** The result of reading a part; empty if it failed, and then the fault is noted. */
  <T> Optional<T> attempt(Place place, String field, Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (InvalidDefinitionException | IllegalArgumentException | DateTimeException e) {
      add(place, field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
