package dev.punctual.benchmarks.jobs;

import dev.punctual.benchmarks.jobs.peers.PunctualSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One-shots that were stored and came due while nothing ran: how many a second are run and recorded
 * as completed, from the start of the scheduler to the last record. As many run twice before, in
 * the same process and other stores, to warm it up.
 */
final class Throughput implements Scenario {
  private static final int WARM_UP = 2;
  private static final int SLOWEST_SCHEDULING = 5_000;
  private static final Duration IDLE = Duration.ofDays(30);

  private final String name;
  private final int idle;
  private final int lines;

  private Throughput(String name, int idle, int lines) {
    this.name = name;
    this.idle = idle;
    this.lines = lines;
  }

  /** In a store that holds nothing else. */
  Throughput() {
    this("throughput", 0, 0);
  }

  /** In a store that holds so many idle jobs and so many lines of others' runs as well. */
  static Throughput inLargeStore(String name, int idle, int lines) {
    return new Throughput(name, idle, lines);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return "one-shots that are due and stored, until all are completed and recorded";
  }

  @Override
  public List<Contender> contenders() {
    return idle + lines > 0
        ? List.of(Contender.PUNCTUAL)
        : Arrays.stream(Contender.values()).filter(Contender::isDurable).toList();
  }

  @Override
  public int jobs(Contender contender) {
    return contender.isSlow() ? 5_000 : 100_000;
  }

  @Override
  public Figures measure(Contender contender, int jobs, Path folder) throws Exception {
    for (int round = 1; round <= WARM_UP; round++) {
      run(contender, jobs, Files.createDirectory(folder.resolve("warm-up-" + round)));
    }
    var measured = Files.createDirectory(folder.resolve("measured"));
    if (idle + lines > 0) {
      try (var session = contender.open(measured)) {
        session.fill(jobs, Collections.nCopies(idle, Instant.now().plus(IDLE)));
      }
      PunctualSession.fillLog(measured, lines);
    }
    return run(contender, jobs, measured);
  }

  private static Figures run(Contender contender, int jobs, Path folder) throws Exception {
    var due = Instant.now().plusSeconds(3 + jobs / SLOWEST_SCHEDULING);
    try (var session = contender.open(folder)) {
      session.fill(0, Collections.nCopies(jobs, due));
    }
    Thread.sleep(Duration.between(Instant.now(), due).plusMillis(1));
    var starts = Starts.expect(jobs);
    try (var session = contender.open(folder)) {
      long begin = System.nanoTime();
      long busy = Processor.nanos();
      session.start();
      starts.await(120);
      double started = (System.nanoTime() - begin) / 1e9;
      session.awaitRecorded(jobs, Duration.ofSeconds(30));
      double recorded = (System.nanoTime() - begin) / 1e9;
      return Figures.none()
          .with("recorded per second", jobs / recorded)
          .with("started per second", jobs / started)
          .with("µs of processor per job", (Processor.nanos() - busy) / 1e3 / jobs)
          .with("twice", starts.again())
          .with("missing", (double) starts.missing());
    }
  }
}
