package dev.punctual.benchmarks.jobs;

import dev.punctual.benchmarks.jobs.peers.PunctualSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * Jobs that are due once, spread evenly over ten seconds: how long after its due time each begins.
 * A tenth as many run before, in the same process, to warm it up. The jobs are scheduled while the
 * scheduler runs, some seconds before the first of them is due.
 */
final class Lateness implements Scenario {
  private static final Duration SPREAD = Duration.ofSeconds(10);
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final int WARM_UPS = 2;
  private static final int JOBS_TO_WARM_UP = 100_000;
  private static final Duration IDLE = Duration.ofDays(30);

  private final String name;
  private final int jobs;
  private final int idle;
  private final Duration commits;
  private final boolean isWarm;

  private Lateness(String name, int jobs, int idle, Duration commits, boolean isWarm) {
    this.name = name;
    this.jobs = jobs;
    this.idle = idle;
    this.commits = commits;
    this.isWarm = isWarm;
  }

  Lateness(String name, int jobs) {
    this(name, jobs, 0, Duration.ZERO, false);
  }

  /** In a process that has run 200,000 before, so that all code is compiled. */
  static Lateness warm(String name, int jobs) {
    return new Lateness(name, jobs, 0, Duration.ZERO, true);
  }

  /** Beside so many jobs that are idle. */
  static Lateness besideIdle(String name, int jobs, int idle) {
    return new Lateness(name, jobs, idle, Duration.ZERO, false);
  }

  /** With a store whose every commit takes so much longer. */
  static Lateness withSlowCommits(String name, int jobs, Duration commits) {
    return new Lateness(name, jobs, 0, commits, false);
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
    if (idle > 0 || commits.isPositive()) {
      return List.of(Contender.PUNCTUAL);
    }
    if (isWarm) {
      return List.of(Contender.PUNCTUAL, Contender.JDK);
    }
    return Contender.schedulers()
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
    for (int i = 0; isWarm && i < WARM_UPS; i++) {
      run(
          contender,
          JOBS_TO_WARM_UP,
          SPREAD,
          Files.createDirectory(folder.resolve("warm-up-" + i)));
    }
    var measured = Files.createDirectory(folder.resolve("measured"));
    if (idle > 0) {
      try (var session = contender.open(measured)) {
        session.fill(count, Collections.nCopies(idle, Instant.now().plus(IDLE)));
      }
    }
    return run(contender, count, SPREAD, measured);
  }

  private Session open(Contender contender, Path folder) throws Exception {
    return commits.isPositive() ? PunctualSession.open(folder, commits) : contender.open(folder);
  }

  private Figures run(Contender contender, int count, Duration spread, Path folder)
      throws Exception {
    var starts = Starts.expect(count);
    try (var session = open(contender, folder)) {
      session.start();
      return new SpreadOneShots(count, spread).run(contender, session, starts);
    }
  }
}
