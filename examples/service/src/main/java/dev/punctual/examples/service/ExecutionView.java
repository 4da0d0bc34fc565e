package dev.punctual.examples.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.punctual.Execution;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log as the service shows it; fields without a value are left out.
 *
 * @param id its identity, which the function was given as its idempotency key
 * @param status where it stands
 * @param kind why it exists
 * @param scheduledTime the time the trigger named
 * @param through the last one, if the line stands for several
 * @param times how many times the line stands for
 * @param start when the latest attempt started
 * @param end when it ended
 * @param lateness start minus due time
 * @param attempts how many it took
 * @param reason why it did not run
 * @param result what the function returned
 * @param error what went wrong
 * @param log the end of the function's own log
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ExecutionView(
    String id,
    ExecutionStatus status,
    ExecutionKind kind,
    Instant scheduledTime,
    Optional<Instant> through,
    long times,
    Optional<Instant> start,
    Optional<Instant> end,
    Duration lateness,
    int attempts,
    @Nullable SkipReason reason,
    String result,
    String error,
    String log) {
  static ExecutionView of(Execution line) {
    return new ExecutionView(
        line.id().value(),
        line.status(),
        line.kind(),
        line.scheduledTime(),
        Optional.of(line.through()).filter(through -> line.times() > 1),
        line.times(),
        line.start(),
        line.end(),
        line.lateness(),
        line.attempts(),
        line.reason(),
        line.result(),
        line.error(),
        line.log());
  }

  /** Without what the function said. */
  @Override
  public String toString() {
    return "ExecutionView[" + id + ", " + status + "]";
  }
}
