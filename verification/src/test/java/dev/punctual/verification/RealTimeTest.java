package dev.punctual.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.AwaitTimeoutException;
import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.Handler;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerClosedException;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.TimingThread;
import dev.punctual.Trigger;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.Persistence;
import dev.punctual.spi.StoredJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same loop on real threads and the real clock; waits for what happens, not for time. */
class RealTimeTest {
  private static final Duration COMMIT = ofMillis(500);

  /** Every commit takes half a second: the fault that is tested, not a wait of the test. */
  private static class SlowCommits extends Reopened {
    SlowCommits() {
      super(Persistence.inMemory());
    }

    @Override
    public Set<JobId> commit(List<JobChange> changes) {
      long end = System.nanoTime() + COMMIT.toNanos();
      for (long left = COMMIT.toNanos(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return super.commit(changes);
    }
  }

  @ParameterizedTest
  @EnumSource(TimingThread.class)
  void a_store_that_takes_500_ms_for_each_commit_delays_no_start(TimingThread timing)
      throws InterruptedException {
    int jobs = 20;
    var ended = new CountDownLatch(jobs);
    var lines = new CopyOnWriteArrayList<Execution>();
    var target = Target.handler("work");
    try (var scheduler =
        Scheduler.builder()
            .persistence(new SlowCommits())
            .timingThread(timing)
            .handler(target, run -> {})
            .on(
                SchedulerEvent.ExecutionEnded.class,
                event -> {
                  lines.add(event.execution());
                  ended.countDown();
                })
            .start()) {
      var first = Instant.now().plusSeconds(3);
      for (int i = 0; i < jobs; i++) {
        var due = first.plusMillis(i * 53L);
        Thread.startVirtualThread(
            () -> scheduler.schedule(Job.of("job-" + due.toEpochMilli(), target, Trigger.at(due))));
      }
      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(lines).hasSize(jobs).allMatch(line -> line.status() == ExecutionStatus.SUCCEEDED);
    var median = lines.stream().map(Execution::lateness).sorted().toList().get(jobs / 2);
    assertThat(median).as("median lateness, far below a commit").isLessThan(COMMIT.dividedBy(2));
    assertThat(lines).as("never early").noneMatch(line -> line.lateness().isNegative());
  }

  @ParameterizedTest
  @EnumSource(TimingThread.class)
  void handlers_that_keep_every_carrier_busy_do_not_stop_the_others(TimingThread timing)
      throws InterruptedException {
    var done = new CountDownLatch(1);
    var ticks = new CountDownLatch(10);
    var builder =
        Scheduler.builder()
            .timingThread(timing)
            .job("tick", Trigger.every(ofMillis(100)), run -> ticks.countDown());
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      builder.job("spin-" + i, Trigger.every(ofMillis(100)), run -> spinUntil(done));
    }
    try (var scheduler = builder.start()) {
      if (timing == TimingThread.PLATFORM) {
        assertThat(ticks.await(60, TimeUnit.SECONDS)).isTrue();
      }
      done.countDown();
      assertThat(ticks.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(scheduler.health().isUp()).isTrue();
    }
  }

  @Test
  void handlers_that_compute_and_a_thousand_that_wait_do_not_stop_the_others()
      throws InterruptedException {
    var done = new CountDownLatch(1);
    var waiting = new CountDownLatch(1_000);
    var ticks = new CountDownLatch(10);
    var at = Instant.now().plusSeconds(1);
    var builder =
        Scheduler.builder()
            .job(
                "tick",
                Trigger.every(ofMillis(100)),
                run -> {
                  if (waiting.getCount() == 0) {
                    ticks.countDown();
                  }
                });
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      builder.job("spin-" + i, Trigger.at(at), run -> spinUntil(done));
    }
    for (int i = 0; i < waiting.getCount(); i++) {
      builder.job(
          "wait-" + i,
          Trigger.at(at),
          run -> {
            waiting.countDown();
            done.await();
          });
    }
    try (var scheduler = builder.start()) {
      assertThat(ticks.await(60, TimeUnit.SECONDS)).isTrue();
      done.countDown();
      assertThat(scheduler.health().isUp()).isTrue();
    }
  }

  private static void spinUntil(CountDownLatch done) {
    while (done.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_store_serves_one_scheduler_at_a_time() {
    var store = new Reopened(Persistence.inMemory());
    try (var first = Scheduler.builder().persistence(store).start()) {
      assertThat(first.health().isUp()).isTrue();
      assertThatThrownBy(() -> Scheduler.builder().persistence(store).start())
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContaining("another scheduler");
      assertThat(first.health().isUp()).isTrue();
    }
    Scheduler.builder().persistence(store).start().close();
  }

  @Test
  void close_drains_running_attempts_and_refuses_further_calls() throws InterruptedException {
    var running = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var store = new Reopened(Persistence.inMemory());
    var scheduler =
        Scheduler.builder()
            .persistence(store)
            .drain(ofSeconds(20))
            .job(
                "work",
                Trigger.at(Instant.EPOCH),
                run -> {
                  running.countDown();
                  mayEnd.await();
                })
            .start();
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    var closing = Thread.ofPlatform().start(scheduler::close);
    mayEnd.countDown();
    closing.join();
    scheduler.close();

    assertThat(store.executions(ExecutionQuery.ofJob("work")).items())
        .singleElement()
        .satisfies(line -> assertThat(line.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
    assertThatThrownBy(() ->
            scheduler.schedule(Job.of("late", Target.handler("work"), Trigger.every(ofSeconds(1)))))
        .isInstanceOf(SchedulerClosedException.class);
  }

  @Test
  void close_interrupts_what_does_not_end_and_the_next_start_runs_it_again()
      throws InterruptedException {
    var attempts = new CopyOnWriteArrayList<Integer>();
    var running = new CountDownLatch(1);
    var again = new CountDownLatch(1);
    var store = new Reopened(Persistence.inMemory());
    var first =
        Scheduler.builder()
            .persistence(store)
            .drain(ofMillis(100))
            .job(
                "work",
                Trigger.at(Instant.EPOCH),
                run -> {
                  attempts.add(run.number());
                  running.countDown();
                  new CountDownLatch(1).await();
                })
            .start();
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    first.close();

    try (var second =
        Scheduler.builder()
            .persistence(store)
            .job(
                "work",
                Trigger.at(Instant.EPOCH),
                run -> {
                  attempts.add(run.number());
                  again.countDown();
                })
            .start()) {
      assertThat(again.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(second.job("work").status().executionCount()).isEqualTo(1);
    }
    assertThat(attempts).containsExactly(1, 2);
  }

  @Test
  void a_handler_that_closes_its_own_scheduler_ends_in_order_and_does_not_run_again()
      throws InterruptedException {
    var runs = new AtomicInteger();
    var self = new AtomicReference<Scheduler>();
    var store = new Reopened(Persistence.inMemory());
    var closed = new CountDownLatch(1);
    Handler<Payload> closer =
        run -> {
          runs.incrementAndGet();
          self.get().close();
        };
    var recording =
        new Reopened(store) {
          @Override
          public void close() {
            closed.countDown();
          }
        };
    self.set(
        Scheduler.builder()
            .persistence(recording)
            .job("closer", Trigger.at(Instant.now().plusSeconds(1)), closer)
            .start());
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(store.executions(ExecutionQuery.ofJob("closer")).items())
        .singleElement()
        .satisfies(line -> assertThat(line.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
    assertThat(runs).hasValue(1);
  }

  @Test
  void close_gives_back_a_claim_whose_commit_was_still_under_way() throws InterruptedException {
    var committing = new CountDownLatch(1);
    var store =
        new SlowCommits() {
          @Override
          public Set<JobId> commit(List<JobChange> changes) {
            committing.countDown();
            return super.commit(changes);
          }
        };
    var target = Target.handler("work");
    var scheduler = Scheduler.builder().persistence(store).handler(target, run -> {}).start();
    var due = Instant.now().plusMillis(1_500);
    var calling =
        Thread.startVirtualThread(() -> scheduler.schedule(Job.of("job", target, Trigger.at(due))));
    assertThat(committing.await(20, TimeUnit.SECONDS)).isTrue();
    scheduler.close();
    calling.join();
    assertThat(((StoredJob) store.load(JobId.of("job")).orElseThrow()).record().open()).isEmpty();
  }

  @Test
  void a_closer_that_is_interrupted_still_waits_for_what_runs() throws InterruptedException {
    var running = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var store = new Reopened(Persistence.inMemory());
    var scheduler =
        Scheduler.builder()
            .persistence(store)
            .job(
                "work",
                Trigger.at(Instant.EPOCH),
                run -> {
                  running.countDown();
                  mayEnd.await();
                })
            .start();
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    var closing =
        Thread.ofPlatform()
            .start(() -> {
              Thread.currentThread().interrupt();
              scheduler.close();
            });
    mayEnd.countDown();
    closing.join();
    assertThat(store.executions(ExecutionQuery.ofJob("work")).items())
        .singleElement()
        .satisfies(line -> assertThat(line.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
  }

  @Test
  void each_of_two_waiters_for_one_execution_is_answered() throws Exception {
    var mayEnd = new CountDownLatch(1);
    try (var scheduler =
        Scheduler.builder().job("work", Trigger.at(Instant.EPOCH), run -> mayEnd.await()).start()) {
      var id = scheduler.job("work").status().open().getFirst().id();
      var first = CompletableFuture.supplyAsync(() -> scheduler.await(id, ofMillis(50)));
      var second = CompletableFuture.supplyAsync(() -> scheduler.await(id, ofSeconds(20)));
      assertThatThrownBy(first::join).hasRootCauseInstanceOf(AwaitTimeoutException.class);
      mayEnd.countDown();
      assertThat(second.join().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }
  }
}
