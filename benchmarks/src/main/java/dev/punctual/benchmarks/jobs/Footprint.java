package dev.punctual.benchmarks.jobs;

import dev.punctual.Scheduler;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What embedding the core costs: the size of its jar, and the time from {@link Scheduler#builder()}
 * to the first run of a job in a new JVM that has loaded nothing, with jobs in memory. The median
 * of five JVMs.
 */
final class Footprint implements Scenario {
  private static final int PROCESSES = 5;
  private static final double KILOBYTE = 1e3;

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public String title() {
    return "the core alone, with jobs in memory";
  }

  @Override
  public List<Contender> contenders() {
    return List.of(Contender.PUNCTUAL);
  }

  @Override
  public int jobs(Contender contender) {
    return 1;
  }

  @Override
  public Figures measure(Contender contender, int jobs, Path folder) throws Exception {
    double[] millis = new double[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
      millis[i] =
          ChildProcess.run(folder, List.of(), FirstRun.class)
              .orElseThrow(() -> new IllegalStateException("the first run has failed"))
              .values()
              .values()
              .iterator()
              .next();
    }
    return Figures.none()
        .with("KB of jar", Files.size(core()) / KILOBYTE)
        .with("ms from builder to first run", Quantiles.median(millis));
  }

  private static Path core() throws URISyntaxException {
    return Path.of(Scheduler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
