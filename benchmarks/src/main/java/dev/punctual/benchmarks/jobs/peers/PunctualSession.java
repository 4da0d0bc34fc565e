package dev.punctual.benchmarks.jobs.peers;

import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.benchmarks.jobs.Session;
import dev.punctual.benchmarks.jobs.Starts;
import dev.punctual.benchmarks.jobs.Ticks;
import dev.punctual.spi.Persistence;
import dev.punctual.sqlite.SqlitePersistence;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Punctual with its defaults. */
public final class PunctualSession implements Session {
  private static final Target<?> WORK = Target.handler("work");
  private static final Target<?> TICK = Target.handler("tick");
  private static final String FILE = "jobs.db";
  private static final String SUCCEEDED =
      "SELECT count(*) FROM execution"
          + " WHERE status = 'SUCCEEDED' AND scheduled >= ? AND scheduled < ?";

  private static final String LOG =
      "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)"
          + " INSERT INTO execution (id, job, kind, status, scheduled, due, started, ended, attempt,"
          + " failures, interruptions, node, times, through, result, error, log, checksum)"
          + " SELECT printf('%041d', n), 'old-' || (n % 10000), 'SCHEDULED', 'SUCCEEDED', n + ?2,"
          + " n + ?2, n + ?2, n + ?3, 1, 0, 0, 'node', 1, n + ?2, '', '', '', 0 FROM number";

  private final Scheduler scheduler;
  private final AtomicLong ended = new AtomicLong();
  private boolean isStarted;

  private PunctualSession(Persistence store) {
    this.scheduler =
        Scheduler.builder()
            .persistence(store)
            .handler(WORK, run -> Starts.note(Integer.parseInt(run.job().value())))
            .handler(
                TICK, run -> Ticks.note(Integer.parseInt(run.job().value()), run.scheduledTime()))
            .on(SchedulerEvent.ExecutionEnded.class, event -> ended.incrementAndGet())
            .build();
  }

  /** Opens the store in a folder. */
  public static PunctualSession open(Path folder) {
    return new PunctualSession(SqlitePersistence.open(folder.resolve(FILE)));
  }

  /** Opens the store in a folder, each commit of which then takes so much longer. */
  public static PunctualSession open(Path folder, Duration longer) {
    return new PunctualSession(
        new SlowCommits(SqlitePersistence.open(folder.resolve(FILE)), longer));
  }

  /**
   * Adds lines to the log of a store that is closed, as of other jobs' runs of the last hours. They
   * are not signed with a checksum, and nothing measured here reads them.
   *
   * @param folder where the store is
   * @param lines how many
   */
  public static void fillLog(Path folder, int lines) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(FILE));
        var insert = connection.prepareStatement(LOG)) {
      long now = System.currentTimeMillis();
      insert.setInt(1, lines);
      insert.setLong(2, now - lines);
      insert.setLong(3, now - lines);
      insert.executeUpdate();
    }
  }

  /**
   * How many runs of a span the log has as successes. For a store that is closed: it is read past
   * the library, so that what counts is what reached the file.
   *
   * @param folder where the store is
   * @param from the first scheduled time that counts
   * @param until the first that no longer does
   */
  public static long succeeded(Path folder, Instant from, Instant until) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(FILE));
        var query = connection.prepareStatement(SUCCEEDED)) {
      query.setLong(1, from.toEpochMilli());
      query.setLong(2, until.toEpochMilli());
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
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
  public void scheduleEvery(int first, Duration period, List<Instant> firstTimes) {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < firstTimes.size(); i++) {
      var trigger = Trigger.every(period, firstTimes.get(i));
      jobs.add(Job.of(Integer.toString(first + i), TICK, trigger));
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
