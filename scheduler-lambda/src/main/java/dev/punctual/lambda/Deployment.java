package dev.punctual.lambda;

import dev.punctual.Outcome;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * Decides the next step towards a function that is as its code says, from what AWS shows of it.
 * Pure but for the memory of the steps taken, and asked again after each step: a race with another
 * node, an update in progress or a crash in the middle are all just something else to be seen.
 *
 * <p>Invariants: nothing is changed while AWS is still creating or updating; no step is taken twice
 * in one deployment, so that a setting which AWS shows in another form than it was given, or
 * another node that deploys other code, costs one request and no endless contest.
 */
final class Deployment {
  /** What to do next. */
  enum Step {
    WAIT,
    CREATE,
    UPDATE_CODE,
    UPDATE_CONFIGURATION,
    DONE
  }

  private final LambdaFunction function;
  private final FunctionCode code;
  private final String sha256;
  private final Set<Step> taken = EnumSet.noneOf(Step.class);

  Deployment(LambdaFunction function, FunctionCode code) {
    this.function = function;
    this.code = code;
    this.sha256 = code.sha256();
  }

  /** Notes that AWS accepted a step. */
  void took(Step step) {
    taken.add(step);
  }

  /**
   * The next step.
   *
   * @param seen what AWS shows; null if there is no such function
   * @param role the role it is to have
   * @throws NotReadyException if AWS says that the function has failed
   */
  Step next(@Nullable GetFunctionConfigurationResponse seen, String role) throws NotReadyException {
    if (seen == null) {
      return taken.contains(Step.CREATE) ? Step.WAIT : Step.CREATE;
    }
    if (isChanging(seen)) {
      return Step.WAIT;
    }
    if (!hasCode(seen) && !taken.contains(Step.UPDATE_CODE)) {
      return Step.UPDATE_CODE;
    }
    if (!isConfigured(seen, role) && !taken.contains(Step.UPDATE_CONFIGURATION)) {
      return Step.UPDATE_CONFIGURATION;
    }
    requireNotFailed(seen);
    return Step.DONE;
  }

  private static boolean isChanging(GetFunctionConfigurationResponse seen) {
    return seen.state() == State.PENDING || seen.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS;
  }

  private boolean hasCode(GetFunctionConfigurationResponse seen) {
    return sha256.equals(seen.codeSha256()) && seen.lastUpdateStatus() != LastUpdateStatus.FAILED;
  }

  private boolean isConfigured(GetFunctionConfigurationResponse seen, String role) {
    return code.runtime().equals(seen.runtimeAsString())
        && Objects.equals(code.handler(), seen.handler())
        && role.equals(seen.role())
        && Integer.valueOf(function.memory()).equals(seen.memorySize())
        && Integer.valueOf((int) function.timeout().toSeconds()).equals(seen.timeout())
        && function.environment().equals(variables(seen.environment()));
  }

  private static Map<String, String> variables(@Nullable EnvironmentResponse environment) {
    return environment == null || !environment.hasVariables() ? Map.of() : environment.variables();
  }

  private void requireNotFailed(GetFunctionConfigurationResponse seen) throws NotReadyException {
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
