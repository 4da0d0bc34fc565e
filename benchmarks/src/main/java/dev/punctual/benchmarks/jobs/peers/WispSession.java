package dev.punctual.benchmarks.jobs.peers;

import com.coreoz.wisp.Scheduler;
import com.coreoz.wisp.SchedulerConfig;
import com.coreoz.wisp.schedule.Schedules;
import dev.punctual.benchmarks.jobs.Session;
import dev.punctual.benchmarks.jobs.Starts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Wisp. Each job that waits for its time close by holds a thread, so there are threads enough, kept
 * alive: one is never made while a job is due.
 */
public final class WispSession implements Session {
  private static final int THREADS = 20;

  private final Scheduler scheduler =
      new Scheduler(SchedulerConfig.builder().minThreads(THREADS).maxThreads(THREADS).build());

  @Override
  public void schedule(int number, Instant dueTime) {
    long millis = dueTime.toEpochMilli();
    scheduler.schedule(
        Integer.toString(number),
        () -> Starts.note(number),
        Schedules.executeOnce((now, executions, last) -> millis));
  }

  @Override
  public void scheduleAll(int first, List<Instant> dueTimes) {
    for (int i = 0; i < dueTimes.size(); i++) {
      schedule(first + i, dueTimes.get(i));
    }
  }

  @Override
  public void start() {}

  @Override
  public void close() {
    scheduler.gracefullyShutdown(Duration.ofSeconds(5));
  }
}
