package dev.punctual.internal.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.Attempt;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.JobId;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Retry;
import dev.punctual.Target;
import dev.punctual.spi.JobExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptThreadsTest {
  private static final Instant DUE = Instant.parse("2026-03-01T12:00:00Z");
  private static final int CARRIERS =
      Integer.getInteger(
          "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());

  private final ManualClocks clocks = new ManualClocks(DUE);
  private final LinkedBlockingQueue<LoopEvent> ends = new LinkedBlockingQueue<>();
  private final AttemptThreads threads = new AttemptThreads(clocks, ends::add);

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void the_patience_with_an_attempt_that_does_not_begin_goes_by_elapsed_time()
      throws InterruptedException {
    var release = new CountDownLatch(1);
    holdAllCarriers(release);
    try {
      var run = prepare();
      run.start();
      clocks.step(Duration.ofHours(1));
      assertThat(threads.rescue()).as("set forward").contains(AttemptThreads.PATIENCE);
      clocks.step(Duration.ofHours(-2));
      clocks.pass(AttemptThreads.PATIENCE.minusMillis(1));
      assertThat(threads.rescue()).as("set back").contains(Duration.ofMillis(1));
      clocks.pass(Duration.ofMillis(1));
      assertThat(threads.rescue()).as("handed to a platform thread").isEmpty();
      assertThat(end().outcome()).contains(Outcome.succeeded("on a platform thread"));
    } finally {
      release.countDown();
    }
  }

  @Test
  void while_no_virtual_thread_begins_the_next_attempts_are_handed_to_platform_threads_at_once()
      throws InterruptedException {
    var release = new CountDownLatch(1);
    holdAllCarriers(release);
    var first = prepare();
    var second = prepare();
    try {
      first.start();
      clocks.pass(AttemptThreads.PATIENCE);
      assertThat(threads.rescue()).isEmpty();
      assertThat(end().outcome()).contains(Outcome.succeeded("on a platform thread"));
      second.start();
      assertThat(end().outcome()).contains(Outcome.succeeded("on a platform thread"));
      clocks.pass(AttemptThreads.PATIENCE);
      assertThat(threads.rescue()).isEmpty();
      assertThat(second.thread().getState()).isEqualTo(Thread.State.NEW);
    } finally {
      release.countDown();
    }
    first.thread().join();
    assertThat(ends).as("begun again by its virtual thread").isEmpty();

    var releaseAgain = new CountDownLatch(1);
    holdAllCarriers(releaseAgain);
    try {
      prepare().start();
      assertThat(threads.rescue())
          .as("patience, as virtual threads have begun")
          .contains(AttemptThreads.PATIENCE);
    } finally {
      releaseAgain.countDown();
    }
    assertThat(end().outcome()).contains(Outcome.succeeded("on a virtual thread"));
  }

  @Test
  void an_attempt_that_no_platform_thread_begins_either_gets_its_virtual_thread()
      throws InterruptedException {
    var one = new AttemptThreads(clocks, ends::add, new RescueThreads(1));
    var release = new CountDownLatch(1);
    var occupied = new CountDownLatch(1);
    var free = new CountDownLatch(1);
    holdAllCarriers(release);
    try {
      var first =
          prepare(
              one,
              asked -> {
                occupied.countDown();
                free.await();
                return Outcome.succeeded("at last");
              });
      first.start();
      clocks.pass(AttemptThreads.PATIENCE);
      assertThat(one.rescue()).isEmpty();
      occupied.await();
      var second = prepare(one, AttemptThreadsTest::whereItRuns);
      second.start();
      assertThat(one.rescue()).contains(AttemptThreads.PATIENCE);
      release.countDown();
      first.thread().join();
      clocks.pass(AttemptThreads.PATIENCE);
      assertThat(one.rescue()).isEmpty();
      assertThat(end().outcome()).contains(Outcome.succeeded("on a virtual thread"));
    } finally {
      release.countDown();
      free.countDown();
      one.close();
    }
    assertThat(end().outcome()).contains(Outcome.succeeded("at last"));
  }

  @Test
  void an_attempt_that_begins_late_while_others_begin_changes_nothing_for_the_next()
      throws InterruptedException {
    var early = prepare();
    prepare().start();
    assertThat(end().outcome()).contains(Outcome.succeeded("on a virtual thread"));
    var release = new CountDownLatch(1);
    holdAllCarriers(release);
    try {
      early.start();
      clocks.pass(AttemptThreads.PATIENCE);
      assertThat(threads.rescue()).isEmpty();
      assertThat(end().outcome()).contains(Outcome.succeeded("on a platform thread"));
      prepare().start();
      assertThat(threads.rescue()).contains(AttemptThreads.PATIENCE);
    } finally {
      release.countDown();
    }
    assertThat(end().outcome()).contains(Outcome.succeeded("on a virtual thread"));
  }

  @Test
  void an_attempt_whose_virtual_thread_cannot_be_started_is_rescued() throws InterruptedException {
    var release = new CountDownLatch(1);
    holdAllCarriers(release);
    try {
      var run = prepare();
      run.thread().start();
      assertThatThrownBy(run::start).isInstanceOf(IllegalThreadStateException.class);
      clocks.pass(AttemptThreads.PATIENCE);
      assertThat(threads.rescue()).isEmpty();
      assertThat(end().outcome()).contains(Outcome.succeeded("on a platform thread"));
    } finally {
      release.countDown();
    }
  }

  @Test
  void an_attempt_does_not_count_as_started_before_it_was_due_if_the_clock_is_set_back() {
    var run = prepare();
    clocks.step(Duration.ofHours(-1));
    run.run();
    assertThat(ends)
        .singleElement()
        .satisfies(event -> {
          var end = (LoopEvent.AttemptEnded) event;
          assertThat(end.start()).isEqualTo(DUE);
          assertThat(end.end()).isEqualTo(DUE.minus(Duration.ofHours(1)));
        });
  }

  private AttemptThreads.Run prepare() {
    return prepare(threads, AttemptThreadsTest::whereItRuns);
  }

  private static AttemptThreads.Run prepare(AttemptThreads threads, JobExecutor executor) {
    var attempt =
        Attempt.of(
            JobId.of("job"),
            new ExecutionId("k".repeat(20)),
            Target.of("target", "anything"),
            ExecutionKind.SCHEDULED,
            DUE,
            1,
            Payload.none());
    return threads.prepare(attempt, executor, Retry.none());
  }

  private static Outcome whereItRuns(Attempt<Payload> attempt) {
    boolean isVirtual = Thread.currentThread().isVirtual();
    return Outcome.succeeded(isVirtual ? "on a virtual thread" : "on a platform thread");
  }

  private LoopEvent.AttemptEnded end() throws InterruptedException {
    var end = ends.poll(30, TimeUnit.SECONDS);
    assertThat(end).as("an attempt that ends").isNotNull();
    return (LoopEvent.AttemptEnded) requireNonNull(end);
  }

  private static void holdAllCarriers(CountDownLatch release) throws InterruptedException {
    var held = new CountDownLatch(CARRIERS);
    for (int i = 0; i < CARRIERS; i++) {
      Thread.startVirtualThread(() -> {
        held.countDown();
        while (release.getCount() > 0) {
          Thread.onSpinWait();
        }
      });
    }
    held.await();
  }
}
