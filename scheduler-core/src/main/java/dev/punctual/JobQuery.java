package dev.punctual;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which jobs to list, in order of their ids. Immutable. */
public final class JobQuery {
  private static final JobQuery ALL = new JobQuery(null, null, null, "", 100, null);

  private final @Nullable JobState state;
  private final @Nullable String tag;
  private final @Nullable String executor;
  private final String prefix;
  private final int limit;
  private final @Nullable String after;

  private JobQuery(
      @Nullable JobState state,
      @Nullable String tag,
      @Nullable String executor,
      String prefix,
      int limit,
      @Nullable String after) {
    this.state = state;
    this.tag = tag;
    this.executor = executor;
    this.prefix = prefix;
    this.limit = limit;
    this.after = after;
  }

  /**
   * All jobs.
   *
   * @return the query, 100 to a page
   */
  public static JobQuery all() {
    return ALL;
  }

  /**
   * Only jobs in a state.
   *
   * @param wanted the state
   * @return a copy
   */
  public JobQuery withState(JobState wanted) {
    return new JobQuery(wanted, tag, executor, prefix, limit, after);
  }

  /**
   * Only jobs with a tag.
   *
   * @param wanted the tag
   * @return a copy
   */
  public JobQuery withTag(String wanted) {
    return new JobQuery(state, wanted, executor, prefix, limit, after);
  }

  /**
   * Only jobs of an executor.
   *
   * @param wanted the executor's name; for handlers {@code handler} and the handler's name, with a
   *     space between
   * @return a copy
   */
  public JobQuery withExecutor(String wanted) {
    return new JobQuery(state, tag, wanted, prefix, limit, after);
  }

  /**
   * Only jobs whose id begins so.
   *
   * @param wanted the beginning, taken literally
   * @return a copy
   */
  public JobQuery withIdPrefix(String wanted) {
    return new JobQuery(state, tag, executor, wanted, limit, after);
  }

  /**
   * The size of a page.
   *
   * @param most 1 to 1,000; 100 where not given
   * @return a copy
   * @throws InvalidDefinitionException if it is out of range
   */
  public JobQuery limit(int most) {
    return new JobQuery(state, tag, executor, prefix, ExecutionQuery.checkLimit(most), after);
  }

  /**
   * The page that follows another.
   *
   * @param next that page's {@link Page#next()}
   * @return a copy
   */
  public JobQuery after(String next) {
    return new JobQuery(state, tag, executor, prefix, limit, next);
  }

  /**
   * The wanted state.
   *
   * @return empty for all
   */
  public Optional<JobState> state() {
    return Optional.ofNullable(state);
  }

  /**
   * The wanted tag.
   *
   * @return empty for all
   */
  public Optional<String> tag() {
    return Optional.ofNullable(tag);
  }

  /**
   * The wanted executor.
   *
   * @return empty for all
   */
  public Optional<String> executor() {
    return Optional.ofNullable(executor);
  }

  /**
   * How the ids begin.
   *
   * @return empty for all
   */
  public String idPrefix() {
    return prefix;
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
