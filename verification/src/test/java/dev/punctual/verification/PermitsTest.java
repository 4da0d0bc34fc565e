package dev.punctual.verification;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionStatus;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Overlap;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.test.TestScheduler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The bound on running attempts holds, and starves nobody. */
class PermitsTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Target<?> WORK = Target.handler("work");

  @Test
  void no_more_attempts_run_at_once_than_there_are_permits_and_all_run_in_the_end() {
    var running = new AtomicInteger();
    var peak = new AtomicInteger();
    var gate = new CountDownLatch(1);
    var builder =
        Scheduler.builder()
            .maxConcurrent(3)
            .handler(
                Target.handler("work"),
                run -> {
                  peak.accumulateAndGet(running.incrementAndGet(), Math::max);
                  gate.await();
                  running.decrementAndGet();
                });
    try (var time = TestScheduler.start(builder, START)) {
      var jobs = new ArrayList<Job>();
      for (int i = 0; i < 50; i++) {
        jobs.add(Job.of("once-" + i, WORK, Trigger.at(START.plusSeconds(5))));
      }
      time.scheduler().scheduleAll(jobs, IfExists.REJECT);
      time.advance(ofSeconds(6));
      assertThat(running).hasValue(3);
      gate.countDown();
      time.advance(ofMinutes(1));
      assertThat(peak).hasValue(3);
      assertThat(time.executions())
          .hasSize(50)
          .allMatch(line -> line.status() == ExecutionStatus.SUCCEEDED);
    }
  }

  @Test
  void jobs_that_are_always_claimed_keep_no_other_job_from_running() {
    var builder =
        Scheduler.builder()
            .maxConcurrent(2)
            .job("a", Trigger.every(ofSeconds(1)), run -> {})
            .job("b", Trigger.every(ofSeconds(1)), run -> {})
            .job("once", Trigger.at(START.plus(ofMinutes(1))), run -> {});
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofMinutes(2));
      assertThat(time.executions("once")).hasSize(1);
    }
  }

  @Test
  void a_permit_that_one_of_two_runs_of_a_job_gives_back_is_used_by_another_job() {
    var never = new CountDownLatch(1);
    var first = new AtomicInteger();
    var builder =
        Scheduler.builder()
            .maxConcurrent(2)
            .handler(
                Target.handler("work"),
                run -> {
                  if (first.getAndIncrement() == 0) {
                    never.await();
                  }
                })
            .job(Job.of("two", WORK, Trigger.every(ofHours(10))).withOverlap(Overlap.allow(2)))
            .job("once", Trigger.at(START.plus(ofHours(21))), run -> {});
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofHours(22));
      assertThat(time.executions("once")).hasSize(1);
    }
  }
}
