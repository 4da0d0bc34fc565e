package dev.punctual.verification;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.Execution;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.JobState;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.SkipReason;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.test.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a killed process leaves behind, and what the next one makes of it. */
class CrashTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final List<String> starts = new CopyOnWriteArrayList<>();
  private final Target<?> hanging = Target.handler("hanging");
  private final CountDownLatch never = new CountDownLatch(1);

  private SchedulerBuilder withHanging() {
    return Scheduler.builder()
        .handler(
            Target.handler("hanging"),
            run -> {
              starts.add(run.key() + " attempt " + run.number());
              never.await();
            });
  }

  @Test
  void an_interrupted_execution_runs_again_with_the_same_key_as_the_next_attempt() {
    var builder = withHanging().job(Job.of("work", hanging, Trigger.at(START.plusSeconds(10))));
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofSeconds(11));
      time.crash(ofSeconds(5));
      time.advance(ofSeconds(1));

      var key = time.executions("work").getFirst().id().value();
      assertThat(starts).containsExactly(key + " attempt 1", key + " attempt 2");
      assertThat(time.job("work").status().executionCount()).isEqualTo(1);
    }
  }

  @Test
  void an_orphan_is_found_although_its_job_is_being_scheduled_again_at_that_moment() {
    var once = Job.of("work", hanging, Trigger.at(START.plusSeconds(10)));
    try (var time = TestScheduler.start(withHanging(), START)) {
      time.scheduler().schedule(once);
      time.advance(ofSeconds(11));
      time.delayStore(Duration.ofMillis(500));
      time.crash(ofSeconds(5));
      time.scheduler().schedule(once, IfExists.KEEP);
      time.advance(ofSeconds(5));
      assertThat(starts).hasSize(2);
    }
  }

  @Test
  void an_at_most_once_execution_never_starts_twice_and_ends_as_unknown() {
    var builder =
        withHanging()
            .job(
                Job.of("work", hanging, Trigger.at(START.plusSeconds(10)))
                    .withDelivery(Delivery.AT_MOST_ONCE));
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofSeconds(11));
      assertThat(starts).hasSize(1);
      for (int i = 0; i < 3; i++) {
        time.crash(ofSeconds(5));
        time.advance(ofMinutes(10));
      }
      assertThat(starts).hasSize(1);
      assertThat(time.executions("work"))
          .singleElement()
          .satisfies(e -> assertThat(e.status()).isEqualTo(ExecutionStatus.UNKNOWN));
      assertThat(time.job("work").status().state()).isEqualTo(JobState.FINISHED);
    }
  }

  @Test
  void an_at_most_once_execution_is_not_claimed_before_its_time() {
    var builder =
        withHanging()
            .job(
                Job.of("work", hanging, Trigger.at(START.plusSeconds(10)))
                    .withDelivery(Delivery.AT_MOST_ONCE));
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(Duration.ofMillis(9_999));
      assertThat(time.job("work").status().open()).isEmpty();
      time.crash(ofSeconds(20));
      time.advance(ofSeconds(1));
      assertThat(starts).as("it had not started before the crash, so it may now").hasSize(1);
    }
  }

  @Test
  void max_executions_holds_over_crashes_and_catch_up() {
    var ran = new CopyOnWriteArrayList<Instant>();
    var target = Target.handler("count");
    var builder =
        Scheduler.builder()
            .handler(target, run -> ran.add(run.scheduledTime()))
            .job(
                Job.of("work", target, Trigger.every(ofMinutes(1)))
                    .withCatchUp(CatchUp.all())
                    .withMaxExecutions(7));
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofSeconds(150));
      time.crash(ofMinutes(3));
      time.advance(ofSeconds(59));
      time.crash(ofMinutes(30));
      time.advance(ofMinutes(30));

      assertThat(ran).hasSize(7).doesNotHaveDuplicates().isSorted();
      assertThat(time.job("work").status().state()).isEqualTo(JobState.FINISHED);
    }
  }

  @Test
  void what_was_missed_while_down_is_caught_up_or_recorded_by_the_policy() {
    var target = Target.handler("any");
    var hourly = Trigger.every(Duration.ofHours(1));
    var builder =
        Scheduler.builder()
            .handler(target, run -> {})
            .job(Job.of("none", target, hourly).withCatchUp(CatchUp.none()))
            .job(Job.of("latest", target, hourly).withCatchUp(CatchUp.latest()))
            .job(Job.of("all", target, hourly).withCatchUp(CatchUp.all()))
            .job(Job.of("three", target, hourly).withCatchUp(CatchUp.all().atMost(3)));
    try (var time = TestScheduler.start(builder, START.plusSeconds(60))) {
      time.crash(Duration.ofHours(10));

      assertThat(story(time, "none")).containsExactly("10 × SKIPPED MISSED");
      assertThat(story(time, "latest")).containsExactly("CATCH_UP SUCCEEDED", "9 × SKIPPED MISSED");
      assertThat(story(time, "all")).hasSize(10).containsOnly("CATCH_UP SUCCEEDED");
      assertThat(story(time, "three"))
          .containsExactly(
              "CATCH_UP SUCCEEDED",
              "CATCH_UP SUCCEEDED",
              "CATCH_UP SUCCEEDED",
              "7 × SKIPPED MISSED");
    }
  }

  private static List<String> story(TestScheduler time, String job) {
    return time.executions(job).stream().map(CrashTest::words).toList();
  }

  private static String words(Execution execution) {
    if (execution.status() != ExecutionStatus.SKIPPED) {
      return execution.kind() + " " + execution.status();
    }
    assertThat(execution.kind()).isEqualTo(ExecutionKind.SCHEDULED);
    assertThat(execution.reason()).isEqualTo(SkipReason.MISSED);
    return execution.times() + " × SKIPPED MISSED";
  }
}
