package dev.punctual.verification.crash;

import static java.time.Duration.ofMillis;

import dev.punctual.Job;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.util.concurrent.CountDownLatch;

/**
 * A process whose logging is broken, in real time, with a job that succeeds and one that fails,
 * which is logged. Says so when both have run twenty times.
 */
final class BrokenLoggingProcess {
  /** What it says. */
  static final String WENT_ON = "both went on";

  private static final int TIMES = 20;

  private BrokenLoggingProcess() {}

  public static void main(String[] args) throws InterruptedException {
    var good = new CountDownLatch(TIMES);
    var bad = new CountDownLatch(TIMES);
    try (var scheduler =
        Scheduler.builder()
            .job("good", Trigger.every(ofMillis(100)), run -> good.countDown())
            .job(
                Job.of("bad", Target.handler("bad"), Trigger.every(ofMillis(100)))
                    .withRetry(Retry.none()),
                run -> {
                  bad.countDown();
                  throw new IllegalStateException("fails");
                })
            .start()) {
      good.await();
      bad.await();
      System.out.println(WENT_ON + ", and it is " + scheduler.health().isUp());
    }
  }
}
