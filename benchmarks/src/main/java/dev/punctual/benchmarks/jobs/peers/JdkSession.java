package dev.punctual.benchmarks.jobs.peers;

import dev.punctual.benchmarks.jobs.Session;
import dev.punctual.benchmarks.jobs.Starts;
import dev.punctual.benchmarks.jobs.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The timer of the JDK: its one thread does nothing but start a virtual thread for each job, so
 * that no job waits for another.
 */
public final class JdkSession implements Session {
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  @Override
  public void schedule(int number, Instant dueTime) {
    var unused =
        timer.schedule(
            () -> Thread.startVirtualThread(() -> Starts.note(number)),
            Duration.between(Instant.now(), dueTime).toNanos(),
            TimeUnit.NANOSECONDS);
  }

  @Override
  public void scheduleAll(int first, List<Instant> dueTimes) {
    for (int i = 0; i < dueTimes.size(); i++) {
      schedule(first + i, dueTimes.get(i));
    }
  }

  @Override
  public void scheduleEvery(int first, Duration period, List<Instant> firstTimes) {
    for (int i = 0; i < firstTimes.size(); i++) {
      var unused =
          timer.scheduleAtFixedRate(
              new Recurring(first + i, period, firstTimes.get(i)),
              Duration.between(Instant.now(), firstTimes.get(i)).toNanos(),
              period.toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  /** The timer does not tell which time it runs for, so each job counts. */
  private static final class Recurring implements Runnable {
    private final int number;
    private final Duration period;
    private Instant next;

    Recurring(int number, Duration period, Instant first) {
      this.number = number;
      this.period = period;
      this.next = first;
    }

    @Override
    public void run() {
      var scheduled = next;
      next = scheduled.plus(period);
      Thread.startVirtualThread(() -> Ticks.note(number, scheduled));
    }
  }

  @Override
  public void start() {}

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
