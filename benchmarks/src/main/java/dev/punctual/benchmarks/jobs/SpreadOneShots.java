package dev.punctual.benchmarks.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Jobs that are due once, spread evenly over a time. They are scheduled while the scheduler runs,
 * some seconds before the first of them is due.
 *
 * @param jobs how many
 * @param spread the time
 */
record SpreadOneShots(int jobs, Duration spread) {

  /** What everyone with a store has, beside two seconds, before the first is due. */
  private static final int SECONDS_TO_SCHEDULE = 10;

  /** For each so many jobs there is another second: who is given more than these is faster. */
  private static final int MANY = 10_000;

  /** Schedules them with numbers from 0 on, and returns when they have begun. */
  Figures run(Contender contender, Session session, Starts starts) throws Exception {
    return run(contender, session, starts, () -> {});
  }

  /**
   * The same.
   *
   * @param whenOver runs when five seconds have passed since the last was due, begun or not
   */
  Figures run(Contender contender, Session session, Starts starts, Runnable whenOver)
      throws Exception {
    int lead = contender.isDurable() ? SECONDS_TO_SCHEDULE + jobs / MANY : 0;
    var first = Instant.now().plusSeconds(2).plusSeconds(lead);
    var dueTimes = new ArrayList<Instant>();
    for (int i = 0; i < jobs; i++) {
      dueTimes.add(Instant.ofEpochMilli(first.toEpochMilli() + spread.toMillis() * i / jobs));
    }
    session.fill(0, dueTimes);
    boolean inTime = Instant.now().isBefore(first);
    starts.await(Duration.between(Instant.now(), first).toSeconds() + spread.toSeconds() + 5);
    whenOver.run();
    starts.await(spread.toSeconds() * 5);
    LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    return figures(starts, dueTimes).with("late to schedule", inTime ? 0 : 1);
  }

  /** In milliseconds. */
  private static Figures figures(Starts starts, List<Instant> dueTimes) {
    double[] late =
        Arrays.stream(starts.seconds(dueTimes)).map(seconds -> seconds * 1_000).toArray();
    return Figures.none()
        .with("p50", Quantiles.of(late, 0.5))
        .with("p99", Quantiles.of(late, 0.99))
        .with("p99.9", Quantiles.of(late, 0.999))
        .with("max", Quantiles.of(late, 1))
        .with("early", (double) Arrays.stream(late).filter(millis -> millis < 0).count())
        .with("twice", starts.again())
        .with("missing", (double) starts.missing());
  }
}
