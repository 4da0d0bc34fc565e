package dev.punctual.benchmarks.jobs;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** The new process of {@link Restart}: runs what is due in a store that an earlier one filled. */
final class FirstStart {
  private FirstStart() {}

  /** Takes contender, folder, and how many jobs are not idle; those have the first numbers. */
  public static void main(String[] args) throws Exception {
    var begun = new CountDownLatch(1);
    var millis = new AtomicLong();
    Starts.expect(Integer.parseInt(args[2]))
        .doing(() -> {
          millis.compareAndSet(0, System.currentTimeMillis());
          begun.countDown();
        });
    try (var session = Contender.valueOf(args[0]).open(Path.of(args[1]))) {
      session.start();
      begun.await();
    }
    long jvm = ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.println(Figures.none().with("ms", (double) (millis.get() - jvm)).line());
    System.exit(0);
  }
}
