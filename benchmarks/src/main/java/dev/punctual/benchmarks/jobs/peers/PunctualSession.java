package dev.punctual.benchmarks.jobs.peers;

import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.benchmarks.jobs.Session;
import dev.punctual.benchmarks.jobs.Starts;
import dev.punctual.sqlite.SqlitePersistence;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Punctual with its defaults. */
public final class PunctualSession implements Session {
  private static final Target<?> WORK = Target.handler("work");

  private final Scheduler scheduler;
  private final AtomicLong ended = new AtomicLong();
  private boolean isStarted;

  private PunctualSession(Path file) {
    this.scheduler =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(file))
            .handler(WORK, run -> Starts.note(Integer.parseInt(run.job().value())))
            .on(SchedulerEvent.ExecutionEnded.class, event -> ended.incrementAndGet())
            .build();
  }

  /** Opens the store in a folder. */
  public static PunctualSession open(Path folder) {
    return new PunctualSession(folder.resolve("jobs.db"));
  }

  /** Its jobs can be scheduled only while it runs. */
  private Scheduler running() {
    start();
    return scheduler;
  }

  private static Job job(int number, Instant dueTime) {
    return Job.of(Integer.toString(number), WORK, Trigger.at(dueTime));
  }

  @Override
  public void schedule(int number, Instant dueTime) {
    running().schedule(job(number, dueTime));
  }

  @Override
  public void scheduleAll(int first, List<Instant> dueTimes) {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < dueTimes.size(); i++) {
      jobs.add(job(first + i, dueTimes.get(i)));
    }
    running().scheduleAll(jobs, IfExists.REJECT);
  }

  @Override
  public void start() {
    if (!isStarted) {
      isStarted = true;
      scheduler.start();
    }
  }

  @Override
  public long recorded() {
    return ended.get();
  }

  @Override
  public void close() {
    scheduler.close();
  }
}
