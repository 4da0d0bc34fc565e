package dev.punctual.http;

import dev.punctual.Attempt;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.JobId;
import dev.punctual.Payload;
import dev.punctual.Target;
import java.time.Instant;

/** Attempts for tests. */
final class Attempts {
  static final String KEY = "0123456789abcdefghijklmnopqrstuv";

  private Attempts() {}

  static Attempt<Payload> of(HttpCall call) {
    return of(call.target(), call.payload());
  }

  static Attempt<Payload> of(Target<?> target, Payload payload) {
    return Attempt.of(
        JobId.of("nightly/report"),
        new ExecutionId(KEY),
        target,
        ExecutionKind.SCHEDULED,
        Instant.parse("2026-03-01T02:30:00Z"),
        2,
        payload);
  }
}
