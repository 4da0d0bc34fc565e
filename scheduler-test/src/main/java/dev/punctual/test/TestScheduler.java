package dev.punctual.test;

import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.JobHandle;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.internal.loop.LocalScheduler;
import dev.punctual.internal.loop.Settings;
import dev.punctual.spi.JobExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The real scheduler in virtual time, on the application's own builder. Time stands still unless a
 * test moves it; a month passes in milliseconds, with every start at its exact instant.
 *
 * <pre>{@code
 * try (var time = TestScheduler.start(Scheduler.builder().apply(reportJobs(fake)), "2026-03-01T00:00:00Z")) {
 *   time.advance(ofDays(31));
 *   assertThat(time.executions("report")).hasSize(31);
 * }
 * }</pre>
 *
 * <p>Handlers run on threads of their own. Time moves on when each of them has ended or has parked:
 * one that sleeps, or waits with a limit, is waited for in real time, up to ten seconds; one that
 * waits without a limit, which real I/O can look like, for a tenth of a second. A handler sees
 * virtual time through {@link Scheduler#now()}. The log is kept for ever, unless the builder was
 * given a retention. For one thread.
 */
public final class TestScheduler implements AutoCloseable {
  private static final int PAGE = 1_000;

  private final Settings settings;
  private final VirtualClock clock;
  private Duration storeDelay = Duration.ZERO;
  private VirtualTimeDriver driver;
  private LocalScheduler scheduler;

  private TestScheduler(Settings settings, Instant start) {
    this.settings = settings;
    this.clock = new VirtualClock(start);
    this.driver = new VirtualTimeDriver(clock, storeDelay);
    this.scheduler = new LocalScheduler(reusable(settings), driver);
  }

  /**
   * Builds and starts a scheduler in virtual time.
   *
   * @param builder the application's builder; without a persistence it runs in memory
   * @param start the first instant, such as {@code 2026-03-01T00:00:00Z}
   * @return the running scheduler
   */
  public static TestScheduler start(SchedulerBuilder builder, String start) {
    return start(builder, Instant.parse(start));
  }

  /**
   * Builds and starts a scheduler in virtual time.
   *
   * @param builder the application's builder; without a persistence it runs in memory
   * @param start the first instant
   * @return the running scheduler
   */
  public static TestScheduler start(SchedulerBuilder builder, Instant start) {
    var test = new TestScheduler(builder.settings(), start);
    test.begin();
    return test;
  }

  private static Settings reusable(Settings settings) {
    Map<String, JobExecutor> executors = new HashMap<>();
    settings
        .executors()
        .forEach((name, executor) -> executors.put(name, new Unclosed.Executor(executor)));
    return settings.forTest(new Unclosed.Store(settings.persistence()), executors);
  }

  private void begin() {
    scheduler.start();
    driver.advance(Duration.ZERO);
  }

  private void restart() {
    driver = new VirtualTimeDriver(clock, storeDelay);
    scheduler = new LocalScheduler(reusable(settings), driver);
    begin();
  }

  /**
   * The scheduler as it runs now; another one after {@link #down} and {@link #crash}.
   *
   * @return the scheduler
   */
  public Scheduler scheduler() {
    return scheduler;
  }

  /**
   * The virtual time.
   *
   * @return what the wall clock shows
   */
  public Instant now() {
    return clock.instant();
  }

  /**
   * Lets time pass, and everything happen that is due meanwhile.
   *
   * @param duration zero or more
   */
  public void advance(Duration duration) {
    driver.advance(duration);
  }

  /**
   * Lets time pass up to an instant; one in the past moves nothing.
   *
   * @param instant the instant
   */
  public void advanceTo(Instant instant) {
    driver.advance(clock.until(instant));
  }

  /**
   * Sets the wall clock forward, or back by a negative duration, while the scheduler runs. No time
   * passes by that. As in production, the scheduler notices it when it has something to do next, or
   * after a second: let that pass by {@link #advance}.
   *
   * @param by how far
   */
  public void stepClock(Duration by) {
    driver.step(by);
  }

  /**
   * Suspends the machine, as when the lid is closed, and resumes it: nothing runs meanwhile, and
   * the wall clock has moved on. As in production, the scheduler notices it when it has something
   * to do next, or after a second: let that pass by {@link #advance}.
   *
   * @param duration how long it is suspended; zero or more
   */
  public void suspend(Duration duration) {
    driver.step(duration);
  }

  /**
   * Lets time pass while the process stands still, as after {@code kill -STOP}, in a long pause of
   * the garbage collector, or on a starved machine. Then it goes on and does what is due.
   *
   * @param duration how long it stands still; zero or more
   */
  public void stall(Duration duration) {
    driver.stall(duration);
  }

  /**
   * Closes the scheduler, lets time pass without it, and starts another one on the same store.
   *
   * @param duration how long it is down
   */
  public void down(Duration duration) {
    scheduler.close();
    clock.pass(duration);
    restart();
  }

  /**
   * Kills the scheduler as {@code kill -9} would, lets time pass without it, and starts another one
   * on the same store. Running attempts are interrupted, and their ends are not seen.
   *
   * @param duration how long it is down
   */
  public void crash(Duration duration) {
    driver.kill();
    clock.pass(duration);
    restart();
  }

  /**
   * Lets every answer of the store take so long in virtual time, from now on.
   *
   * @param delay zero or more
   */
  public void delayStore(Duration delay) {
    storeDelay = delay;
    driver.delayStore(delay);
  }

  /**
   * The handle of a job.
   *
   * @param id the job
   * @return its handle
   */
  public JobHandle job(String id) {
    return scheduler.job(id);
  }

  /**
   * The log of one job, newest scheduled time first, open executions included.
   *
   * @param job the job
   * @return all of it
   */
  public List<Execution> executions(String job) {
    return all(ExecutionQuery.ofJob(job));
  }

  /**
   * The log of all jobs, newest scheduled time first, open executions included.
   *
   * @return all of it
   */
  public List<Execution> executions() {
    return all(ExecutionQuery.all());
  }

  private List<Execution> all(ExecutionQuery query) {
    var all = new ArrayList<Execution>();
    var page = scheduler.executions(query.limit(PAGE));
    page.forEach(all::add);
    while (page.next().isPresent()) {
      page = scheduler.executions(query.limit(PAGE).after(page.next().get()));
      page.forEach(all::add);
    }
    return List.copyOf(all);
  }

  /** Closes the scheduler, its executors and its store. */
  @Override
  public void close() {
    scheduler.close();
    settings.executors().values().forEach(JobExecutor::close);
    settings.persistence().close();
  }
}
