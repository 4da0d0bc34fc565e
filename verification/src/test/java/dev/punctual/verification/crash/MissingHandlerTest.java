package dev.punctual.verification.crash;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.JobState;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.test.ScriptedExecutor;
import dev.punctual.test.TestScheduler;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deployment forgets a handler or an executor, and a later one brings it back. */
class MissingHandlerTest {
  @TempDir private Path folder;

  private TestScheduler start(SchedulerBuilder builder, Instant at) {
    return TestScheduler.start(
        builder
            .persistence(SqlitePersistence.open(folder.resolve("jobs.db")))
            .job("good", Trigger.every(ofSeconds(10)), run -> {}),
        at);
  }

  private static SchedulerBuilder withTarget(Target<?> target) {
    return target.executor().equals(Target.HANDLERS)
        ? Scheduler.builder().handler(Target.handler(target.address()), run -> {})
        : Scheduler.builder().executor(target.executor(), ScriptedExecutor.succeeding());
  }

  @ParameterizedTest
  @CsvSource({"handler, forgotten", "forgotten, any"})
  void a_job_whose_target_is_not_registered_waits_visibly_and_runs_when_it_is(
      String executor, String address) {
    var target = Target.of(executor, address);
    var due = Scenario.START.plus(ofMinutes(5));
    try (var time = start(withTarget(target), Scenario.START)) {
      time.scheduler().schedule(Job.of("waits", target, Trigger.at(due)));
    }
    try (var time = start(Scheduler.builder(), Scenario.START.plus(ofMinutes(1)))) {
      time.advance(ofMinutes(10));
      assertThat(time.job("waits").status().state()).isEqualTo(JobState.ACTIVE);
      assertThat(time.executions("waits")).isEmpty();
      assertThat(time.scheduler().health().unregistered().toString()).contains("forgotten");
      assertThat(time.scheduler().health().isUp()).isFalse();
      assertThat(time.executions("good"))
          .filteredOn(line -> line.status() == ExecutionStatus.SUCCEEDED)
          .hasSizeGreaterThanOrEqualTo(60)
          .allMatch(line -> line.lateness().isZero());
    }
    try (var time = start(withTarget(target), Scenario.START.plus(ofMinutes(20)))) {
      time.advance(ofSeconds(1));
      assertThat(time.executions("waits"))
          .singleElement()
          .matches(line -> line.status() == ExecutionStatus.SUCCEEDED && line.attempts() == 1);
      assertThat(time.scheduler().health().unregistered()).isEmpty();
    }
  }
}
