package dev.punctual.lambda;

import dev.punctual.Outcome;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * Decides the next step towards a function that is as its code says, from what AWS shows of it.
 * Pure but for the memory of the steps taken, and asked again after each step: a race with another
 * node, an update in progress or a crash in the middle are all just something else to be seen.
 *
 * <p>Invariants: a function without our tag is not touched, unless the application said so; nothing
 * is changed while AWS is still creating or updating; no step is taken twice in one deployment, so
 * that a setting which AWS shows in another form than it was given, or another node that deploys
 * other code, costs one request and no endless contest.
 */
final class Deployment {
  /** What to do next. */
  enum Step {
    WAIT,
    CREATE,
    UPDATE_CODE,
    UPDATE_CONFIGURATION,
    TAG,
    DONE
  }

  private final LambdaFunction function;
  private final Set<Step> taken = EnumSet.noneOf(Step.class);

  Deployment(LambdaFunction function) {
    this.function = function;
  }

  /** Notes that AWS accepted a step. */
  void took(Step step) {
    taken.add(step);
  }

  /**
   * The next step.
   *
   * @param seen what AWS shows; null if there is no such function
   * @param desired what it is to be
   * @throws NotReadyException if the function is not Punctual's, or AWS says that it has failed
   */
  Step next(@Nullable GetFunctionResponse seen, DesiredFunction desired) throws NotReadyException {
    if (seen == null) {
      return taken.contains(Step.CREATE) ? Step.WAIT : Step.CREATE;
    }
    requireOurs(seen);
    FunctionConfiguration shown = seen.configuration();
    if (isChanging(shown)) {
      return Step.WAIT;
    }
    if (!hasCode(seen, desired) && !taken.contains(Step.UPDATE_CODE)) {
      return Step.UPDATE_CODE;
    }
    if (!desired.isConfigured(seen) && !taken.contains(Step.UPDATE_CONFIGURATION)) {
      return Step.UPDATE_CONFIGURATION;
    }
    requireNotFailed(shown);
    return desired.isTagged(seen.tags()) || taken.contains(Step.TAG) ? Step.DONE : Step.TAG;
  }

  private void requireOurs(GetFunctionResponse seen) throws NotReadyException {
    if (seen.tagsError() != null) {
      throw new NotReadyException(
          Outcome.failed(function + " cannot be told from a stranger's: allow lambda:ListTags"));
    }
    if (!Tags.isManaged(seen.tags()) && !function.settings().adopts()) {
      throw new NotReadyException(
          Outcome.failed(
              function
                  + " exists at AWS and was not created by Punctual, so it is left as it is: use"
                  + " LambdaFunction.existing(…) to run it, withAdoption() to let Punctual set its"
                  + " code and settings, or another name; if it is Punctual's after all, allow"
                  + " lambda:ListTags, without which its tags are not shown"));
    }
  }

  static boolean isChanging(FunctionConfiguration shown) {
    return shown.state() == State.PENDING
        || shown.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS;
  }

  private static boolean hasCode(GetFunctionResponse seen, DesiredFunction desired) {
    return desired.hasCode(seen)
        && seen.configuration().lastUpdateStatus() != LastUpdateStatus.FAILED;
  }

  private void requireNotFailed(FunctionConfiguration seen) throws NotReadyException {
    if (seen.state() == State.FAILED) {
      throw failed(seen.stateReason());
    }
    if (seen.lastUpdateStatus() == LastUpdateStatus.FAILED) {
      throw failed(seen.lastUpdateStatusReason());
    }
  }

  private NotReadyException failed(@Nullable String reason) {
    return new NotReadyException(
        Outcome.failed(function + " is in state Failed at AWS: " + reason));
  }
}
