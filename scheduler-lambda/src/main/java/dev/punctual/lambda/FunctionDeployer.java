package dev.punctual.lambda;

import dev.punctual.Outcome;
import dev.punctual.lambda.Deployment.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Makes functions ready: looks, takes the step that {@link Deployment} names, and looks again,
 * until nothing is left to do. What heals by itself within two minutes is waited for: a function
 * that is being created or updated (perhaps by another node, whose conflict is a success of ours),
 * a request rate, and a new role that Lambda cannot assume yet.
 */
final class FunctionDeployer {
  static final Map<String, String> TAGS = Map.of("punctual:managed", "true");

  private static final Logger LOG = LoggerFactory.getLogger(FunctionDeployer.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
  private static final AwsRequestOverrideConfiguration LOOK = within(Duration.ofSeconds(30));
  private static final AwsRequestOverrideConfiguration UPLOAD = within(Duration.ofMinutes(5));

  private final LambdaClient client;
  private final ExecutionRole role;
  private final Pause pause;

  FunctionDeployer(LambdaClient client, ExecutionRole role, Pause pause) {
    this.client = client;
    this.role = role;
    this.pause = pause;
  }

  private static AwsRequestOverrideConfiguration within(Duration limit) {
    return AwsRequestOverrideConfiguration.builder()
        .apiCallTimeout(limit)
        .apiCallAttemptTimeout(limit)
        .build();
  }

  /**
   * Creates or updates a function if need be, and returns once it can be invoked.
   *
   * @throws NotReadyException if it cannot, with the outcome for an attempt
   */
  void deploy(LambdaFunction function) throws NotReadyException, InterruptedException {
    FunctionCode code = Objects.requireNonNull(function.code());
    var deployment = new Deployment(function, code);
    var patience = new Patience(pause, LONGEST_WAIT);
    while (true) {
      Outcome whyNot = Outcome.notStarted(function + " is not active after " + patience.waited());
      try {
        String arn = role.arn();
        Step step = deployment.next(look(function), arn);
        if (step == Step.DONE) {
          return;
        }
        if (step != Step.WAIT) {
          take(step, function, code, arn);
          deployment.took(step);
          continue;
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
              .overrideConfiguration(LOOK));
    } catch (ResourceNotFoundException e) {
      throw new NotReadyException(InvocationOutcomes.thrown(function, e, true));
    } catch (SdkException e) {
      Interrupts.rethrow(e);
    }
  }

  private @Nullable GetFunctionConfigurationResponse look(LambdaFunction function) {
    try {
      return client.getFunctionConfiguration(
          r -> r.functionName(function.name()).overrideConfiguration(LOOK));
    } catch (ResourceNotFoundException e) {
      return null;
    }
  }

  private void take(Step step, LambdaFunction function, FunctionCode code, String arn) {
    switch (step) {
      case CREATE -> {
        create(function, code, arn);
        LOG.info("{} created", function);
      }
      case UPDATE_CODE -> {
        updateCode(function, code);
        LOG.info("{}: code updated", function);
      }
      case UPDATE_CONFIGURATION -> {
        updateConfiguration(function, code, arn);
        LOG.info("{}: configuration updated", function);
      }
      case WAIT, DONE -> throw new AssertionError(step);
    }
  }

  private void create(LambdaFunction function, FunctionCode code, String arn) {
    client.createFunction(r ->
        r.functionName(function.name())
            .runtime(code.runtime())
            .handler(code.handler())
            .role(arn)
            .code(c -> c.zipFile(code.zip()))
            .memorySize(function.memory())
            .timeout((int) function.timeout().toSeconds())
            .environment(environment(function))
            .tags(TAGS)
            .overrideConfiguration(UPLOAD));
  }

  private void updateCode(LambdaFunction function, FunctionCode code) {
    client.updateFunctionCode(
        r -> r.functionName(function.name()).zipFile(code.zip()).overrideConfiguration(UPLOAD));
  }

  private void updateConfiguration(LambdaFunction function, FunctionCode code, String arn) {
    client.updateFunctionConfiguration(r ->
        r.functionName(function.name())
            .runtime(code.runtime())
            .handler(code.handler())
            .role(arn)
            .memorySize(function.memory())
            .timeout((int) function.timeout().toSeconds())
            .environment(environment(function))
            .overrideConfiguration(LOOK));
  }

  private static Environment environment(LambdaFunction function) {
    return Environment.builder().variables(function.environment()).build();
  }

  private static boolean healsSoon(SdkException thrown) {
    return thrown instanceof AwsServiceException answer
        && switch (ServiceFault.of(answer)) {
          case THROTTLED, NOT_READY -> true;
          default -> false;
        };
  }
}
