package dev.punctual.config;

import dev.punctual.InvalidDefinitionException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers what is wrong with a file, one part after the other. For one thread. */
final class Faults {
  private final String file;
  private final List<ScheduleFault> found = new ArrayList<>();

  Faults(String file) {
    this.file = file;
  }

  List<ScheduleFault> found() {
    return List.copyOf(found);
  }

  int count() {
    return found.size();
  }

  ScheduleFault of(Place place, String field, String message) {
    return new ScheduleFault(file, place.line(), place.column(), field, message);
  }

  void add(Place place, String field, String message) {
    found.add(of(place, field, message));
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
