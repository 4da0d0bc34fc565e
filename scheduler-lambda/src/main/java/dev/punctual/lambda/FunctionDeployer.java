package dev.punctual.lambda;

import dev.punctual.Outcome;
import dev.punctual.lambda.Deployment.Step;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Makes functions ready: looks, takes the step that {@link Deployment} names, and looks again,
 * until nothing is left to do. What heals by itself within two minutes is waited for: a function
 * that is being created or updated (perhaps by another node, whose conflict is a success of ours),
 * a request rate, and a new role that Lambda cannot assume yet.
 */
final class FunctionDeployer {
  /** Without the time that requests take. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger(FunctionDeployer.class);

  private final LambdaClient client;
  private final ExecutionRole role;
  private final Pause pause;
  private final VersionPublisher publisher;

  FunctionDeployer(LambdaClient client, ExecutionRole role, Pause pause) {
    this.client = client;
    this.role = role;
    this.pause = pause;
    this.publisher = new VersionPublisher(client);
  }

  /**
   * Creates, updates or publishes a function if need be, and returns once it can be invoked.
   *
   * @throws NotReadyException if it cannot, with the outcome for an attempt
   */
  void deploy(LambdaFunction function) throws NotReadyException, InterruptedException {
    var deployment = new Deployment(function);
    var patience = new Patience(pause, LONGEST_WAIT);
    while (true) {
      Outcome whyNot = Outcome.notStarted(function + " is not active after " + patience.waited());
      try {
        if (isReadyAfterSteps(deployment, DesiredFunction.of(function, role.arn()))) {
          return;
        }
      } catch (SdkException e) {
        Interrupts.rethrow(e);
        whyNot = InvocationOutcomes.notDeployed(function, e);
        if (!healsSoon(e)) {
          throw new NotReadyException(whyNot);
        }
      }
      if (!patience.waits()) {
        throw new NotReadyException(whyNot);
      }
    }
  }

  /** Takes steps until there is none, or something has to be waited for. */
  private boolean isReadyAfterSteps(Deployment deployment, DesiredFunction desired)
      throws NotReadyException {
    while (true) {
      GetFunctionResponse seen = look(desired.function());
      Step step = deployment.next(seen, desired);
      if (step == Step.WAIT) {
        return false;
      }
      if (step == Step.DONE) {
        String alias = desired.function().settings().alias();
        return alias == null
            || publisher.isPublished(desired, Objects.requireNonNull(seen).configuration(), alias);
      }
      take(step, desired, seen);
      deployment.took(step);
    }
  }

  /**
   * Looks once whether a function deployed by other means is there. Only its certain absence is an
   * error: the right to invoke does not include the right to look.
   */
  void requireExists(LambdaFunction function, FunctionReference reference)
      throws NotReadyException, InterruptedException {
    try {
      client.getFunctionConfiguration(r ->
          r.functionName(reference.function())
              .qualifier(reference.qualifier())
              .overrideConfiguration(Limits.LOOK));
    } catch (ResourceNotFoundException e) {
      throw new NotReadyException(InvocationOutcomes.thrown(function, e, true));
    } catch (SdkException e) {
      Interrupts.rethrow(e);
    }
  }

  private @Nullable GetFunctionResponse look(LambdaFunction function) {
    try {
      return client.getFunction(
          r -> r.functionName(function.name()).overrideConfiguration(Limits.LOOK));
    } catch (ResourceNotFoundException e) {
      return null;
    }
  }

  private void take(Step step, DesiredFunction desired, @Nullable GetFunctionResponse seen) {
    switch (step) {
      case CREATE ->
          client.createFunction(
              desired.create().toBuilder().overrideConfiguration(Limits.UPLOAD).build());
      case UPDATE_CODE ->
          client.updateFunctionCode(
              desired.updateCode().toBuilder().overrideConfiguration(Limits.UPLOAD).build());
      case UPDATE_CONFIGURATION ->
          client.updateFunctionConfiguration(
              desired.updateConfiguration().toBuilder().overrideConfiguration(Limits.LOOK).build());
      case TAG -> tag(desired, Objects.requireNonNull(seen));
      case WAIT, DONE -> throw new AssertionError(step);
    }
    LOG.info("{}: {}", desired.function(), done(step));
  }

  private static String done(Step step) {
    return switch (step) {
      case CREATE -> "created";
      case UPDATE_CODE -> "code updated";
      case UPDATE_CONFIGURATION -> "configuration updated";
      case TAG -> "tagged";
      case WAIT, DONE -> "nothing done";
    };
  }

  private void tag(DesiredFunction desired, GetFunctionResponse seen) {
    client.tagResource(r ->
        r.resource(seen.configuration().functionArn())
            .tags(desired.tags(seen.tags()))
            .overrideConfiguration(Limits.LOOK));
  }

  /**
   * Deletes a function, if Punctual created it.
   *
   * @return whether there was one
   * @throws NotReadyException if it is not Punctual's, or AWS refuses
   */
  boolean delete(LambdaFunction function) throws NotReadyException, InterruptedException {
    try {
      GetFunctionResponse seen = look(function);
      if (seen == null) {
        return false;
      }
      if (!Tags.isCreated(seen.tags())) {
        throw new NotReadyException(
            Outcome.failed(
                function
                    + " was not created by Punctual, so it is not deleted: it lacks the tag "
                    + Tags.MANAGED
                    + "=true"));
      }
      client.deleteFunction(
          r -> r.functionName(function.name()).overrideConfiguration(Limits.LOOK));
      LOG.info("{}: deleted", function);
      return true;
    } catch (ResourceNotFoundException e) {
      return false;
    } catch (SdkException e) {
      Interrupts.rethrow(e);
      throw new NotReadyException(InvocationOutcomes.notDeleted(function, e));
    }
  }

  private static boolean healsSoon(SdkException thrown) {
    return thrown instanceof AwsServiceException answer
        && switch (ServiceFault.of(answer)) {
          case THROTTLED, NOT_READY -> true;
          default -> false;
        };
  }
}
