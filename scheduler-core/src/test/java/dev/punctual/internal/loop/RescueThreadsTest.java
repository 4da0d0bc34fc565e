package dev.punctual.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RescueThreadsTest {
  private static final int ATTEMPTS = 100;

  private final LinkedBlockingQueue<Thread> begun = new LinkedBlockingQueue<>();
  private final RescueThreads threads = new RescueThreads();

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void attempts_that_block_all_begin() throws InterruptedException {
    var release = new CountDownLatch(1);
    for (int i = 0; i < ATTEMPTS; i++) {
      threads.run(() -> {
        begun.add(Thread.currentThread());
        waitFor(release);
      });
    }
    var used = new HashSet<Thread>();
    for (int i = 0; i < ATTEMPTS; i++) {
      used.add(begun.take());
    }
    release.countDown();
    assertThat(used).hasSize(ATTEMPTS);
  }

  @Test
  void a_thread_that_is_free_is_used_before_another_is_made() throws InterruptedException {
    Set<Thread> used = new HashSet<>();
    for (int i = 0; i < ATTEMPTS; i++) {
      threads.run(() -> begun.add(Thread.currentThread()));
      var thread = begun.take();
      used.add(thread);
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }
    assertThat(used).hasSize(1);
  }

  private static void waitFor(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
