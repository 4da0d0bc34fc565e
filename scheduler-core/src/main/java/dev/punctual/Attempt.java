package dev.punctual;

import dev.punctual.internal.loop.Declined;
import java.time.Instant;

/**
 * One try to carry out an execution, as handlers and executors see it. Immutable.
 *
 * @param <T> the type of the payload
 */
public final class Attempt<T> {
  private final JobId job;
  private final ExecutionId execution;
  private final Target<?> target;
  private final ExecutionKind kind;
  private final Instant scheduledTime;
  private final int number;
  private final T payload;

  private Attempt(
      JobId job,
      ExecutionId execution,
      Target<?> target,
      ExecutionKind kind,
      Instant scheduledTime,
      int number,
      T payload) {
    this.job = job;
    this.execution = execution;
    this.target = target;
    this.kind = kind;
    this.scheduledTime = scheduledTime;
    this.number = number;
    this.payload = payload;
  }

  /**
   * An attempt; made by the scheduler, and by tests of executors and handlers.
   *
   * @param <T> the type of the payload
   * @param job the job's id
   * @param execution the execution's id
   * @param target what is run
   * @param kind why it runs
   * @param scheduledTime the instant the trigger named
   * @param number 1 for the first try
   * @param payload the payload
   * @return the attempt
   */
  public static <T> Attempt<T> of(
      JobId job,
      ExecutionId execution,
      Target<?> target,
      ExecutionKind kind,
      Instant scheduledTime,
      int number,
      T payload) {
    return new Attempt<>(job, execution, target, kind, scheduledTime, number, payload);
  }

  /**
   * The job.
   *
   * @return its id
   */
  public JobId job() {
    return job;
  }

  /**
   * The execution this attempt belongs to.
   *
   * @return its id
   */
  public ExecutionId execution() {
    return execution;
  }

  /**
   * The idempotency key: the same for every attempt of this execution, over retries, restarts and
   * nodes. Hand it to whatever is called, so that a repetition can be recognised there.
   *
   * @return 20 to 64 characters of {@code a-z 0-9}
   */
  public String key() {
    return execution.value();
  }

  /**
   * What is run.
   *
   * @return the target; its type is not stored, so it is that of the registered handler, or {@link
   *     Payload}
   */
  public Target<?> target() {
    return target;
  }

  /**
   * Why it runs: on schedule, as catch-up, by hand.
   *
   * @return the kind
   */
  public ExecutionKind kind() {
    return kind;
  }

  /**
   * The instant the trigger named; for a manual run, when it was asked for. Compute with this, not
   * with the clock: it is the same when the run is late, repeated or caught up.
   *
   * @return the scheduled time
   */
  public Instant scheduledTime() {
    return scheduledTime;
  }

  /**
   * Which try this is.
   *
   * @return 1 for the first; numbers never go back
   */
  public int number() {
    return number;
  }

  /**
   * The data of the job.
   *
   * @return the payload
   */
  public T payload() {
    return payload;
  }

  /**
   * What a handler throws to say that there is nothing to do: {@code throw run.skip("no new
   * orders")}. That is no failure and is not retried; the execution ends as {@link
   * ExecutionStatus#SKIPPED} with {@link SkipReason#DECLINED} and the reason as its result. It
   * counts as a run for {@link Job#withMaxExecutions}.
   *
   * @param reason why there is nothing to do
   * @return the exception to throw
   */
  public RuntimeException skip(String reason) {
    return new Declined(reason);
  }

  /**
   * The same attempt with another payload, such as the decoded one.
   *
   * @param <U> the type of the other payload
   * @param other the other payload
   * @return a copy
   */
  public <U> Attempt<U> withPayload(U other) {
    return new Attempt<>(job, execution, target, kind, scheduledTime, number, other);
  }

  /** Job, scheduled time and number; never the payload. */
  @Override
  public String toString() {
    return "Attempt[" + job + " at " + scheduledTime + ", attempt " + number + "]";
  }
}
