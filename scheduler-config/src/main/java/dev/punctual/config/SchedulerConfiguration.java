package dev.punctual.config;

import dev.punctual.CatchUp;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Retention;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.sqlite.SqliteOptions;
import dev.punctual.sqlite.SqlitePersistence;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * A scheduler set up from environment variables or properties, such as {@code SCHEDULER_TIMEZONE}
 * or {@code scheduler.timezone}. What is not given has the builder's own default. Immutable.
 *
 * <pre>{@code
 * Scheduler scheduler =
 *     SchedulerConfiguration.fromEnvironment()
 *         .toBuilder()
 *         .handler(Target.handler("report"), run -> reports.daily())
 *         .start();
 * }</pre>
 *
 * <p>Values that cannot be used are refused, all at once, and so are keys that begin like ours and
 * are none, since a misspelt one would be silently without effect. Values of such keys are in no
 * message.
 */
public final class SchedulerConfiguration implements Consumer<SchedulerBuilder> {
  private final Options options;

  private SchedulerConfiguration(Options options) {
    this.options = options;
  }

  /**
   * From variables or properties of any source. Keys that begin with neither {@code SCHEDULER_} nor
   * {@code scheduler.} are left alone, as are those that Kubernetes sets for a service called
   * scheduler.
   *
   * @param values texts by name of variable or property
   * @return the configuration
   * @throws InvalidDefinitionException naming every key with a wrong value, and every unknown one,
   *     one to a line
   */
  public static SchedulerConfiguration from(Map<String, String> values) {
    return new SchedulerConfiguration(Options.read(values));
  }

  /**
   * From the environment variables of this process.
   *
   * @return the configuration
   * @throws InvalidDefinitionException as for {@link #from}
   */
  public static SchedulerConfiguration fromEnvironment() {
    return from(System.getenv());
  }

  /**
   * From properties, their defaults included.
   *
   * @param properties such as {@code System.getProperties()}
   * @return the configuration
   * @throws InvalidDefinitionException as for {@link #from}
   */
  public static SchedulerConfiguration fromProperties(Properties properties) {
    var values = new HashMap<String, String>();
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    return from(values);
  }

  /**
   * Everything that can be set.
   *
   * @return the knobs with their bounds
   */
  public static List<Knob> knobs() {
    return Options.ALL.stream().map(Option::knob).toList();
  }

  /**
   * What holds for entries of the schedule file that do not say it themselves.
   *
   * @return zone and grace
   */
  public ScheduleDefaults scheduleDefaults() {
    return new ScheduleDefaults(
        options.get(Options.TIMEZONE).orElse(ZoneOffset.UTC),
        options.get(Options.MISFIRE_GRACE_TIME).orElse(CatchUp.DEFAULT_GRACE));
  }

  /**
   * The file of declared jobs.
   *
   * @return its path; empty if none is given
   */
  public Optional<Path> schedules() {
    return options.get(Options.SCHEDULES);
  }

  /**
   * The SQLite file of jobs and log.
   *
   * @return its path; empty if they are to be kept in memory
   */
  public Optional<Path> database() {
    return options.get(Options.DATABASE);
  }

  /**
   * A builder set up accordingly: schedules are read, and the database is open.
   *
   * @return the builder, to which handlers, executors and whatever else can be added
   * @throws dev.punctual.StoreUnavailableException if the database cannot be opened
   */
  public SchedulerBuilder toBuilder() {
    return Scheduler.builder().apply(this);
  }

  /**
   * Sets a builder up, in what is given. A schedule file that cannot be read is a fault that the
   * builder reports when it builds.
   *
   * @throws dev.punctual.StoreUnavailableException if the database cannot be opened
   */
  @Override
  public void accept(SchedulerBuilder builder) {
    options.get(Options.MAX_WORKERS).ifPresent(builder::maxConcurrent);
    options.workersOf().forEach(builder::maxConcurrent);
    options.get(Options.LEAD).ifPresent(builder::lead);
    options.get(Options.DRAIN).ifPresent(builder::drain);
    options.get(Options.CALL_TIMEOUT).ifPresent(builder::callTimeout);
    options.get(Options.TIMING_THREAD).ifPresent(builder::timingThread);
    options.get(Options.KEEP_ALIVE).ifPresent(builder::keepAlive);
    retention().ifPresent(builder::retention);
    schedules()
        .ifPresent(file ->
            builder.apply(late -> ScheduleFile.read(file, scheduleDefaults()).accept(late)));
    database().ifPresent(file -> builder.persistence(SqlitePersistence.open(file, sqlite())));
  }

  private Optional<Retention> retention() {
    var successes = options.get(Options.RETENTION_SUCCESSES);
    var age = options.get(Options.RETENTION_AGE);
    return successes.isEmpty() && age.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Retention(
                successes.orElse(Retention.DEFAULT.successesPerJob()),
                age.orElse(Retention.DEFAULT.age())));
  }

  private SqliteOptions sqlite() {
    var standard = SqliteOptions.defaults();
    return standard
        .withSynchronous(options.get(Options.DATABASE_SYNCHRONOUS).orElse(standard.synchronous()))
        .waitForLock(options.get(Options.DATABASE_WAIT).orElse(standard.lockWait()));
  }
}
