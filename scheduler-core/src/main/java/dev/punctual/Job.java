package dev.punctual;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a job: what runs, when, and by which policies. Immutable; every {@code with…}
 * returns a copy.
 *
 * <pre>{@code
 * Job.of("invoice-42", SEND, new Invoice(42), Trigger.at(due))
 *     .withRetry(Retry.exponential(5, ofSeconds(10), ofMinutes(10)))
 * }</pre>
 */
public final class Job {
  private static final int LONGEST_DESCRIPTION = 2_000;
  private static final int MOST_TAGS = 20;
  private static final String RESERVED_TAGS = "punctual:";
  private static final Retry ONE_SHOT_RETRY =
      Retry.exponential(5, Duration.ofSeconds(10), Duration.ofMinutes(10));

  private final JobId id;
  private final Target<?> target;
  private final Object payload;
  private final Trigger trigger;
  private final Options options;

  /** Everything beyond the four essentials. A copy is changed before anybody else sees it. */
  private static final class Options implements Cloneable {
    static final Options DEFAULT = new Options();

    String description = "";
    Set<String> tags = Set.of();
    CatchUp catchUp = CatchUp.latest();
    Overlap overlap = Overlap.skip();
    @Nullable Retry retry;
    Delivery delivery = Delivery.AT_LEAST_ONCE;
    long maxExecutions = Long.MAX_VALUE;
    @Nullable Duration timeout;
    int pauseAfterFailures = Integer.MAX_VALUE;

    List<@Nullable Object> values() {
      return Arrays.asList(
          description,
          tags,
          catchUp,
          overlap,
          retry,
          delivery,
          maxExecutions,
          timeout,
          pauseAfterFailures);
    }

