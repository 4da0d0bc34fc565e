package dev.punctual.verification;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Attempt;
import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.SkipReason;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.JobExecutor;
import dev.punctual.test.TestScheduler;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of a job by what its attempts say: skips, exceptions, lookups, pauses. */
class AttemptResultsTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void a_handler_that_has_nothing_to_do_skips_which_is_no_failure() {
    var ended = new CopyOnWriteArrayList<Execution>();
    var builder =
        Scheduler.builder()
            .on(SchedulerEvent.ExecutionSkipped.class, event -> ended.add(event.execution()))
            .job(
                "orders",
                Trigger.every(ofMinutes(1)),
                run -> {
                  throw run.skip("no new orders");
                });
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofSeconds(90));
      assertThat(time.executions("orders"))
          .singleElement()
          .returns(ExecutionStatus.SKIPPED, Execution::status)
          .returns(SkipReason.DECLINED, Execution::reason)
          .returns("no new orders", Execution::result)
          .returns("", Execution::error)
          .returns(1, Execution::attempts);
    }
    assertThat(ended).hasSize(1);
  }

  @Test
  void exceptions_that_the_policy_excepts_are_not_retried_and_neither_are_their_subtypes() {
    var retry = Retry.fixed(3, ofSeconds(1));
    var target = Target.handler("reads");
    var at = Trigger.at(START.plusSeconds(1));
    var builder =
        Scheduler.builder()
            .handler(
                Target.handler("reads"),
                run -> {
                  throw new EOFException("cut");
                })
            .job(Job.of("retried", target, at).withRetry(retry))
            .job(Job.of("itself", target, at).withRetry(retry.except(EOFException.class)))
            .job(Job.of("above", target, at).withRetry(retry.except(IOException.class)))
            .job(Job.of("other", target, at).withRetry(retry.except(IllegalStateException.class)));
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofMinutes(1));
      assertThat(attempts(time, "retried", "itself", "above", "other")).containsExactly(3, 1, 1, 3);
      assertThat(time.executions("itself").getFirst().error())
          .isEqualTo("java.io.EOFException: cut");
    }
  }

  private static List<Integer> attempts(TestScheduler time, String... jobs) {
    return List.of(jobs).stream().map(job -> time.executions(job).getFirst().attempts()).toList();
  }

  /** A target that did the work, and whose answer was lost. */
  private static final class Remembering implements JobExecutor {
    final List<Integer> executed = new CopyOnWriteArrayList<>();
    final List<String> lookedUp = new CopyOnWriteArrayList<>();
    final CountDownLatch never = new CountDownLatch(1);

    @Override
    public Outcome execute(Attempt<Payload> attempt) throws InterruptedException {
      executed.add(attempt.number());
      never.await();
      return Outcome.succeeded();
    }

    @Override
    public Optional<Outcome> lookup(Attempt<Payload> attempt) {
      lookedUp.add(attempt.key());
      return Optional.of(Outcome.succeeded("done before the crash"));
    }
  }

  @Test
  void after_a_crash_the_executor_is_asked_first_what_became_of_the_interrupted_attempt() {
    var executor = new Remembering();
    var job = Job.of("durable", Target.of("remote", "x"), Trigger.at(START.plusSeconds(1)));
    var builder = Scheduler.builder().executor("remote", executor).job(job);
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofSeconds(2));
      time.crash(ofSeconds(5));
      time.advance(ofSeconds(5));
      assertThat(time.executions("durable"))
          .singleElement()
          .returns(ExecutionStatus.SUCCEEDED, Execution::status)
          .returns("done before the crash", Execution::result)
          .returns(2, Execution::attempts)
          .satisfies(line -> assertThat(executor.lookedUp).containsExactly(line.id().value()));
    }
    assertThat(executor.executed).containsExactly(1);
  }

  @Test
  void a_job_that_keeps_failing_is_paused_with_a_note_and_says_so_once() {
    var pauses = new CopyOnWriteArrayList<SchedulerEvent.JobPaused>();
    var job =
        Job.of("broken", Target.handler("fails"), Trigger.every(ofMinutes(1)))
            .withPauseAfterFailures(3);
    var builder =
        Scheduler.builder()
            .on(SchedulerEvent.JobPaused.class, pauses::add)
            .handler(
                Target.handler("fails"),
                run -> {
                  throw new IOException("no route");
                })
            .job(job);
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofMinutes(10));
      assertThat(time.executions("broken")).hasSize(3);
      assertThat(time.job("broken").status().note()).isEqualTo("paused after 3 failures in a row");
      time.crash(ofMinutes(10));
      time.advance(ofMinutes(10));
      assertThat(time.executions("broken")).hasSize(3);
    }
    assertThat(pauses)
        .extracting(SchedulerEvent.JobPaused::note)
        .containsOnly("paused after 3 failures in a row")
        .hasSize(1);
  }

  @Test
  void health_says_how_late_attempts_have_started() {
    var builder =
        Scheduler.builder().maxConcurrent(1).job("a", Trigger.every(ofSeconds(1)), run -> {});
    try (var time = TestScheduler.start(builder, START)) {
      assertThat(time.scheduler().health().lateness().starts()).isZero();
      time.advance(ofSeconds(50));
      time.stall(ofSeconds(5));
      time.advance(ofSeconds(45));
      var lateness = time.scheduler().health().lateness();
      assertThat(lateness.starts()).isEqualTo(96);
      assertThat(lateness.median()).isZero();
      assertThat(lateness.longest()).isBetween(ofSeconds(0), ofSeconds(5));
    }
  }
}
