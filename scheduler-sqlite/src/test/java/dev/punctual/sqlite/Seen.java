package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Attempt;
import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.Payload;
import dev.punctual.test.TestScheduler;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What handlers saw, to be compared with what the store says. */
final class Seen {
  private final Collection<Attempt<Payload>> attempts = new ConcurrentLinkedQueue<>();

  void add(Attempt<Payload> attempt) {
    attempts.add(attempt);
  }

  List<Attempt<Payload>> attempts() {
    return List.copyOf(attempts);
  }

  List<Instant> scheduledTimes(String job) {
    return attempts.stream()
        .filter(attempt -> attempt.job().value().equals(job))
        .map(Attempt::scheduledTime)
        .toList();
  }

  /**
   * No run without its line, no line without its run, and each as often as its line says; for
   * schedulers that were not killed.
   */
  void agreeWith(TestScheduler time, String what) {
    Map<String, Integer> runs = new HashMap<>();
    attempts.forEach(attempt -> runs.merge(attempt.key(), 1, Integer::sum));
    Map<String, Integer> lines = new HashMap<>();
    for (Execution line : time.executions()) {
      if (line.start().isPresent()) {
        assertThat(line.status()).as(what).isEqualTo(ExecutionStatus.SUCCEEDED);
        lines.put(line.id().value(), line.attempts());
      }
    }
    assertThat(lines).as(what + ": the log").isEqualTo(runs);
  }
}