    @Override
    protected Options clone() {
      try {
        return (Options) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Job(JobId id, Target<?> target, Object payload, Trigger trigger, Options options) {
    this.id = id;
    this.target = target;
    this.payload = payload;
    this.trigger = trigger;
    this.options = options;
  }

  /**
   * A job with a payload.
   *
   * @param <T> the type of the payload
   * @param id 1 to 200 characters of {@code A-Z a-z 0-9 . _ : / @ -}
   * @param target what runs
   * @param payload the data of every attempt; encoded when the job is scheduled
   * @param trigger when it runs
   * @return the job, with default policies
   * @throws InvalidDefinitionException if the id is not legal
   */
  public static <T> Job of(String id, Target<T> target, T payload, Trigger trigger) {
    return new Job(JobId.of(id), target, Objects.requireNonNull(payload), trigger, Options.DEFAULT);
  }

  /**
   * A job without a payload.
   *
   * @param id 1 to 200 characters of {@code A-Z a-z 0-9 . _ : / @ -}
   * @param target what runs
   * @param trigger when it runs
   * @return the job, with default policies
   * @throws InvalidDefinitionException if the id is not legal
   */
  public static Job of(String id, Target<?> target, Trigger trigger) {
    return new Job(JobId.of(id), target, Payload.none(), trigger, Options.DEFAULT);
  }

  private Job with(Consumer<Options> change) {
    var copy = options.clone();
    change.accept(copy);
    return new Job(id, target, payload, trigger, copy);
  }

  /**
   * With another trigger.
   *
   * @param other the trigger
   * @return a copy
   */
  public Job withTrigger(Trigger other) {
    return new Job(id, target, payload, other, options);
  }

  /**
   * With another target and payload.
   *
   * @param <T> the type of the payload
   * @param other the target
   * @param data the payload
   * @return a copy
   */
  public <T> Job withTarget(Target<T> other, T data) {
    return new Job(id, other, Objects.requireNonNull(data), trigger, options);
  }

  /**
   * With a payload as it is.
   *
   * @param data the payload
   * @return a copy
   */
  public Job withPayload(Payload data) {
    return new Job(id, target, data, trigger, options);
  }

  /**
   * With words for people.
   *
   * @param text at most 2,000 characters
   * @return a copy
   * @throws InvalidDefinitionException if it is too long
   */
  public Job withDescription(String text) {
    Checks.text("job " + id + ": the description", text, LONGEST_DESCRIPTION);
    return with(options -> options.description = text);
  }

  /**
   * With tags to find it by.
   *
   * @param tags at most 20, each of the characters of a job id
   * @return a copy
   * @throws InvalidDefinitionException if there are too many or one is not legal
   */
  public Job withTags(String... tags) {
    var all = new TreeSet<String>();
    for (var tag : tags) {
      if (tag.startsWith(RESERVED_TAGS)) {
        throw new InvalidDefinitionException(
            "job " + id + ": tags that begin with " + RESERVED_TAGS + " are Punctual's own");
      }
      all.add(JobId.of(tag).value());
    }
    if (all.size() > MOST_TAGS) {
      throw new InvalidDefinitionException("job " + id + ": more than " + MOST_TAGS + " tags");
    }
    return with(options -> options.tags = Set.copyOf(all));
  }

  /**
   * With another policy for scheduled times that passed without a claim.
   *
   * @param policy {@link CatchUp#latest()} where not given
   * @return a copy
   */
  public Job withCatchUp(CatchUp policy) {
    Objects.requireNonNull(policy);
    return with(options -> options.catchUp = policy);
  }

  /**
   * With another policy for scheduled times that arrive while the job runs.
   *
   * @param policy {@link Overlap#skip()} where not given
   * @return a copy
   */
  public Job withOverlap(Overlap policy) {
    Objects.requireNonNull(policy);
    return with(options -> options.overlap = policy);
  }

  /**
   * With another policy for failed attempts.
   *
   * @param policy where not given, five attempts with exponential waits from 10 s to 10 min for a
   *     job that runs once, and one attempt for a recurring one
   * @return a copy
   */
  public Job withRetry(Retry policy) {
    Objects.requireNonNull(policy);
    return with(options -> options.retry = policy);
  }

  /**
   * With another decision for cases of doubt.
   *
   * @param policy {@link Delivery#AT_LEAST_ONCE} where not given
   * @return a copy
   */
  public Job withDelivery(Delivery policy) {
    Objects.requireNonNull(policy);
    return with(options -> options.delivery = policy);
  }

  /**
   * With a limit to the number of executions. It counts scheduled times that ran, retries not
   * counted again; skipped ones and manual runs do not count. It holds over restarts, catch-up and
   * replacement.
   *
   * @param most 1 or more; no limit where not given
   * @return a copy
   * @throws InvalidDefinitionException if it is less than 1
   */
  public Job withMaxExecutions(long most) {
    if (most < 1) {
      throw new InvalidDefinitionException(
          "job " + id + ": maxExecutions " + most + " is less than 1");
    }
    return with(options -> options.maxExecutions = most);
  }

  /**
   * A copy with another timeout. An attempt that takes longer is interrupted, and ends as {@link
   * Outcome#unknown}. One that ignores the interrupt keeps its job's slot until its thread ends,
   * and is shown as {@linkplain Health#stuck() stuck} meanwhile.
   *
   * @param longest how long an attempt may take, 1 ms or more; the executor's where not given, an
   *     hour for handlers
   * @return the copy
   * @throws InvalidDefinitionException if it is less than a millisecond
   */
  public Job withTimeout(Duration longest) {
    var checked = Checks.positive("job " + id + ": the timeout", longest);
    return with(options -> options.timeout = checked);
  }

  /**
   * A copy that is paused by itself, with a note, once so many executions in a row have failed or
   * ended as unknown. One that succeeds begins the count anew, and so does a resume; runs by hand
   * do not matter.
   *
   * @param failures 1 or more
   * @return the copy
   * @throws InvalidDefinitionException if it is less than 1
   */
  public Job withPauseAfterFailures(int failures) {
    if (failures < 1) {
      throw new InvalidDefinitionException(
          "job " + id + ": pauseAfterFailures " + failures + " is less than 1");
    }
    return with(options -> options.pauseAfterFailures = failures);
  }

  /**
   * Its name.
   *
   * @return the id
   */
  public JobId id() {
    return id;
  }

  /**
   * What runs.
   *
   * @return the target
   */
  public Target<?> target() {
    return target;
  }

  /**
   * The data of every attempt: the value as it was given, or a {@link Payload} once it was encoded
   * or read from the store.
   *
   * @return the payload
   */
  public Object payload() {
    return payload;
  }

  /**
   * When it runs.
   *
   * @return the trigger
   */
  public Trigger trigger() {
    return trigger;
  }

  /**
   * Words for people.
   *
   * @return the description, perhaps empty
   */
  public String description() {
    return options.description;
  }

  /**
   * Tags to find it by.
   *
   * @return the tags
   */
  public Set<String> tags() {
    return options.tags;
  }

  /**
   * What happens to scheduled times that passed without a claim.
   *
   * @return the policy
   */
  public CatchUp catchUp() {
    return options.catchUp;
  }

  /**
   * What happens to scheduled times that arrive while it runs.
   *
   * @return the policy
   */
  public Overlap overlap() {
    return options.overlap;
  }

  /**
   * What happens after a failed attempt.
   *
   * @return the policy
   */
  public Retry retry() {
    return Optional.ofNullable(options.retry)
        .orElse(trigger.isOnce() ? ONE_SHOT_RETRY : Retry.none());
  }

  /**
   * What is done in doubt.
   *
   * @return the policy
   */
  public Delivery delivery() {
    return options.delivery;
  }

  /**
   * How many executions it may have.
   *
   * @return the limit; empty for none
   */
  public OptionalLong maxExecutions() {
    return options.maxExecutions == Long.MAX_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(options.maxExecutions);
  }

  /**
   * How long an attempt may take.
   *
   * @return the timeout; empty for the executor's
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(options.timeout);
  }

  /**
   * After how many failures in a row it is paused.
   *
   * @return the number; empty for never
   */
  public OptionalInt pauseAfterFailures() {
    return options.pauseAfterFailures == Integer.MAX_VALUE
        ? OptionalInt.empty()
        : OptionalInt.of(options.pauseAfterFailures);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Job that
        && id.equals(that.id)
        && target.equals(that.target)
        && payload.equals(that.payload)
        && trigger.equals(that.trigger)
        && options.values().equals(that.options.values());
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, target, payload, trigger, options.values());
  }

  /** Id, target and trigger; never the payload. */
  @Override
  public String toString() {
    return "Job[" + id + ", " + target + ", " + trigger + "]";
  }
}
