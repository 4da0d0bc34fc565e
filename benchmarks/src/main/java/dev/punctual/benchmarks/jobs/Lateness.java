package dev.punctual.benchmarks.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Jobs that are due once, spread evenly over ten seconds: how long after its due time each begins.
 * A tenth as many run before, in the same process, to warm it up. The jobs are scheduled while the
 * scheduler runs, some seconds before the first of them is due.
 */
final class Lateness implements Scenario {
  private static final Duration SPREAD = Duration.ofSeconds(10);
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final int BATCH = 1_000;

  /** What reaches the store at fewer than this many jobs a second is given more time to do it. */
  private static final int SLOWEST_SCHEDULING = 1_000;

  private final String name;
  private final int jobs;

  Lateness(String name, int jobs) {
    this.name = name;
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return "one-shots spread over 10 s: milliseconds from due time to start";
  }

  @Override
  public List<Contender> contenders() {
    return Arrays.stream(Contender.values())
        .filter(Contender::isScheduler)
        .filter(contender -> jobs <= 10_000 || !contender.isSlow())
        .toList();
  }

  @Override
  public int jobs(Contender contender) {
    return jobs;
  }

  @Override
  public Figures measure(Contender contender, int count, Path folder) throws Exception {
    var warmUp = Files.createDirectory(folder.resolve("warm-up"));
    run(contender, count / 10, WARM_UP, warmUp);
    return run(contender, count, SPREAD, Files.createDirectory(folder.resolve("measured")));
  }

  private static Figures run(Contender contender, int count, Duration spread, Path folder)
      throws Exception {
    var starts = Starts.expect(count);
    try (var session = contender.open(folder)) {
      session.start();
      var first =
          Instant.now()
              .plusSeconds(2)
              .plusSeconds(contender.isDurable() ? count / SLOWEST_SCHEDULING : 0);
      var dueTimes = new ArrayList<Instant>();
      for (int i = 0; i < count; i++) {
        dueTimes.add(Instant.ofEpochMilli(first.toEpochMilli() + spread.toMillis() * i / count));
      }
      for (int from = 0; from < count; from += BATCH) {
        session.scheduleAll(from, dueTimes.subList(from, Math.min(count, from + BATCH)));
      }
      boolean inTime = Instant.now().isBefore(first);
      starts.await(Duration.between(Instant.now(), first).toSeconds() + spread.toSeconds() * 6);
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
      return figures(starts, dueTimes).with("late to schedule", inTime ? 0 : 1);
    }
  }

  private static Figures figures(Starts starts, List<Instant> dueTimes) {
    double[] late = starts.seconds(dueTimes);
    return Figures.none()
        .with("p50", quantile(late, 0.5))
        .with("p99", quantile(late, 0.99))
        .with("p99.9", quantile(late, 0.999))
        .with("max", quantile(late, 1))
        .with("early", (double) Arrays.stream(late).filter(seconds -> seconds < 0).count())
        .with("twice", starts.again())
        .with("missing", (double) starts.missing());
  }

  /** In milliseconds. */
  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)] * 1_000;
  }
}
