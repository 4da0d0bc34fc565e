package dev.punctual.verification;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Delivery;
import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.Handler;
import dev.punctual.Health;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.Overlap;
import dev.punctual.Payload;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.SchedulerEvent;
import dev.punctual.SkipReason;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.test.TestScheduler;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Attempts that take too long, and such as do not stop when they are told to. */
class TimeoutTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Target<?> WORK = Target.handler("work");

  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<Instant> starts = new CopyOnWriteArrayList<>();

  private SchedulerBuilder builder(Handler<Payload> handler, Job... jobs) {
    var builder =
        Scheduler.builder()
            .handler(
                Target.handler("work"),
                run -> {
                  starts.add(run.scheduledTime());
                  handler.run(run);
                });
    for (var job : jobs) {
      builder.job(job);
    }
    return builder;
  }

  /** Waits until it is released, whoever interrupts it. */
  private void ignoreInterrupts() {
    boolean done = false;
    while (!done) {
      try {
        release.await();
        done = true;
      } catch (InterruptedException ignored) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void an_attempt_that_takes_too_long_is_interrupted_and_ends_as_unknown() {
    var job = Job.of("slow", WORK, Trigger.every(ofHours(1))).withTimeout(ofMinutes(5));
    try (var time = TestScheduler.start(builder(run -> never.await(), job), START)) {
      time.advance(ofHours(1).plus(ofMinutes(6)));
      assertThat(time.executions("slow"))
          .singleElement()
          .returns(ExecutionStatus.UNKNOWN, Execution::status)
          .returns("timed out after 5m; java.lang.InterruptedException", Execution::error)
          .satisfies(line -> assertThat(line.end()).contains(START.plus(ofMinutes(65))));
      assertThat(time.scheduler().health().stuck()).isEmpty();
      assertThat(time.scheduler().health().executing()).isZero();
    }
  }

  @Test
  void a_handler_may_take_an_hour_where_nothing_else_is_said() {
    var job = Job.of("slow", WORK, Trigger.at(START.plusSeconds(1)));
    try (var time = TestScheduler.start(builder(run -> never.await(), job), START)) {
      time.advance(ofMinutes(60));
      assertThat(time.scheduler().health().executing()).isOne();
      time.advance(ofSeconds(2));
      assertThat(time.scheduler().health().executing()).isZero();
    }
  }

  @Test
  void a_timeout_is_retried_with_the_same_key_where_an_execution_may_run_again() {
    var retry = Retry.fixed(3, ofSeconds(10));
    var again = Job.of("again", WORK, Trigger.at(START.plusSeconds(1))).withRetry(retry);
    var once = Job.of("once", WORK, Trigger.at(START.plusSeconds(2))).withRetry(retry);
    var jobs =
        new Job[] {
          again.withTimeout(ofMillis(500)),
          once.withTimeout(ofMillis(500)).withDelivery(Delivery.AT_MOST_ONCE)
        };
    try (var time = TestScheduler.start(builder(run -> never.await(), jobs), START)) {
      time.advance(ofMinutes(1));
      assertThat(time.executions("again"))
          .singleElement()
          .returns(3, Execution::attempts)
          .returns(ExecutionStatus.UNKNOWN, Execution::status);
      assertThat(time.executions("once"))
          .singleElement()
          .returns(1, Execution::attempts)
          .returns(ExecutionStatus.UNKNOWN, Execution::status);
    }
  }

  @Test
  void one_that_ignores_its_interrupt_is_stuck_and_keeps_its_slot_until_its_thread_ends() {
    var events = new CopyOnWriteArrayList<SchedulerEvent.AttemptStuck>();
    var job = Job.of("stuck", WORK, Trigger.every(ofMinutes(1))).withTimeout(ofSeconds(10));
    var builder =
        builder(run -> ignoreInterrupts(), job)
            .maxConcurrent(2)
            .on(SchedulerEvent.AttemptStuck.class, events::add)
            .job("other", Trigger.every(ofMinutes(1)), run -> {});
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofSeconds(72));
      var open = time.executions("stuck").getFirst();
      assertThat(open.status()).isEqualTo(ExecutionStatus.RUNNING);
      assertThat(open.error()).isEqualTo("timed out after 10s, was interrupted, and goes on");
      assertThat(time.scheduler().health().stuck())
          .containsExactly(new Health.Stuck(JobId.of("stuck"), open.id(), START.plusSeconds(71)));
      assertThat(time.scheduler().health().isUp()).isFalse();

      time.advance(ofMinutes(2));
      assertThat(starts).containsExactly(START.plusSeconds(60));
      assertThat(time.executions("stuck"))
          .filteredOn(line -> line.reason() == SkipReason.OVERLAP)
          .hasSize(2);
      assertThat(time.executions("other")).hasSize(3);

      release.countDown();
      time.advance(ofSeconds(1));
      assertThat(time.scheduler().health().stuck()).isEmpty();
      assertThat(time.scheduler().health().isUp()).isTrue();
      time.advance(ofMinutes(1));
      assertThat(starts).hasSize(2);
    }
    assertThat(events)
        .extracting(SchedulerEvent.AttemptStuck::job)
        .containsExactly(JobId.of("stuck"));
  }

  @Test
  void a_handler_that_returns_although_it_was_interrupted_has_succeeded() {
    var job = Job.of("kept", WORK, Trigger.at(START.plusSeconds(1))).withTimeout(ofSeconds(10));
    Handler<Payload> handler =
        run -> {
          try {
            never.await();
          } catch (InterruptedException expected) {
            starts.add(START);
          }
        };
    try (var time = TestScheduler.start(builder(handler, job), START)) {
      time.advance(ofSeconds(20));
      assertThat(starts).hasSize(2);
      assertThat(time.executions("kept"))
          .singleElement()
          .returns(ExecutionStatus.SUCCEEDED, Execution::status);
    }
  }

  @Test
  void under_cancel_running_the_next_scheduled_time_interrupts_what_runs() {
    var job =
        Job.of("latest", WORK, Trigger.every(ofMinutes(1))).withOverlap(Overlap.cancelRunning());
    try (var time = TestScheduler.start(builder(run -> never.await(), job), START)) {
      time.advance(ofSeconds(200));
      assertThat(starts)
          .containsExactly(START.plusSeconds(60), START.plusSeconds(120), START.plusSeconds(180));
      var log = time.executions("latest");
      assertThat(log).hasSize(3);
      assertThat(log.getFirst().status().isFinal()).isFalse();
      assertThat(log.subList(1, 3))
          .allMatch(line -> line.reason() == SkipReason.OVERLAP)
          .allMatch(line -> line.status() == ExecutionStatus.FAILED)
          .allMatch(line -> line.end().equals(Optional.of(line.scheduledTime().plusSeconds(60))));
    }
  }
}
