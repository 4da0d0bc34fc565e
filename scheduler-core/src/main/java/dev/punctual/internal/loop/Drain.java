package dev.punctual.internal.loop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * The end of a scheduler: everything claimed is given back, running attempts have the drain period
 * to end, are interrupted then, and have a few seconds more.
 */
final class Drain {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.scheduler");
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

  private final LoopDriver driver;
  private final Duration period;

  Drain(LoopDriver driver, Duration period) {
    this.driver = driver;
    this.period = period;
  }

  void run() {
    var done = new CompletableFuture<Boolean>();
    driver.post(new LoopEvent.Close(done));
    if (!isDone(done, period)) {
      LOG.info("attempts still run after the drain period of {}; interrupting", period);
      driver.post(new LoopEvent.Interrupt());
      if (!isDone(done, AFTER_INTERRUPT)) {
        LOG.warn("some attempts ignore their interrupt; the next start runs them again");
      }
    }
  }

  /** Waits on although the closing thread is interrupted: what runs is not to be lost by that. */
  private boolean isDone(CompletableFuture<Boolean> done, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return driver.await(done, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } catch (TimeoutException e) {
          if (!Thread.interrupted()) {
            return false;
          }
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
