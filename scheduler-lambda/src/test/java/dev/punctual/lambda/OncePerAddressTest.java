package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.Outcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OncePerAddressTest {
  private final OncePerAddress once = new OncePerAddress();
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void a_success_is_kept_until_it_is_forgotten() throws Exception {
    once.ensure("a", runs::incrementAndGet);
    once.ensure("a", runs::incrementAndGet);
    assertThat(runs).hasValue(1);
    once.ensure("b", runs::incrementAndGet);
    once.forget("a");
    once.ensure("a", runs::incrementAndGet);
    assertThat(runs).hasValue(3);
  }

  @Test
  void a_failure_is_thrown_and_tried_again_by_whoever_asks_next() throws Exception {
    assertThatThrownBy(() -> once.ensure("a", () -> fail("first"))).hasMessage("first");
    once.ensure("a", runs::incrementAndGet);
    assertThat(runs).hasValue(1);
  }

  @Test
  void those_who_ask_meanwhile_wait_for_the_one_run_and_share_its_failure() throws Exception {
    var started = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    FutureTask<?> first =
        asking(() -> {
          started.countDown();
          gate.await();
          fail("shared");
        });
    Thread.ofPlatform().start(first);
    started.await();
    FutureTask<?> second = asking(runs::incrementAndGet);
    awaitWaiting(Thread.ofPlatform().start(second));
    gate.countDown();
    assertThatThrownBy(first::get).hasRootCauseMessage("shared");
    assertThatThrownBy(second::get).hasRootCauseMessage("shared");
    assertThat(runs).hasValue(0);
  }

  @Test
  void an_interrupt_of_the_one_that_runs_leaves_the_others_to_run_it_themselves() throws Exception {
    var started = new CountDownLatch(1);
    FutureTask<?> first =
        asking(() -> {
          started.countDown();
          new CountDownLatch(1).await();
        });
    Thread leader = Thread.ofPlatform().start(first);
    started.await();
    FutureTask<?> second = asking(runs::incrementAndGet);
    awaitWaiting(Thread.ofPlatform().start(second));
    leader.interrupt();
    second.get();
    assertThat(runs).hasValue(1);
    assertThatThrownBy(first::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
  }

  private FutureTask<?> asking(OncePerAddress.Action action) {
    return new FutureTask<>(() -> {
      once.ensure("a", action);
      return true;
    });
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private static void fail(String message) throws NotReadyException {
    throw new NotReadyException(Outcome.notStarted(message));
  }
}
