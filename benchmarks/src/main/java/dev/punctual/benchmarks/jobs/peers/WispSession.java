package dev.punctual.benchmarks.jobs.peers;

import com.coreoz.wisp.Scheduler;
import com.coreoz.wisp.SchedulerConfig;
import com.coreoz.wisp.schedule.Schedules;
import dev.punctual.benchmarks.jobs.Session;
import dev.punctual.benchmarks.jobs.Starts;
import dev.punctual.benchmarks.jobs.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

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
  public void scheduleEvery(int first, Duration period, List<Instant> firstTimes) {
    for (int i = 0; i < firstTimes.size(); i++) {
      int number = first + i;
      var begins = firstTimes.get(i);
      var run = new AtomicInteger();
      scheduler.schedule(
          Integer.toString(number),
          () -> Ticks.note(number, begins.plus(period.multipliedBy(run.getAndIncrement()))),
          (now, executions, last) -> begins.plus(period.multipliedBy(executions)).toEpochMilli());
    }
  }

  @Override
  public void start() {}

  @Override
  public void close() {
    scheduler.gracefullyShutdown(Duration.ofSeconds(5));
  }
}
