package dev.punctual.benchmarks.cron;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a library says when asked for the next time.
 *
 * @param failure the simple name of what it threw instead
 */
record Answer(Optional<Instant> time, Optional<String> failure) {

  static Answer of(Optional<Instant> time) {
    return new Answer(time, Optional.empty());
  }

  static Answer to(Supplier<Optional<Instant>> question) {
    try {
      return of(question.get());
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  static Answer failed(RuntimeException e) {
    return new Answer(Optional.empty(), Optional.of(e.getClass().getSimpleName()));
  }

  boolean isNever() {
    return time.isEmpty() && failure.isEmpty();
  }

  /** Returns the time, {@code never}, or what was thrown. */
  @Override
  public String toString() {
    return time.map(Instant::toString).orElse(failure.orElse("never"));
  }
}
