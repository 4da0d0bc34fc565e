package dev.punctual.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerClosedException;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.TimingThread;
import dev.punctual.Trigger;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.Persistence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same loop on real threads and the real clock; waits for what happens, not for time. */
class RealTimeTest {
  private static final Duration COMMIT = ofMillis(500);

  /** Every commit takes half a second: the fault that is tested, not a wait of the test. */
  private static final class SlowCommits extends Reopened {
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

  private static void spinUntil(CountDownLatch done) {
    while (done.getCount() > 0) {
      Thread.onSpinWait();
    }
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
  void a_handler_may_close_its_own_scheduler() throws InterruptedException {
    var closed = new CountDownLatch(1);
    var self = new CompletableFuture<Scheduler>();
    var scheduler =
        Scheduler.builder()
            .drain(ofMillis(200))
            .job(
                "closer",
                Trigger.at(Instant.EPOCH),
                run -> {
                  self.get().close();
                  closed.countDown();
                })
            .start();
    self.complete(scheduler);
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
