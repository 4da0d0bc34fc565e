package dev.punctual;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
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

  /** Everything beyond the four essentials; copied with one field changed by the with-methods. */
  private record Options(
      String description,
      Set<String> tags,
      CatchUp catchUp,
      Overlap overlap,
      @Nullable Retry retry,
      Delivery delivery,
      long maxExecutions) {
    static final Options DEFAULT =
        new Options(
            "",
            Set.of(),
            CatchUp.latest(),
            Overlap.skip(),
            null,
            Delivery.AT_LEAST_ONCE,
            Long.MAX_VALUE);
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

  private Job with(Options changed) {
    return new Job(id, target, payload, trigger, changed);
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
    var o = options;
    return with(
        new Options(text, o.tags, o.catchUp, o.overlap, o.retry, o.delivery, o.maxExecutions));
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
    var o = options;
    return with(
        new Options(
            o.description,
            Set.copyOf(all),
            o.catchUp,
            o.overlap,
            o.retry,
            o.delivery,
            o.maxExecutions));
  }

  /**
   * With another policy for scheduled times that passed without a claim.
   *
   * @param policy {@link CatchUp#latest()} where not given
   * @return a copy
   */
  public Job withCatchUp(CatchUp policy) {
    var o = options;
    return with(
        new Options(
            o.description, o.tags, policy, o.overlap, o.retry, o.delivery, o.maxExecutions));
  }

  /**
   * With another policy for scheduled times that arrive while the job runs.
   *
   * @param policy {@link Overlap#skip()} where not given
   * @return a copy
   */
  public Job withOverlap(Overlap policy) {
    var o = options;
    return with(
        new Options(
            o.description, o.tags, o.catchUp, policy, o.retry, o.delivery, o.maxExecutions));
  }

  /**
   * With another policy for failed attempts.
   *
   * @param policy where not given, five attempts with exponential waits from 10 s to 10 min for a
   *     job that runs once, and one attempt for a recurring one
   * @return a copy
   */
  public Job withRetry(Retry policy) {
    var o = options;
    return with(
        new Options(
            o.description, o.tags, o.catchUp, o.overlap, policy, o.delivery, o.maxExecutions));
  }

  /**
   * With another decision for cases of doubt.
   *
   * @param policy {@link Delivery#AT_LEAST_ONCE} where not given
   * @return a copy
   */
  public Job withDelivery(Delivery policy) {
    var o = options;
    return with(
        new Options(o.description, o.tags, o.catchUp, o.overlap, o.retry, policy, o.maxExecutions));
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
    var o = options;
    return with(
        new Options(o.description, o.tags, o.catchUp, o.overlap, o.retry, o.delivery, most));
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

  @Override
  public boolean equals(Object other) {
    return other instanceof Job that
        && id.equals(that.id)
        && target.equals(that.target)
        && payload.equals(that.payload)
        && trigger.equals(that.trigger)
        && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, target, payload, trigger, options);
  }

  /** Id, target and trigger; never the payload. */
  @Override
  public String toString() {
    return "Job[" + id + ", " + target + ", " + trigger + "]";
  }
}
