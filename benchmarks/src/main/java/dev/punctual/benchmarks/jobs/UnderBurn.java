package dev.punctual.benchmarks.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one-shots of {@link Lateness} beside jobs of the same scheduler that compute without ever
 * blocking, two for each core, from before the first is due until five seconds after the last. On
 * virtual threads such jobs hold every carrier, for nothing takes a carrier away from one that
 * computes. What has not begun by then begins when they end.
 */
final class UnderBurn implements Scenario {
  private static final Duration SPREAD = Duration.ofSeconds(10);
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final int PER_CORE = 2;

  @Override
  public String name() {
    return "burn";
  }

  @Override
  public String title() {
    return "one-shots spread over 10 s while other jobs compute: milliseconds from due time to"
        + " start";
  }

  @Override
  public List<Contender> contenders() {
    return Contender.schedulers().toList();
  }

  @Override
  public int jobs(Contender contender) {
    return 10_000;
  }

  @Override
  public Figures measure(Contender contender, int jobs, Path folder) throws Exception {
    run(contender, jobs / 10, WARM_UP, Files.createDirectory(folder.resolve("warm-up")));
    return run(contender, jobs, SPREAD, Files.createDirectory(folder.resolve("measured")));
  }

  private static Figures run(Contender contender, int jobs, Duration spread, Path folder)
      throws Exception {
    var burn = new Burn();
    var starts = Starts.expect(jobs).beside(burn);
    int burning = PER_CORE * Runtime.getRuntime().availableProcessors();
    try (var session = contender.open(folder)) {
      session.start();
      session.scheduleAll(jobs, Collections.nCopies(burning, Instant.now()));
      return new SpreadOneShots(jobs, spread).run(contender, session, starts, burn::end);
    } finally {
      burn.end();
    }
  }

  /** Computes until it is told to end. */
  private static final class Burn implements Runnable {
    private final AtomicLong results = new AtomicLong();
    private volatile boolean isOver;

    @Override
    public void run() {
      long value = System.nanoTime();
      while (!isOver) {
        value = value * 6_364_136_223_846_793_005L + 1;
      }
      results.addAndGet(value);
    }

    void end() {
      isOver = true;
    }
  }
}
