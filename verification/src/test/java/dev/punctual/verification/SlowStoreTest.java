package dev.punctual.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.test.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A store that takes half a second for every answer, in virtual time. */
class SlowStoreTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void a_commit_of_500_ms_delays_no_start_of_a_recurring_job() {
    var builder =
        Scheduler.builder()
            .job("slow", Trigger.every(ofSeconds(10)), run -> {})
            .job("quick", Trigger.every(ofSeconds(2)), run -> {});
    try (var time = TestScheduler.start(builder, START)) {
      time.delayStore(ofMillis(500));
      time.advance(ofMinutes(10).plusMillis(1_500));

      assertThat(ended(time, "slow")).hasSize(60).allSatisfy(this::startedOnTime);
      assertThat(ended(time, "quick")).hasSize(300).allSatisfy(this::startedOnTime);
    }
  }

  @Test
  void a_commit_of_500_ms_delays_no_start_of_a_job_that_runs_once() {
    var target = Target.handler("once");
    var builder = Scheduler.builder().handler(target, run -> {});
    try (var time = TestScheduler.start(builder, START)) {
      time.delayStore(ofMillis(500));
      for (int i = 0; i < 50; i++) {
        var due = START.plusSeconds(30).plusMillis(37L * i);
        time.scheduler().schedule(Job.of("once-" + i, target, Trigger.at(due)));
      }
      time.advance(ofMinutes(2));

      assertThat(time.executions()).hasSize(50).allSatisfy(this::startedOnTime);
    }
  }

  private static List<Execution> ended(TestScheduler time, String job) {
    return time.executions(job).stream().filter(e -> e.status().isFinal()).toList();
  }

  private void startedOnTime(Execution execution) {
    assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(execution.lateness()).isEqualTo(Duration.ZERO);
  }
}
