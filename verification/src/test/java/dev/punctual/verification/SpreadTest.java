package dev.punctual.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.test.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Jitter as users see it: starts are spread, on time by their own due time, and stay where they
 * are.
 */
class SpreadTest {
  private static final Target<Payload> WORK = Target.handler("work");
  private static final Instant TWO = Instant.parse("2026-03-02T02:00:00Z");
  private static final int JOBS = 300;

  @Test
  void many_jobs_of_the_same_time_start_one_after_the_other_each_exactly_when_it_is_due() {
    try (var time = withJobs("daily 02:00 in UTC jitter 10m")) {
      time.advanceTo(TWO.plus(Duration.ofHours(1)));
      var runs = time.executions();
      assertThat(runs).hasSize(JOBS).allSatisfy(SpreadTest::isOnTime);
      assertThat(runs.stream().map(Execution::dueTime).distinct()).hasSizeGreaterThan(JOBS - 10);
    }
  }

  @Test
  void a_restart_between_scheduled_and_due_time_changes_no_due_time() {
    var announced = new HashMap<JobId, Instant>();
    try (var time = withJobs("daily 02:00 in UTC jitter 10m")) {
      for (int seconds = 0; seconds < 600; seconds += 20) {
        time.advanceTo(TWO.plusSeconds(seconds));
        time.executions().stream()
            .filter(run -> run.status() == ExecutionStatus.CLAIMED)
            .forEach(run -> announced.put(run.job(), run.dueTime()));
        time.crash(Duration.ZERO);
      }
      time.advanceTo(TWO.plus(Duration.ofHours(1)));
      var runs = time.executions();
      assertThat(runs).hasSize(JOBS).allSatisfy(SpreadTest::isOnTime);
      assertThat(announced).hasSizeGreaterThan(10);
      assertThat(runs.stream().collect(Collectors.toMap(Execution::job, Execution::dueTime)))
          .containsAllEntriesOf(announced);
    }
  }

  @Test
  void what_was_missed_is_due_at_once() {
    try (var time = withJobs("daily 02:00 in UTC jitter 10m")) {
      time.down(Duration.ofHours(5));
      assertThat(time.executions())
          .hasSize(JOBS)
          .allSatisfy(run -> assertThat(run.start()).contains(TWO.plus(Duration.ofHours(4))));
    }
  }

  private static TestScheduler withJobs(String trigger) {
    var builder = Scheduler.builder().maxConcurrent(JOBS).handler(WORK, run -> {});
    var time = TestScheduler.start(builder, TWO.minus(Duration.ofHours(1)));
    for (int i = 0; i < JOBS; i++) {
      time.scheduler().schedule(Job.of("job-" + i, WORK, Trigger.parse(trigger)));
    }
    return time;
  }

  private static void isOnTime(Execution run) {
    assertThat(run.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(run.scheduledTime()).isEqualTo(TWO);
    assertThat(run.dueTime()).isBetween(TWO, TWO.plus(Duration.ofMinutes(10)));
    assertThat(run.start()).isEqualTo(Optional.of(run.dueTime()));
    assertThat(run.attempts()).isEqualTo(1);
  }
}
