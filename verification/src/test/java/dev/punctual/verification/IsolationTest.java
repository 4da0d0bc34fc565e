package dev.punctual.verification;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionStatus;
import dev.punctual.Health;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.Definition;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.Persistence;
import dev.punctual.test.ScriptedExecutor;
import dev.punctual.test.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Whatever happens to one job, the others run on time. */
class IsolationTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private static SchedulerBuilder withGoodJob() {
    return Scheduler.builder().job("good", Trigger.every(ofSeconds(1)), run -> {});
  }

  private static void theGoodJobRanOnTime(TestScheduler time, int times) {
    var ended = time.executions("good").stream().filter(e -> e.status().isFinal()).toList();
    assertThat(ended)
        .hasSize(times)
        .allSatisfy(e -> {
          assertThat(e.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
          assertThat(e.lateness()).isEqualTo(Duration.ZERO);
        });
  }

  @Test
  void a_handler_that_blocks_for_ever_holds_only_its_own_job() {
    var never = new CountDownLatch(1);
    var builder = withGoodJob().job("stuck", Trigger.every(ofSeconds(1)), run -> never.await());
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofMinutes(1));
      theGoodJobRanOnTime(time, 60);
      assertThat(time.executions("stuck"))
          .filteredOn(e -> e.status() == ExecutionStatus.RUNNING || !e.status().isFinal())
          .hasSize(1);
      assertThat(time.executions("stuck"))
          .filteredOn(e -> e.status() == ExecutionStatus.SKIPPED)
          .hasSize(59);
    }
  }

  @Test
  void a_handler_that_throws_an_error_fails_its_own_attempt() {
    var builder =
        withGoodJob()
            .job(
                "broken",
                Trigger.every(ofSeconds(1)),
                run -> {
                  throw new StackOverflowError("too deep");
                });
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofMinutes(1));
      theGoodJobRanOnTime(time, 60);
      assertThat(time.executions("broken"))
          .filteredOn(e -> e.status().isFinal())
          .hasSize(60)
          .allSatisfy(e -> assertThat(e.error()).contains("StackOverflowError: too deep"));
    }
  }

  @Test
  void an_exception_whose_message_throws_fails_its_own_attempt() {
    var nasty =
        new IllegalStateException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new IllegalStateException("again");
          }
        };
    var builder =
        withGoodJob()
            .job(
                "nasty",
                Trigger.every(ofSeconds(1)),
                run -> {
                  throw nasty;
                });
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofMinutes(1));
      theGoodJobRanOnTime(time, 60);
      assertThat(time.executions("nasty"))
          .filteredOn(e -> e.status() == ExecutionStatus.FAILED)
          .hasSize(60);
    }
  }

  @Test
  void a_declared_job_that_cannot_be_read_does_not_keep_the_scheduler_from_starting() {
    var store = Persistence.inMemory();
    store.commit(List.of(unreadable("progress", "", "nonsense")));
    var broken = Job.of("broken-progress", Target.handler("good"), Trigger.every(ofSeconds(1)));
    var builder = withStore(store).job("good", Trigger.every(ofSeconds(1)), run -> {}).job(broken);
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofMinutes(1));
      theGoodJobRanOnTime(time, 60);
      assertThat(time.scheduler().health().unreadable())
          .containsOnlyKeys(JobId.of("broken-progress"));
    }
  }

  @Test
  void a_listener_that_throws_is_told_the_next_event_all_the_same() throws InterruptedException {
    var told = new CountDownLatch(10);
    var builder =
        withGoodJob()
            .on(
                SchedulerEvent.ExecutionEnded.class,
                event -> {
                  told.countDown();
                  throw new AssertionError("listener");
                });
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofSeconds(10));
      theGoodJobRanOnTime(time, 10);
      assertThat(told.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_hundred_thousand_due_jobs_without_their_executor_wait_visibly_and_disturb_nobody() {
    var store = Persistence.inMemory();
    var target = Target.of("later", "somewhere");
    try (var first =
        TestScheduler.start(
            withStore(store).executor("later", ScriptedExecutor.succeeding()), START)) {
      var jobs = new ArrayList<Job>();
      for (int i = 0; i < 100_000; i++) {
        jobs.add(Job.of("waits-" + i, target, Trigger.at(START.plus(ofMinutes(1)))));
      }
      first.scheduler().scheduleAll(jobs, IfExists.REJECT);
    }
    try (var time =
        TestScheduler.start(
            withStore(store).job("good", Trigger.every(ofSeconds(1)), run -> {}),
            START.plus(ofMinutes(5)))) {
      time.advance(ofMinutes(1));
      theGoodJobRanOnTime(time, 60);
      assertThat(time.scheduler().health().unregistered()).containsExactly("later");
      assertThat(time.job("waits-77").status().state()).isEqualTo(JobState.ACTIVE);
    }
    var executor = ScriptedExecutor.succeeding();
    try (var time =
        TestScheduler.start(
            withStore(store).executor("later", executor), START.plus(ofMinutes(10)))) {
      time.advance(ofMinutes(1));
      assertThat(executor.attempts()).hasSize(100_000);
    }
  }

  @Test
  void a_row_that_cannot_be_read_is_shown_and_disturbs_nobody() {
    var store = Persistence.inMemory();
    store.commit(
        List.of(
            unreadable("definition", "trigger every so often", "incarnation x\ncursor " + START),
            unreadable("progress", "", "nonsense")));
    try (var time =
        TestScheduler.start(
            withStore(store).job("good", Trigger.every(ofSeconds(1)), run -> {}), START)) {
      time.advance(ofMinutes(1));
      theGoodJobRanOnTime(time, 60);
      assertThat(time.job("broken-definition").status().state()).isEqualTo(JobState.UNREADABLE);
      Health health = time.scheduler().health();
      assertThat(health.unreadable())
          .containsOnlyKeys(JobId.of("broken-definition"), JobId.of("broken-progress"));
      assertThat(health.isUp()).isFalse();

      var mended = Job.of("broken-definition", Target.handler("good"), Trigger.every(ofSeconds(1)));
      time.scheduler().schedule(mended, IfExists.REPLACE);
      time.advance(ofSeconds(3));
      assertThat(time.executions("broken-definition")).isNotEmpty();
    }
  }

  private static JobChange unreadable(String id, String definition, String progress) {
    var record =
        new JobRecord(
            JobId.of("broken-" + id),
            1,
            new ChangeId(new NodeId("elsewhere"), 1),
            Optional.of(START),
            JobState.ACTIVE,
            Target.HANDLERS,
            Set.of(),
            progress,
            List.of());
    return new JobChange(
        0, record, Optional.of(new Definition(definition, Payload.none())), List.of());
  }

  private static SchedulerBuilder withStore(Persistence store) {
    return Scheduler.builder().persistence(new Reopened(store));
  }
}
