package dev.punctual.benchmarks.jobs;

import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** The new process of {@link Footprint}: runs one job that is due at once. */
final class FirstRun {
  private FirstRun() {}

  /** Takes nothing. */
  public static void main(String[] args) throws InterruptedException {
    var begun = new CountDownLatch(1);
    var end = new AtomicLong();
    var work = Target.handler("work");
    long begin = System.nanoTime();
    try (var scheduler =
        Scheduler.builder()
            .handler(
                work,
                run -> {
                  end.set(System.nanoTime());
                  begun.countDown();
                })
            .start()) {
      scheduler.schedule(Job.of("first", work, Trigger.at(Instant.now())));
      begun.await();
    }
    System.out.println(Figures.none().with("ms", (end.get() - begin) / 1e6).line());
  }
}
