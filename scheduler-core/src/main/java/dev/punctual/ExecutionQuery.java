package dev.punctual;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which executions to list: newest scheduled time first, open ones included. Immutable.
 *
 * <pre>{@code scheduler.executions(ExecutionQuery.ofJob("report").limit(20))}</pre>
 */
public final class ExecutionQuery {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1_000;
  private static final ExecutionQuery ALL =
      new ExecutionQuery(null, null, Set.of(), null, null, DEFAULT_LIMIT, null);

  private final @Nullable JobId job;
  private final @Nullable ExecutionId execution;
  private final Set<ExecutionStatus> statuses;
  private final @Nullable Instant from;
  private final @Nullable Instant until;
  private final int limit;
  private final @Nullable String after;

  private ExecutionQuery(
      @Nullable JobId job,
      @Nullable ExecutionId execution,
      Set<ExecutionStatus> statuses,
      @Nullable Instant from,
      @Nullable Instant until,
      int limit,
      @Nullable String after) {
    this.job = job;
    this.execution = execution;
    this.statuses = statuses;
    this.from = from;
    this.until = until;
    this.limit = limit;
    this.after = after;
  }

  /**
   * The executions of all jobs.
   *
   * @return the query, 100 to a page
   */
  public static ExecutionQuery all() {
    return ALL;
  }

  /**
   * The executions of one job.
   *
   * @param job its id
   * @return the query, 100 to a page
   * @throws InvalidDefinitionException if the id is not legal
   */
  public static ExecutionQuery ofJob(String job) {
    return new ExecutionQuery(JobId.of(job), null, Set.of(), null, null, DEFAULT_LIMIT, null);
  }

  /**
   * One execution.
   *
   * @param execution its id
   * @return the query, which finds at most one
   */
  public static ExecutionQuery of(ExecutionId execution) {
    return new ExecutionQuery(null, execution, Set.of(), null, null, 1, null);
  }

  /**
   * Only those with one of these statuses.
   *
   * @param first a status
   * @param others further ones
   * @return a copy
   */
  public ExecutionQuery withStatus(ExecutionStatus first, ExecutionStatus... others) {
    return new ExecutionQuery(
        job, execution, Set.copyOf(EnumSet.of(first, others)), from, until, limit, after);
  }

  /**
   * Only those scheduled at or after an instant.
   *
   * @param instant the instant
   * @return a copy
   */
  public ExecutionQuery from(Instant instant) {
    return new ExecutionQuery(job, execution, statuses, instant, until, limit, after);
  }

  /**
   * Only those scheduled before an instant.
   *
   * @param instant the instant
   * @return a copy
   */
  public ExecutionQuery until(Instant instant) {
    return new ExecutionQuery(job, execution, statuses, from, instant, limit, after);
  }

  /**
   * The size of a page.
   *
   * @param most 1 to 1,000; 100 where not given
   * @return a copy
   * @throws InvalidDefinitionException if it is out of range
   */
  public ExecutionQuery limit(int most) {
    return new ExecutionQuery(job, execution, statuses, from, until, checkLimit(most), after);
  }

  /**
   * The page that follows another.
   *
   * @param next that page's {@link Page#next()}
   * @return a copy
   */
  public ExecutionQuery after(String next) {
    return new ExecutionQuery(job, execution, statuses, from, until, limit, next);
  }

  static int checkLimit(int most) {
    if (most < 1 || most > MOST) {
      throw new InvalidDefinitionException("limit " + most + " is not between 1 and " + MOST);
    }
    return most;
  }

  /**
   * Whose executions.
   *
   * @return the job; empty for all
   */
  public Optional<JobId> job() {
    return Optional.ofNullable(job);
  }

  /**
   * The one execution asked for.
   *
   * @return its id; empty for many
   */
  public Optional<ExecutionId> execution() {
    return Optional.ofNullable(execution);
  }

  /**
   * The wanted statuses.
   *
   * @return empty for all
   */
  public Set<ExecutionStatus> statuses() {
    return statuses;
  }

  /**
   * The least scheduled time.
   *
   * @return the instant, inclusive
   */
  public Optional<Instant> from() {
    return Optional.ofNullable(from);
  }

  /**
   * The bound of scheduled times.
   *
   * @return the instant, exclusive
   */
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  /**
   * The size of a page.
   *
   * @return 1 to 1,000
   */
  public int limit() {
    return limit;
  }

  /**
   * Where the page starts.
   *
   * @return the mark of the page before; empty for the first
   */
  public Optional<String> after() {
    return Optional.ofNullable(after);
  }
}
