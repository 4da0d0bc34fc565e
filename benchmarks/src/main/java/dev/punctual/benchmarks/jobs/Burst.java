package dev.punctual.benchmarks.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One-shots that are all due at one instant, stored well before: how fast they begin. The heap is
 * small, so whoever keeps all of them in memory shows it. As many run twice before, in the same
 * process and other stores, to warm it up.
 */
final class Burst implements Scenario {
  private static final int WARM_UPS = 2;
  private static final int SLOWEST_SCHEDULING = 4_000;
  private static final long LONGEST = 120;

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public String title() {
    return "one-shots that are due at one instant: how soon they begin";
  }

  @Override
  public List<Contender> contenders() {
    return Contender.schedulers().toList();
  }

  @Override
  public int jobs(Contender contender) {
    return contender.isSlow() ? 5_000 : 100_000;
  }

  @Override
  public List<String> jvm() {
    return List.of("-Xms150m", "-Xmx150m");
  }

  @Override
  public Figures measure(Contender contender, int jobs, Path folder) throws Exception {
    for (int round = 1; round <= WARM_UPS; round++) {
      run(contender, jobs, Files.createDirectory(folder.resolve("warm-up-" + round)));
    }
    return run(contender, jobs, Files.createDirectory(folder.resolve("measured")));
  }

  private static Figures run(Contender contender, int jobs, Path folder) throws Exception {
    var starts = Starts.expect(jobs);
    try (var session = contender.open(folder)) {
      session.start();
      var due =
          Instant.now()
              .truncatedTo(ChronoUnit.MILLIS)
              .plusSeconds(4 + (contender.isDurable() ? jobs / SLOWEST_SCHEDULING : 0));
      session.fill(0, Collections.nCopies(jobs, due));
      boolean inTime = Instant.now().isBefore(due);
      starts.await(LONGEST);
      double[] late = starts.seconds(Collections.nCopies(jobs, due));
      return Figures.none()
          .with("starts per second", late.length / late[late.length - 1])
          .with("ms to the 10,000th", late[Math.min(late.length, 10_000) - 1] * 1_000)
          .with("early", (double) Arrays.stream(late).filter(seconds -> seconds < 0).count())
          .with("twice", starts.again())
          .with("missing", (double) starts.missing())
          .with("late to schedule", inTime ? 0 : 1);
    }
  }
}
