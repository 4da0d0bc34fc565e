package dev.punctual.benchmarks.jobs;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * One-shots that are due in a month: what they take of the heap and of the processor while they
 * wait. Heap is what is left after a collection, less what is left with an empty scheduler; that
 * one is measured after the store was filled, so that the library's classes and caches are there in
 * both.
 *
 * <p>With the jobs, the processor is measured a minute after the start, and then the heap: Punctual
 * checks the structure of a large file ten seconds after opening it, and the wake times of all jobs
 * once at each start. Neither belongs to the cost of waiting. Nor does what an idle JVM takes; that
 * is measured for another minute when the scheduler is closed.
 */
final class IdleCost implements Scenario {
  private static final Duration IDLE = Duration.ofDays(30);
  private static final Duration SETTLING = Duration.ofSeconds(60);
  private static final Duration MEASURED = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int COLLECTIONS = 4;
  private static final double MEGABYTE = 1e6;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String title() {
    return "one-shots due in 30 days: what they take while they wait";
  }

  @Override
  public List<Contender> contenders() {
    return List.of(Contender.PUNCTUAL, Contender.DB_SCHEDULER);
  }

  @Override
  public int jobs(Contender contender) {
    return 1_000_000;
  }

  @Override
  public Figures measure(Contender contender, int jobs, Path folder) throws Exception {
    var filled = Files.createDirectory(folder.resolve("filled"));
    try (var session = contender.open(filled)) {
      session.fill(0, Collections.nCopies(jobs, Instant.now().plus(IDLE)));
    }
    double empty;
    try (var session = contender.open(Files.createDirectory(folder.resolve("empty")))) {
      session.start();
      empty = heap();
    }
    double full;
    double cores;
    try (var session = contender.open(filled)) {
      session.start();
      cores = cores();
      full = heap();
    }
    return Figures.none()
        .with("MB of heap more than empty", full - empty)
        .with("MB of heap, empty", empty)
        .with("% of one core", cores * 100)
        .with("% of one core, closed", cores() * 100);
  }

  /** Once what came before, the collections of garbage and the compilers included, is over. */
  private static double cores() throws InterruptedException {
    Thread.sleep(SETTLING);
    long began = System.nanoTime();
    long busy = Processor.nanos();
    Thread.sleep(MEASURED);
    return (double) (Processor.nanos() - busy) / (System.nanoTime() - began);
  }

  /** Of several collections, since references are cleared by one and what they held by the next. */
  private static double heap() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(PAUSE);
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least / MEGABYTE;
  }
}
