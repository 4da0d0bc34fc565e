package dev.punctual.lambda;

import dev.punctual.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ExecutionStatus;

/**
 * What the state of a durable execution at AWS means for the attempt that would be made next. A
 * pure table.
 *
 * <p>One that failed is made again: the attempt that asks is made because the policy, or a crash,
 * allows one more. Saying <em>failed</em> instead would answer every further attempt with the same
 * old failure, for AWS gives the end of an execution to whoever starts it again by its name.
 */
enum DurableOutcomes {
  /** There is none: it is started, by the same name. */
  START,
  /** It runs: starting it again by the same name waits for it, and starts nothing. */
  JOIN,
  /** It runs by itself, as was asked for. */
  ACCEPTED,
  /** It has succeeded; its result is the result. */
  SUCCEEDED,
  /** It has failed or run out of time: it is started once more, under a further name. */
  START_ANEW,
  /** Somebody stopped it at AWS, which is not to be undone by a retry. */
  STOPPED;

  static DurableOutcomes of(@Nullable ExecutionStatus status, InvocationMode mode) {
    return switch (status) {
      case null -> START;
      case RUNNING -> mode == InvocationMode.ASYNCHRONOUS ? ACCEPTED : JOIN;
      case SUCCEEDED -> SUCCEEDED;
      case FAILED, TIMED_OUT -> START_ANEW;
      case STOPPED -> STOPPED;
      case UNKNOWN_TO_SDK_VERSION -> JOIN;
    };
  }

  /** The outcome of the attempt that asked; empty if it has to be made. */
  Optional<Outcome> outcome(LambdaFunction function, String result) {
    return switch (this) {
      case START, JOIN, START_ANEW -> Optional.empty();
      case ACCEPTED -> Optional.of(Outcome.accepted(""));
      case SUCCEEDED -> Optional.of(Outcome.succeeded(result));
      case STOPPED ->
          Optional.of(
              Outcome.failed("the durable execution of " + function + " was stopped at AWS"));
    };
  }
}
