package dev.punctual;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended. An executor returns one; a handler's is made from what it returned or
 * threw. Texts are cut when they are logged (result and error to 16,000 characters each).
 * Immutable.
 */
public final class Outcome {
  /** The ways an attempt can end. */
  public enum Status {
    /** It was carried out. */
    SUCCEEDED,
    /** The target took it over and will carry it out by itself; nobody has seen it succeed. */
    ACCEPTED,
    /** The target was reached and said no, or the handler threw. */
    FAILED,
    /** It certainly never reached the target, so trying again is always safe. */
    NOT_STARTED,
    /** It may or may not have taken effect: a reset, a timeout, a crash. */
    UNKNOWN,
    /** It found that there was nothing to do. */
    DECLINED
  }

  private final Status status;
  private final String text;
  private final boolean retryable;
  private final @Nullable Duration retryAfter;
  private final String log;

  private Outcome(
      Status status, String text, boolean retryable, @Nullable Duration retryAfter, String log) {
    this.status = status;
    this.text = text;
    this.retryable = retryable;
    this.retryAfter = retryAfter;
    this.log = log;
  }

  private static Outcome of(Status status, String text, boolean retryable) {
    return new Outcome(status, text, retryable, null, "");
  }

  /**
   * Success without a result.
   *
   * @return the outcome
   */
  public static Outcome succeeded() {
    return of(Status.SUCCEEDED, "", false);
  }

  /**
   * Success with a result for the log.
   *
   * @param result text of the target
   * @return the outcome
   */
  public static Outcome succeeded(String result) {
    return of(Status.SUCCEEDED, result, false);
  }

  /**
   * Taken over by the target.
   *
   * @param result text of the target
   * @return the outcome
   */
  public static Outcome accepted(String result) {
    return of(Status.ACCEPTED, result, false);
  }

  /**
   * There was nothing to do, which is no failure: the execution ends as skipped, with {@link
   * SkipReason#DECLINED} and this reason as its result. A handler throws {@link Attempt#skip}.
   *
   * @param reason why there was nothing to do
   * @return the outcome
   */
  public static Outcome declined(String reason) {
    return of(Status.DECLINED, reason, false);
  }

  /**
   * Failed, and another attempt would fail as well.
   *
   * @param error what went wrong
   * @return the outcome
   */
  public static Outcome failed(String error) {
    return of(Status.FAILED, error, false);
  }

  /**
   * Failed, but another attempt may succeed, if the job's retry policy has one left.
   *
   * @param error what went wrong
   * @return the outcome
   */
  public static Outcome retry(String error) {
    return of(Status.FAILED, error, true);
  }

  /**
   * Never reached the target; another attempt is safe even for a job that runs at most once.
   *
   * @param error what went wrong
   * @return the outcome
   */
  public static Outcome notStarted(String error) {
    return of(Status.NOT_STARTED, error, true);
  }

  /**
   * Nobody can know whether it took effect. A job that runs at least once tries again with the same
   * key, if its retry policy has an attempt left; one that runs at most once does not.
   *
   * @param error what is known
   * @return the outcome
   */
  public static Outcome unknown(String error) {
    return of(Status.UNKNOWN, error, true);
  }

  /**
   * The same outcome with the least wait the target asked for.
   *
   * @param wait from the end of this attempt
   * @return a copy
   */
  public Outcome withRetryAfter(Duration wait) {
    return new Outcome(status, text, retryable, wait, log);
  }

  /**
   * The same outcome with the target's own log lines.
   *
   * @param lines the tail of its log
   * @return a copy
   */
  public Outcome withLog(String lines) {
    return new Outcome(status, text, retryable, retryAfter, lines);
  }

  /**
   * How it ended.
   *
   * @return the status
   */
  public Status status() {
    return status;
  }

  /**
   * The result of a success, the reason of what was declined, the error of anything else.
   *
   * @return the text, perhaps empty
   */
  public String text() {
    return text;
  }

  /**
   * Whether another attempt makes sense.
   *
   * @return false for successes, for what was declined, and for errors that never heal
   */
  public boolean isRetryable() {
    return retryable;
  }

  /**
   * The least wait before another attempt, where the target named one.
   *
   * @return the wait
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * The target's own log lines.
   *
   * @return the lines, perhaps empty
   */
  public String log() {
    return log;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Outcome that
        && status == that.status
        && retryable == that.retryable
        && text.equals(that.text)
        && Objects.equals(retryAfter, that.retryAfter)
        && log.equals(that.log);
  }

  @Override
  public int hashCode() {
    return Objects.hash(status, retryable, text, retryAfter, log);
  }

  /** Status and sizes; results and errors of targets stay out of logs. */
  @Override
  public String toString() {
    return "Outcome["
        + status
        + (retryable ? ", retryable" : "")
        + ", "
        + text.length()
        + " chars]";
  }
}
