package dev.punctual.internal.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RescueThreadsTest {
  private static final int ATTEMPTS = 100;

  private final LinkedBlockingQueue<Thread> begun = new LinkedBlockingQueue<>();
  private final RescueThreads threads = new RescueThreads();
  private final RescueThreads two = new RescueThreads(2);

  @AfterEach
  void close() {
    threads.close();
    two.close();
  }

  @Test
  void attempts_that_block_all_begin() throws InterruptedException {
    var release = new CountDownLatch(1);
    for (int i = 0; i < ATTEMPTS; i++) {
      threads.run(attempt(release), () -> false);
    }
    var used = new HashSet<Thread>();
    for (int i = 0; i < ATTEMPTS; i++) {
      used.add(next());
    }
    release.countDown();
    assertThat(used).hasSize(ATTEMPTS);
  }

  @Test
  void a_thread_that_is_free_is_used_before_another_is_made() throws InterruptedException {
    Set<Thread> used = new HashSet<>();
    for (int i = 0; i < ATTEMPTS; i++) {
      threads.run(() -> begun.add(Thread.currentThread()), () -> false);
      var thread = next();
      used.add(thread);
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }
    assertThat(used).hasSize(1);
  }

  @Test
  void an_attempt_waits_for_the_first_thread_that_becomes_free_if_there_may_be_no_more()
      throws InterruptedException {
    var first = new CountDownLatch(1);
    var second = new CountDownLatch(1);
    two.run(attempt(first), () -> false);
    var freed = next();
    two.run(attempt(second), () -> false);
    next();
    two.run(attempt(second), () -> false);
    two.run(attempt(second), () -> false);
    first.countDown();
    assertThat(next()).isSameAs(freed);
    assertThat(begun).isEmpty();
    second.countDown();
    next();
  }

  @Test
  void a_thread_that_is_free_takes_an_attempt_though_another_still_waits_to_be_handed_over()
      throws InterruptedException {
    threads.run(() -> begun.add(Thread.currentThread()), () -> false);
    var free = next();
    while (free.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    threads.run(attempt(release), () -> false);
    assertThat(next()).isSameAs(free);
    threads.run(
        () -> begun.add(Thread.currentThread()),
        () -> {
          asked.countDown();
          waitFor(answer);
          return false;
        });
    asked.await();
    release.countDown();
    while (free.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    threads.run(() -> begun.add(Thread.currentThread()), () -> false);
    assertThat(next()).as("while the other waits").isSameAs(free);
    answer.countDown();
    next();
  }

  @Test
  void what_has_begun_elsewhere_meanwhile_takes_no_thread() throws InterruptedException {
    var release = new CountDownLatch(1);
    var passedOver = new AtomicBoolean();
    threads.run(
        () -> begun.add(Thread.currentThread()),
        () -> {
          passedOver.set(true);
          return true;
        });
    threads.run(attempt(release), () -> false);
    next();
    release.countDown();
    assertThat(passedOver).isTrue();
    assertThat(begun).isEmpty();
  }

  private Runnable attempt(CountDownLatch release) {
    return () -> {
      begun.add(Thread.currentThread());
      waitFor(release);
    };
  }

  private Thread next() throws InterruptedException {
    var thread = begun.poll(30, TimeUnit.SECONDS);
    assertThat(thread).as("an attempt that begins").isNotNull();
    return requireNonNull(thread);
  }

  private static void waitFor(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
