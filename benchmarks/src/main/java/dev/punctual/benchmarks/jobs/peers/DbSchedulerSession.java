package dev.punctual.benchmarks.jobs.peers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.punctual.benchmarks.jobs.Session;
import dev.punctual.benchmarks.jobs.Starts;
import dev.punctual.benchmarks.jobs.Ticks;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * db-scheduler, polling every 10 ms instead of every 10 s, and fetching enough for its few threads
 * ahead. There is one connection, for SQLite has one writer, and it does not commit by itself, so
 * that a batch is one transaction.
 */
public final class DbSchedulerSession implements Session {
  private static final Duration POLLING = Duration.ofMillis(10);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int CONNECTIONS = 1;
  private static final int THREADS = 10;
  private static final double FEWEST = 1;
  private static final double MOST = 10;
  private static final String ROWS = "SELECT count(*) FROM scheduled_tasks";

  private static final String TABLES =
      """
      CREATE TABLE IF NOT EXISTS scheduled_tasks (
        task_name TEXT NOT NULL,
        task_instance TEXT NOT NULL,
        task_data BLOB,
        execution_time INTEGER NOT NULL,
        picked INTEGER NOT NULL,
        picked_by TEXT,
        last_success INTEGER,
        last_failure INTEGER,
        consecutive_failures INTEGER,
        last_heartbeat INTEGER,
        version INTEGER NOT NULL,
        priority INTEGER,
        PRIMARY KEY (task_name, task_instance)
      );
      CREATE INDEX IF NOT EXISTS execution_time_idx ON scheduled_tasks (execution_time);
      CREATE INDEX IF NOT EXISTS last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
      """;

  private final OneTimeTask<Void> work =
      Tasks.oneTime("work")
          .execute((instance, context) -> Starts.note(Integer.parseInt(instance.getId())));
  private final CustomTask<Void> tick =
      Tasks.custom("tick", Void.class).execute(DbSchedulerSession::tick);
  private final SqliteFile file;
  private final Scheduler scheduler;
  private long scheduled;

  private DbSchedulerSession(SqliteFile file) throws SQLException {
    this.file = file;
    file.execute(TABLES);
    scheduled = file.number(ROWS);
    scheduler =
        Scheduler.create(file.pool(), work, tick)
            .threads(THREADS)
            .pollingInterval(POLLING)
            .pollUsingFetch(FEWEST, MOST)
            .commitWhenAutocommitDisabled(true)
            .build();
  }

  /** Opens the store in a folder. */
  public static DbSchedulerSession open(Path folder) throws SQLException {
    return new DbSchedulerSession(SqliteFile.open(folder, CONNECTIONS, false));
  }

  private SchedulableInstance<?> instance(int number, Instant dueTime) {
    return SchedulableInstance.of(work.instance(Integer.toString(number)), dueTime);
  }

  @Override
  public void schedule(int number, Instant dueTime) {
    scheduler.schedule(instance(number, dueTime));
    scheduled++;
  }

  @Override
  public void scheduleAll(int first, List<Instant> dueTimes) {
    var instances = new ArrayList<SchedulableInstance<?>>();
    for (int i = 0; i < dueTimes.size(); i++) {
      instances.add(instance(first + i, dueTimes.get(i)));
    }
    scheduler.scheduleBatch(instances);
    scheduled += instances.size();
  }

  /** The library's own recurrence counts from the end of a run; this one from its due time. */
  private static CompletionHandler<Void> tick(
      TaskInstance<Void> instance, ExecutionContext context) {
    var scheduled = context.getExecution().executionTime;
    Ticks.note(Integer.parseInt(instance.getId()), scheduled);
    return (complete, operations) -> operations.reschedule(complete, scheduled.plus(TICK));
  }

  @Override
  public void scheduleEvery(int first, Duration period, List<Instant> firstTimes) {
    if (!period.equals(TICK)) {
      throw new IllegalArgumentException("is measured with jobs that run every second");
    }
    var instances = new ArrayList<SchedulableInstance<?>>();
    for (int i = 0; i < firstTimes.size(); i++) {
      instances.add(
          SchedulableInstance.of(tick.instance(Integer.toString(first + i)), firstTimes.get(i)));
    }
    scheduler.scheduleBatch(instances);
  }

  @Override
  public void start() {
    scheduler.start();
  }

  @Override
  public long recorded() throws SQLException {
    return scheduled - file.number(ROWS);
  }

  @Override
  public void close() {
    scheduler.stop();
    try {
      file.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
