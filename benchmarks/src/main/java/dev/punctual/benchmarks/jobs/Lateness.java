package dev.punctual.benchmarks.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Jobs that are due once, spread evenly over ten seconds: how long after its due time each begins.
 * A tenth as many run before, in the same process, to warm it up. The jobs are scheduled while the
 * scheduler runs, some seconds before the first of them is due.
 */
final class Lateness implements Scenario {
  private static final Duration SPREAD = Duration.ofSeconds(10);
  private static final Duration WARM_UP = Duration.ofSeconds(3);

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
      return new SpreadOneShots(count, spread).run(contender, session, starts);
    }
  }
}
