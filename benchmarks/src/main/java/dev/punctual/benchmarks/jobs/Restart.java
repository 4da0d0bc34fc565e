package dev.punctual.benchmarks.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * A store with many idle jobs and one that came due while nothing ran: milliseconds from the start
 * of a new JVM until that one begins. Of that, loading the driver and asking the file anything at
 * all is a part that no library can avoid, so another new JVM does only this, right after. Both
 * happen five times with the same store, whose file the operating system has in memory by then;
 * given are the medians.
 */
final class Restart implements Scenario {
  private static final int PAIRS = 5;
  private static final Duration IDLE = Duration.ofDays(30);

  /** Time enough to store the due job and to close before it is due, with a store of this size. */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private static final int SLOWEST_OPENING = 50_000;

  private final String name;
  private final int jobs;

  Restart(String name, int jobs) {
    this.name = name;
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return "a new process on a store of idle jobs and a due one: milliseconds from the start of its"
        + " JVM";
  }

  @Override
  public List<Contender> contenders() {
    return jobs > 10_000
        ? List.of(Contender.PUNCTUAL)
        : Contender.schedulers().filter(Contender::isDurable).toList();
  }

  @Override
  public int jobs(Contender contender) {
    return jobs;
  }

  @Override
  public Figures measure(Contender contender, int count, Path folder) throws Exception {
    var store = Files.createDirectory(folder.resolve("store"));
    fill(contender, count, store);
    double[] starts = new double[PAIRS];
    double[] queries = new double[PAIRS];
    double[] differences = new double[PAIRS];
    for (int pair = 0; pair < PAIRS; pair++) {
      var due = Instant.now().plus(CLOSING).plusSeconds(count / SLOWEST_OPENING);
      try (var session = contender.open(store)) {
        session.schedule(pair, due);
      }
      if (!Instant.now().isBefore(due)) {
        throw new IllegalStateException("the job was due before its store was closed");
      }
      Thread.sleep(Duration.between(Instant.now(), due).plusMillis(1));
      starts[pair] =
          millis(
              folder,
              FirstStart.class,
              contender.name(),
              store.toString(),
              Integer.toString(PAIRS));
      queries[pair] = millis(folder, FirstQuery.class, store.toString());
      differences[pair] = starts[pair] - queries[pair];
    }
    return Figures.none()
        .with("ms to first start", Quantiles.median(starts))
        .with("ms to a first query of the driver", Quantiles.median(queries))
        .with("difference", Quantiles.median(differences));
  }

  /** Their numbers follow those of the due ones. */
  private static void fill(Contender contender, int count, Path store) throws Exception {
    var due = Instant.now().plus(IDLE);
    try (var session = contender.open(store)) {
      session.fill(PAIRS, Collections.nCopies(count, due));
    }
  }

  private static double millis(Path folder, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return ChildProcess.run(folder, List.of(), main, arguments)
        .orElseThrow(() -> new IllegalStateException(main.getSimpleName() + " has failed"))
        .values()
        .values()
        .iterator()
        .next();
  }
}
