package dev.punctual.verification;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CatchUp;
import dev.punctual.Execution;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Outcome;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.SkipReason;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.test.ScriptedExecutor;
import dev.punctual.test.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Much at once: long backlogs, many jobs due together, many retries together. */
class LoadTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final long WEEK = ofDays(7).toSeconds();

  @Test
  void a_week_of_an_every_second_job_is_one_counted_range_and_makes_no_other_job_late() {
    var every = Trigger.every(ofSeconds(1));
    var work = Target.handler("work");
    var builder =
        Scheduler.builder()
            .handler(Target.handler("work"), run -> {})
            .job(Job.of("latest", work, every))
            .job(Job.of("none", work, every).withCatchUp(CatchUp.none()))
            .job(Job.of("last-ten", work, every).withCatchUp(CatchUp.all().atMost(10)))
            .job(Job.of("other", work, every));
    try (var time = TestScheduler.start(builder, START)) {
      time.down(Duration.ofSeconds(WEEK));
      time.advance(ofSeconds(10));
      assertThat(missed(time, "latest")).singleElement().returns(WEEK - 1, Execution::times);
      assertThat(missed(time, "last-ten")).singleElement().returns(WEEK - 10, Execution::times);
      assertThat(missed(time, "none"))
          .singleElement()
          .satisfies(line -> assertThat(line.times()).isBetween(WEEK - 1, WEEK));
      assertThat(time.executions("last-ten"))
          .filteredOn(line -> line.kind() == ExecutionKind.CATCH_UP)
          .hasSizeGreaterThanOrEqualTo(10);
      assertThat(time.executions("other"))
          .filteredOn(line -> line.kind() == ExecutionKind.SCHEDULED)
          .filteredOn(line -> line.status() == ExecutionStatus.SUCCEEDED)
          .hasSize(10)
          .allMatch(line -> line.lateness().isZero());
    }
  }

  private static List<Execution> missed(TestScheduler time, String job) {
    return time.executions(job).stream()
        .filter(line -> line.reason() == SkipReason.MISSED)
        .toList();
  }

  /** Repeated, because it depends on when attempts end while the store is being asked. */
  @RepeatedTest(5)
  void twenty_thousand_jobs_of_the_same_minute_all_start_and_in_the_order_of_their_times() {
    int jobs = 20_000;
    var started = new ConcurrentLinkedQueue<Instant>();
    var builder =
        Scheduler.builder()
            .maxConcurrent(8)
            .handler(Target.handler("work"), run -> started.add(run.scheduledTime()));
    try (var time = TestScheduler.start(builder, START)) {
      var all = new ArrayList<Job>();
      for (int i = 0; i < jobs; i++) {
        var at = START.plusSeconds(60).plusMillis(i % 3);
        all.add(Job.of("once-" + i, Target.handler("work"), Trigger.at(at)));
      }
      time.scheduler().scheduleAll(all, IfExists.REJECT);
      time.advance(ofMinutes(2));
      assertThat(started).hasSize(jobs);
      assertThat(time.scheduler().health().lateness().starts()).isEqualTo(jobs);
      assertThat(new ArrayList<>(started).subList(0, 1_000))
          .as("the first thousand are of the first instant")
          .containsOnly(START.plusSeconds(60));
    }
  }

  /**
   * The ten thousand places for claims are nearly all taken by jobs that run every second, for as
   * long as others wait for one.
   */
  @Test
  void few_places_that_are_free_are_used_although_most_are_taken_for_ever() {
    int always = 9_800;
    var started = new ConcurrentLinkedQueue<Instant>();
    var builder =
        Scheduler.builder()
            .handler(Target.handler("tick"), run -> {})
            .handler(Target.handler("work"), run -> started.add(run.scheduledTime()));
    try (var time = TestScheduler.start(builder, START)) {
      var ticks = new ArrayList<Job>();
      for (int i = 0; i < always; i++) {
        var every = Trigger.every(ofSeconds(1), START.plusSeconds(50).plusMillis(i % 1_000));
        ticks.add(Job.of("tick-" + i, Target.handler("tick"), every));
      }
      var all = new ArrayList<Job>();
      for (int i = 0; i < 1_000; i++) {
        all.add(Job.of("once-" + i, Target.handler("work"), Trigger.at(START.plusSeconds(60))));
      }
      time.scheduler().scheduleAll(all, IfExists.REJECT);
      time.scheduler().scheduleAll(ticks, IfExists.REJECT);
      time.advance(ofSeconds(66));
      assertThat(started).hasSize(1_000);
    }
  }

  @Test
  void retries_of_ten_thousand_jobs_that_failed_together_do_not_come_back_together() {
    int jobs = 10_000;
    var perSecond = new HashMap<Long, Integer>();
    var remote =
        ScriptedExecutor.answering(
            attempt -> attempt.number() == 1 ? Outcome.retry("down") : Outcome.succeeded());
    var retry = Retry.fixed(2, ofSeconds(100)).withJitter(100);
    try (var time = TestScheduler.start(Scheduler.builder().executor("remote", remote), START)) {
      var all = new ArrayList<Job>();
      for (int i = 0; i < jobs; i++) {
        var at = Trigger.at(START.plusSeconds(10));
        all.add(Job.of("once-" + i, Target.of("remote", "x"), at).withRetry(retry));
      }
      time.scheduler().scheduleAll(all, IfExists.REJECT);
      time.advance(ofMinutes(3));
      for (var line : time.executions()) {
        assertThat(line.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        perSecond.merge(line.dueTime().getEpochSecond(), 1, Integer::sum);
      }
    }
    assertThat(perSecond.values())
        .as("retries in each second")
        .allMatch(count -> count <= 2 * jobs / 100);
  }
}
