package dev.punctual.benchmarks.jobs.peers;

import dev.punctual.benchmarks.jobs.Session;
import dev.punctual.benchmarks.jobs.Starts;
import dev.punctual.benchmarks.jobs.Ticks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.RAMJobStore;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Quartz: one durable job, and a trigger for each run. What is due is acquired in batches as large
 * as the threads allow; in memory with what is due a millisecond later, for Quartz falls behind
 * otherwise, while on SQLite that makes it slower. Nothing counts as misfired. On SQLite, one
 * connection: there is one writer, and waiting for a connection is cheaper than SQLite's waiting
 * for a lock.
 */
public final class QuartzSession implements Session {
  private static final int THREADS = 100;
  private static final int CONNECTIONS = 1;
  private static final String NUMBER = "number";
  private static final String TRIGGERS = "SELECT count(*) FROM qrtz_triggers";

  private final Scheduler scheduler;
  private final @Nullable SqliteFile file;
  private final JobDetail work =
      JobBuilder.newJob(Work.class).withIdentity("work").storeDurably().build();

  private final JobDetail tick =
      JobBuilder.newJob(Tick.class).withIdentity("tick").storeDurably().build();

  private long scheduled;

  private QuartzSession(Properties properties, @Nullable SqliteFile file) throws Exception {
    this.file = file;
    properties.setProperty("org.quartz.scheduler.instanceName", "comparison");
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "1000");
    properties.setProperty(
        "org.quartz.scheduler.batchTriggerAcquisitionFireAheadTimeWindow",
        file == null ? "1" : "0");
    properties.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    properties.setProperty("org.quartz.threadPool.threadCount", Integer.toString(THREADS));
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.jobStore.misfireThreshold", "3600000");
    scheduler = new StdSchedulerFactory(properties).getScheduler();
    scheduler.addJob(work, true);
    scheduler.addJob(tick, true);
    scheduled = file == null ? 0 : file.number(TRIGGERS);
  }

  /** What every trigger runs. */
  public static final class Work implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      Starts.note(context.getTrigger().getJobDataMap().getIntFromString(NUMBER));
    }
  }

  /** What every trigger of a recurring job runs. */
  public static final class Tick implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      Ticks.note(
          context.getTrigger().getJobDataMap().getIntFromString(NUMBER),
          context.getScheduledFireTime().toInstant());
    }
  }

  private record Connections(DataSource pool) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return pool.getConnection();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
  }

  /** With its store in memory. */
  public static QuartzSession inMemory() throws Exception {
    var properties = new Properties();
    properties.setProperty("org.quartz.jobStore.class", RAMJobStore.class.getName());
    return new QuartzSession(properties, null);
  }

  /** Opens the store in a folder. */
  public static QuartzSession open(Path folder) throws Exception {
    var file = SqliteFile.open(folder, CONNECTIONS, false);
    if (file.number("SELECT count(*) FROM sqlite_schema") == 0) {
      file.execute("BEGIN;" + tables());
    }
    DBConnectionManager.getInstance().addConnectionProvider("jobs", new Connections(file.pool()));
    var properties = new Properties();
    properties.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
    properties.setProperty("org.quartz.jobStore.dataSource", "jobs");
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
    properties.setProperty("org.quartz.jobStore.useProperties", "true");
    properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    return new QuartzSession(properties, file);
  }

  /**
   * Quartz's own, for PostgreSQL: SQLite takes them as they are, and its driver knows no blobs but
   * bytes.
   */
  private static String tables() throws IOException {
    try (var script = JobStoreTX.class.getResourceAsStream("tables_postgres.sql")) {
      if (script == null) {
        throw new IOException("Quartz brings no tables for PostgreSQL");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static TriggerBuilder<Trigger> trigger(JobDetail job, int number, Instant dueTime) {
    return TriggerBuilder.newTrigger()
        .forJob(job)
        .withIdentity(Integer.toString(number))
        .usingJobData(NUMBER, Integer.toString(number))
        .startAt(Date.from(dueTime));
  }

  @Override
  public void schedule(int number, Instant dueTime) throws SchedulerException {
    scheduler.scheduleJob(trigger(work, number, dueTime).build());
    scheduled++;
  }

  @Override
  public void scheduleAll(int first, List<Instant> dueTimes) throws SchedulerException {
    Set<Trigger> triggers = new HashSet<>();
    for (int i = 0; i < dueTimes.size(); i++) {
      triggers.add(trigger(work, first + i, dueTimes.get(i)).build());
    }
    scheduler.scheduleJobs(Map.of(work, triggers), true);
    scheduled += triggers.size();
  }

  @Override
  public void scheduleEvery(int first, Duration period, List<Instant> firstTimes)
      throws SchedulerException {
    Set<Trigger> triggers = new HashSet<>();
    for (int i = 0; i < firstTimes.size(); i++) {
      triggers.add(
          trigger(tick, first + i, firstTimes.get(i))
              .withSchedule(
                  SimpleScheduleBuilder.simpleSchedule()
                      .withIntervalInMilliseconds(period.toMillis())
                      .repeatForever())
              .build());
    }
    scheduler.scheduleJobs(Map.of(tick, triggers), true);
  }

  @Override
  public void start() throws SchedulerException {
    scheduler.start();
  }

  @Override
  public long recorded() throws Exception {
    return file == null ? Session.super.recorded() : scheduled - file.number(TRIGGERS);
  }

  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
      if (file != null) {
        file.close();
      }
    } catch (SchedulerException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
