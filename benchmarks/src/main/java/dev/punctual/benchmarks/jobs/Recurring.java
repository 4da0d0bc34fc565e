package dev.punctual.benchmarks.jobs;

import dev.punctual.benchmarks.jobs.peers.PunctualSession;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Jobs that run every second, their first runs spread evenly over one: how long after its scheduled
 * time each run of a minute begins, and what that takes of the processor. The five seconds before
 * warm up.
 */
final class Recurring implements Scenario {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final int SECONDS = 60;

  /** What begins later than this after the minute counts as missed. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int SLOWEST_SCHEDULING = 5_000;

  @Override
  public String name() {
    return "recurring";
  }

  @Override
  public String title() {
    return "jobs that run every second, for a minute: milliseconds from scheduled time to start";
  }

  /** All but JobRunr, which looks for due jobs at most every five seconds. */
  @Override
  public List<Contender> contenders() {
    return Contender.schedulers().filter(contender -> contender != Contender.JOBRUNR).toList();
  }

  @Override
  public int jobs(Contender contender) {
    return contender.isSlow() ? 500 : 10_000;
  }

  @Override
  public Figures measure(Contender contender, int jobs, Path folder) throws Exception {
    var first =
        Instant.ofEpochMilli(System.currentTimeMillis()).plusSeconds(2 + jobs / SLOWEST_SCHEDULING);
    var from = first.plus(WARM_UP);
    var until = from.plusSeconds(SECONDS);
    var ticks = Ticks.expect(jobs, from, SECONDS);
    double cores;
    try (var session = contender.open(folder)) {
      session.start();
      schedule(session, jobs, first);
      sleepUntil(from);
      long began = System.nanoTime();
      long busy = Processor.nanos();
      sleepUntil(until);
      cores = (double) (Processor.nanos() - busy) / (System.nanoTime() - began);
      sleepUntil(until.plus(PATIENCE));
    }
    double[] late = ticks.millis();
    var figures =
        Figures.none()
            .with("p50", Quantiles.of(late, 0.5))
            .with("p99", Quantiles.of(late, 0.99))
            .with("p99.9", Quantiles.of(late, 0.999))
            .with("cores", cores)
            .with("missed", ticks.expected() - late.length)
            .with("twice", ticks.again())
            .with("begun", late.length);
    return contender == Contender.PUNCTUAL
        ? figures.with("log lines", (double) PunctualSession.succeeded(folder, from, until))
        : figures;
  }

  private static void schedule(Session session, int jobs, Instant first) throws Exception {
    var firsts = new ArrayList<Instant>();
    for (int i = 0; i < jobs; i++) {
      firsts.add(first.plusMillis(PERIOD.toMillis() * i / jobs));
    }
    for (int from = 0; from < jobs; from += Session.BATCH) {
      session.scheduleEvery(
          from, PERIOD, firsts.subList(from, Math.min(jobs, from + Session.BATCH)));
    }
  }

  private static void sleepUntil(Instant time) throws InterruptedException {
    Thread.sleep(Duration.between(Instant.now(), time));
  }
}
