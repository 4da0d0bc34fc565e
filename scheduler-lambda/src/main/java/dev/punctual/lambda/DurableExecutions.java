package dev.punctual.lambda;

import dev.punctual.Attempt;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Execution;

/**
 * The durable executions of one key. AWS gives the end of an execution to whoever starts one of its
 * name, so the key alone would make each retry of a failure fail likewise: the first is named by
 * the key, and each that is made after a failure by the key and its round.
 *
 * <p>Without the right to list executions everything is named by the key: nothing runs twice, and
 * what has failed stays failed.
 */
final class DurableExecutions {
  private static final Logger LOG = LoggerFactory.getLogger(DurableExecutions.class);

  private final LambdaClient client;

  DurableExecutions(LambdaClient client) {
    this.client = client;
  }

  /** The name by which an attempt starts its execution, or joins one that runs. */
  String name(LambdaFunction function, FunctionReference reference, Attempt<Payload> attempt) {
    if (attempt.number() == 1) {
      return attempt.key();
    }
    Round last = lastRound(function, reference, attempt);
    return last.state() == DurableOutcomes.START_ANEW
        ? name(attempt, last.number() + 1)
        : name(attempt, last.number());
  }

  /** How the execution of a key ended; empty if an attempt has to be made. */
  Optional<Outcome> lookup(
      LambdaFunction function, FunctionReference reference, Attempt<Payload> attempt)
      throws InterruptedException {
    try {
      Round last = lastRound(function, reference, attempt);
      return last.state().outcome(function, result(last));
    } catch (SdkException e) {
      Interrupts.rethrow(e);
      return Optional.of(InvocationOutcomes.notLookedUp(function, e));
    }
  }

  private String result(Round round) {
    return round.arn() == null || round.state() != DurableOutcomes.SUCCEEDED
        ? ""
        : Texts.beginning(
            client
                .getDurableExecution(r ->
                    r.durableExecutionArn(round.arn())
                        .includeExecutionData(true)
                        .overrideConfiguration(Limits.LOOK))
                .result());
  }

  /**
   * The execution that was started last for a key.
   *
   * @param arn null if there is none
   */
  private record Round(int number, DurableOutcomes state, @Nullable String arn) {}

  private Round lastRound(
      LambdaFunction function, FunctionReference reference, Attempt<Payload> attempt) {
    Round last = round(function, reference, attempt, 1);
    while (last.state() == DurableOutcomes.START_ANEW && last.number() < attempt.number()) {
      Round next = round(function, reference, attempt, last.number() + 1);
      if (next.state() == DurableOutcomes.START) {
        return last;
      }
      last = next;
    }
    return last;
  }

  private Round round(
      LambdaFunction function, FunctionReference reference, Attempt<Payload> attempt, int number) {
    return find(function, reference, name(attempt, number))
        .map(found ->
            new Round(
                number,
                DurableOutcomes.of(found.status(), function.options().mode()),
                found.durableExecutionArn()))
        .orElseGet(() -> new Round(number, DurableOutcomes.START, null));
  }

  private static String name(Attempt<Payload> attempt, int round) {
    return round == 1 ? attempt.key() : attempt.key() + '-' + round;
  }

  /** AWS filters by a part of the name. */
  private Optional<Execution> find(
      LambdaFunction function, FunctionReference reference, String name) {
    try {
      return client
          .listDurableExecutionsByFunctionPaginator(r ->
              r.functionName(reference.function())
                  .qualifier(reference.qualifier())
                  .durableExecutionName(name)
                  .overrideConfiguration(Limits.LOOK))
          .durableExecutions()
          .stream()
          .filter(execution -> name.equals(execution.durableExecutionName()))
          .findFirst();
    } catch (AwsServiceException e) {
      if (ServiceFault.of(e) == ServiceFault.ACCESS_DENIED) {
        LOG.warn("{}: allow lambda:ListDurableExecutionsByFunction, to retry failures", function);
        return Optional.empty();
      }
      throw e;
    }
  }
}
