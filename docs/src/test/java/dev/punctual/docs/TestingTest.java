package dev.punctual.docs;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.Outcome;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.SkipReason;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.test.ScriptedExecutor;
import dev.punctual.test.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of the page about testing. */
class TestingTest {
  private final List<Instant> sent = new ArrayList<>();

  private SchedulerBuilder jobs() {
    var berlin = ZoneId.of("Europe/Berlin");
    return Scheduler.builder()
        .job(
            "report",
            Trigger.daily(LocalTime.of(2, 30), berlin),
            run -> sent.add(run.scheduledTime()));
  }

  @Test
  void the_report_is_sent_every_day() {
    try (var time = TestScheduler.start(jobs(), "2026-03-01T00:00:00Z")) {
      time.advance(ofDays(14));
      assertThat(time.executions("report")).hasSize(14);
    }
  }

  @Test
  void after_two_days_down_one_report_is_sent() {
    try (var time = TestScheduler.start(jobs(), "2026-03-01T12:00:00Z")) {
      time.down(ofDays(2));
      assertThat(sent).hasSize(1);
      assertThat(time.executions("report").getLast().reason()).isEqualTo(SkipReason.MISSED);
    }
  }

  @Test
  void a_failed_backup_is_tried_again() {
    var lambda = ScriptedExecutor.answering(Outcome.retry("no space"), Outcome.succeeded("4 GB"));
    var builder =
        Scheduler.builder()
            .executor("lambda", lambda)
            .job(
                Job.of("backup", Target.of("lambda", "backup"), Trigger.every(ofHours(6)))
                    .withRetry(Retry.fixed(2, ofMinutes(5))));
    try (var time = TestScheduler.start(builder, "2026-03-01T05:00:00Z")) {
      time.advance(ofHours(2));
      assertThat(time.executions("backup").getFirst().result()).isEqualTo("4 GB");
      assertThat(lambda.attempts()).extracting(attempt -> attempt.number()).containsExactly(1, 2);
    }
  }

  @Test
  void a_slow_store_delays_nothing() {
    try (var time = TestScheduler.start(jobs(), "2026-03-01T00:00:00Z")) {
      time.delayStore(Duration.ofMillis(500));
      time.advance(ofDays(3));
      assertThat(time.executions("report"))
          .allMatch(run -> run.status() == ExecutionStatus.SUCCEEDED)
          .allMatch(run -> run.lateness().isZero());
    }
  }
}
