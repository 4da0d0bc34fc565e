package dev.punctual.verification;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.CatchUp;
import dev.punctual.ExecutionStatus;
import dev.punctual.IfExists;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.Outcome;
import dev.punctual.Overlap;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.test.ScriptedExecutor;
import dev.punctual.test.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Limits of one executor: its permits and its circuit breaker; the others do not notice. */
class ExecutorLimitsTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final List<Long> asked = new CopyOnWriteArrayList<>();
  private volatile Outcome answer = Outcome.retry("refused");

  /** Remembers at which second after the start it was asked. */
  private ScriptedExecutor target(TestScheduler[] time) {
    return ScriptedExecutor.answering(attempt -> {
      asked.add(Duration.between(START, time[0].now()).toSeconds());
      return answer;
    });
  }

  private static Job job(String id) {
    return Job.of(id, Target.of("remote", "x"), Trigger.every(ofSeconds(1)))
        .withCatchUp(CatchUp.latest().withGrace(ofSeconds(2)));
  }

  @Test
  void after_so_many_failures_in_a_row_nothing_starts_for_a_pause_and_then_one_tries() {
    var time = new TestScheduler[1];
    var changes = new CopyOnWriteArrayList<SchedulerEvent.ExecutorChanged>();
    var builder =
        Scheduler.builder()
            .executor("remote", target(time))
            .circuitBreaker("remote", 3, ofSeconds(30))
            .on(SchedulerEvent.ExecutorChanged.class, changes::add)
            .job(job("remote"))
            .job("local", Trigger.every(ofSeconds(1)), run -> {});
    try (var scheduler = TestScheduler.start(builder, START)) {
      time[0] = scheduler;
      scheduler.advance(ofSeconds(40));
      assertThat(asked).containsExactly(1L, 2L, 3L, 33L);
      assertThat(scheduler.scheduler().health().openCircuits()).containsExactly("remote");
      assertThat(scheduler.scheduler().health().isUp()).isFalse();

      answer = Outcome.succeeded();
      scheduler.advance(ofSeconds(25));
      assertThat(asked).startsWith(1L, 2L, 3L, 33L, 63L, 64L);
      assertThat(scheduler.scheduler().health().openCircuits()).isEmpty();
      assertThat(scheduler.executions("local"))
          .filteredOn(line -> line.status() == ExecutionStatus.SUCCEEDED)
          .hasSize(65);
      assertThat(scheduler.executions("remote").stream().mapToLong(line -> line.times()).sum())
          .as("every scheduled time is in the log")
          .isBetween(65L, 66L);
    }
    assertThat(changes)
        .containsExactly(
            new SchedulerEvent.ExecutorChanged("remote", false),
            new SchedulerEvent.ExecutorChanged("remote", true));
  }

  @Test
  void a_target_that_says_no_is_up() {
    answer = Outcome.failed("status 404");
    var time = new TestScheduler[1];
    var builder =
        Scheduler.builder()
            .executor("remote", target(time))
            .circuitBreaker("remote", 3, ofSeconds(30))
            .job(job("remote"));
    try (var scheduler = TestScheduler.start(builder, START)) {
      time[0] = scheduler;
      scheduler.advance(ofSeconds(20));
      assertThat(asked).hasSize(20);
    }
  }

  @Test
  void an_executor_has_permits_of_its_own_and_its_line_holds_up_nobody() {
    var running = new AtomicInteger();
    var peak = new AtomicInteger();
    var gate = new CountDownLatch(1);
    var remote =
        ScriptedExecutor.answering(attempt -> {
          peak.accumulateAndGet(running.incrementAndGet(), Math::max);
          try {
            gate.await();
          } catch (InterruptedException e) {
            return Outcome.unknown("interrupted");
          } finally {
            running.decrementAndGet();
          }
          return Outcome.succeeded();
        });
    var builder =
        Scheduler.builder()
            .executor("remote", remote)
            .maxConcurrent("remote", 3)
            .job("local", Trigger.every(ofSeconds(1)), run -> {});
    try (var time = TestScheduler.start(builder, START)) {
      var jobs = new ArrayList<Job>();
      for (int i = 0; i < 15_000; i++) {
        jobs.add(
            Job.of(
                "remote-" + i,
                Target.of("remote", "x"),
                Trigger.at(START.plusSeconds(60 + i % 7))));
      }
      time.scheduler().scheduleAll(jobs, IfExists.REJECT);
      time.advance(ofMinutes(2));
      assertThat(running).hasValue(3);
      assertThat(time.scheduler().health().claimed())
          .as("claimed and in line; the rest stays in the store")
          .isLessThan(7_000);
      assertThat(time.executions("local"))
          .filteredOn(line -> line.status() == ExecutionStatus.SUCCEEDED)
          .hasSize(120)
          .allMatch(line -> line.lateness().isZero());

      gate.countDown();
      time.advance(ofMinutes(1));
      assertThat(peak).hasValue(3);
      assertThat(remote.attempts()).hasSize(15_000);
    }
  }

  @Test
  void limits_of_an_unknown_executor_and_impossible_ones_are_rejected_together() {
    var builder =
        Scheduler.builder()
            .maxConcurrent("remote", 0)
            .circuitBreaker("lambda", 0, ofSeconds(0))
            .circuitBreaker("lambda", 3, ofSeconds(1));
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("maxConcurrent of remote is 0, not between 1 and 1000000")
        .hasMessageContaining("circuitBreaker of lambda: 0 failures are not between 1 and 1000000")
        .hasMessageContaining("circuitBreaker pause of lambda is PT0S")
        .hasMessageContaining("circuitBreaker of lambda is set twice")
        .hasMessageContaining("limits are set for 'remote', which is no executor");
  }

  @Test
  void of_two_lines_the_earliest_due_execution_starts_first() {
    var gate = new CountDownLatch(1);
    var order = new CopyOnWriteArrayList<String>();
    var builder =
        Scheduler.builder()
            .maxConcurrent(1)
            .handler(Target.handler("blocks"), run -> gate.await())
            .handler(Target.handler("notes"), run -> order.add(run.job().value()))
            .executor(
                "remote",
                ScriptedExecutor.answering(attempt -> {
                  order.add(attempt.job().value());
                  return Outcome.succeeded();
                }))
            .job(Job.of("first", Target.handler("blocks"), Trigger.at(START.plusSeconds(1))))
            .job(
                Job.of("2-remote", Target.of("remote", "x"), Trigger.at(START.plusSeconds(2)))
                    .withOverlap(Overlap.skip()))
            .job(Job.of("3-local", Target.handler("notes"), Trigger.at(START.plusSeconds(3))))
            .job(Job.of("4-remote", Target.of("remote", "x"), Trigger.at(START.plusSeconds(4))));
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofSeconds(5));
      gate.countDown();
      time.advance(ofSeconds(5));
      assertThat(order).containsExactly("2-remote", "3-local", "4-remote");
    }
  }
}
