package dev.punctual.verification.crash;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.SchedulerClosedException;
import dev.punctual.Trigger;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.Persistence;
import dev.punctual.test.ForwardingPersistence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** However bad the moment, {@code close()} comes to an end, and nothing that matters is lost. */
class CloseTest {
  private static final Duration DRAIN = ofMillis(300);
  private static final Duration AFTER_INTERRUPT = ofSeconds(5);

  /** Stays open when a scheduler closes it, so that the next one finds what it left. */
  private static class Kept extends ForwardingPersistence {
    Kept() {
      super(Persistence.inMemory());
    }

    @Override
    public void close() {}
  }

  private static Duration timeToClose(Scheduler scheduler) {
    long begun = System.nanoTime();
    scheduler.close();
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean over = false;
    while (!over) {
      try {
        latch.await();
        over = true;
      } catch (InterruptedException ignoredForEver) {
        over = latch.getCount() == 0;
      }
    }
  }

  @Test
  void a_handler_that_ignores_interrupts_is_left_behind_and_runs_again_after_the_next_start()
      throws InterruptedException {
    var attempts = new CopyOnWriteArrayList<Integer>();
    var running = new CountDownLatch(1);
    var again = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var store = new Kept();
    var stubborn =
        Scheduler.builder()
            .persistence(store)
            .drain(DRAIN)
            .job(
                "stubborn",
                Trigger.at(Instant.EPOCH),
                run -> {
                  attempts.add(run.number());
                  running.countDown();
                  awaitUninterruptibly(release);
                })
            .start();
    try {
      assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(timeToClose(stubborn)).isLessThan(DRAIN.plus(AFTER_INTERRUPT).plusSeconds(1));
      assertThat(timeToClose(stubborn)).as("the second close").isLessThan(ofSeconds(1));

      var next =
          Scheduler.builder()
              .persistence(store)
              .job(
                  "stubborn",
                  Trigger.at(Instant.EPOCH),
                  run -> {
                    attempts.add(run.number());
                    again.countDown();
                  });
      try (var second = next.start()) {
        assertThat(again.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.job("stubborn").status().executionCount()).isEqualTo(1);
      }
    } finally {
      release.countDown();
    }
    assertThat(attempts).containsExactly(1, 2);
  }

  /** Does not answer the first look for due jobs until it is told to. */
  private static final class Hanging extends Kept {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public DueBatch due(DueQuery query) {
      asked.countDown();
      awaitUninterruptibly(release);
      return super.due(query);
    }
  }

  private static SchedulerBuilder on(Persistence store, List<Integer> attempts) {
    return Scheduler.builder()
        .persistence(store)
        .drain(DRAIN)
        .job("work", Trigger.every(ofMillis(100)), run -> attempts.add(run.number()));
  }

  @Test
  void closing_while_another_thread_starts_ends_both_though_the_store_hangs()
      throws InterruptedException {
    var attempts = new CopyOnWriteArrayList<Integer>();
    var store = new Hanging();
    var scheduler = on(store, attempts).build();
    try {
      var starting = CompletableFuture.runAsync(scheduler::start);
      assertThat(store.asked.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(timeToClose(scheduler)).isLessThan(DRAIN.plus(AFTER_INTERRUPT.multipliedBy(3)));
      var ended = starting.handle((done, failure) -> "ended").orTimeout(20, TimeUnit.SECONDS);
      assertThat(ended.join()).isEqualTo("ended");
    } finally {
      store.release.countDown();
    }
    scheduler.close();
    assertThatThrownBy(scheduler::start).isInstanceOf(SchedulerClosedException.class);
  }

  @Test
  void closing_before_the_start_and_twice_is_harmless() {
    var attempts = new CopyOnWriteArrayList<Integer>();
    var scheduler = on(new Kept(), attempts).build();
    scheduler.close();
    scheduler.close();
    assertThatThrownBy(scheduler::start).isInstanceOf(SchedulerClosedException.class);
    assertThat(attempts).isEmpty();
  }

  @Test
  void closing_from_two_handlers_and_from_outside_at_once_comes_to_an_end() {
    var closers = new CountDownLatch(2);
    var self = new CompletableFuture<Scheduler>();
    var builder = Scheduler.builder().drain(ofSeconds(20));
    for (var id : List.of("first", "second")) {
      builder.job(
          id,
          Trigger.at(Instant.EPOCH),
          run -> {
            closers.countDown();
            closers.await();
            self.get().close();
          });
    }
    var scheduler = builder.start();
    self.complete(scheduler);
    awaitUninterruptibly(closers);
    assertThat(timeToClose(scheduler)).isLessThan(ofSeconds(20));
    assertThat(scheduler.health().running()).isFalse();
  }
}
