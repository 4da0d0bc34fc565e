package dev.punctual.lambda;

import dev.punctual.Attempt;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** One invocation: exactly one request that can start the function, whatever becomes of it. */
final class Invocation {
  /** What Lambda allows a function at most, and how long a synchronous invocation can wait. */
  static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);

  /** For a cold start and the network, on top of the function's own timeout. */
  static final Duration MARGIN = Duration.ofSeconds(30);

  private final LambdaClient client;
  private final DurableExecutions durable;
  private final Consumer<LambdaFunction> whenMissing;

  /**
   * Invocations by one client.
   *
   * @param whenMissing told of a function that AWS does not know
   */
  Invocation(LambdaClient client, DurableExecutions durable, Consumer<LambdaFunction> whenMissing) {
    this.client = client;
    this.durable = durable;
    this.whenMissing = whenMissing;
  }

  /** How long an answer is waited for. */
  static Duration patience(LambdaFunction function) {
    return switch (function.options().mode()) {
      case SYNCHRONOUS ->
          (function.options().isDurable() ? LONGEST_TIMEOUT : function.settings().timeout())
              .plus(MARGIN);
      case ASYNCHRONOUS, DRY_RUN -> MARGIN;
    };
  }

  /**
   * Invokes a function and waits for the answer of Lambda.
   *
   * @throws InterruptedException if interrupted before the request was handed to the network
   */
  Outcome invoke(LambdaFunction function, FunctionReference reference, Attempt<Payload> attempt)
      throws InterruptedException {
    var sent = new AtomicBoolean();
    try {
      InvokeRequest request = request(function, reference, attempt, sent);
      return InvocationOutcomes.answered(client.invoke(request), function.options().mode());
    } catch (SdkException e) {
      if (!sent.get()) {
        Interrupts.rethrow(e);
      }
      if (e instanceof ResourceNotFoundException) {
        whenMissing.accept(function);
      }
      return InvocationOutcomes.thrown(function, e, sent.get());
    }
  }

  private InvokeRequest request(
      LambdaFunction function,
      FunctionReference reference,
      Attempt<Payload> attempt,
      AtomicBoolean sent) {
    InvocationOptions options = function.options();
    InvocationMode mode = options.mode();
    Duration patience = patience(function);
    InvokeRequest.Builder request =
        InvokeRequest.builder()
            .functionName(reference.function())
            .qualifier(reference.qualifier())
            .invocationType(type(mode))
            .clientContext(ClientContext.of(attempt))
            .payload(EventJson.of(attempt, options))
            .overrideConfiguration(o ->
                o.apiCallTimeout(patience)
                    .apiCallAttemptTimeout(patience)
                    .putExecutionAttribute(Transmission.SENT, sent));
    if (mode == InvocationMode.SYNCHRONOUS) {
      request.logType(LogType.TAIL);
    }
    if (options.isDurable() && mode != InvocationMode.DRY_RUN) {
      request.durableExecutionName(durable.name(function, reference, attempt));
    }
    return request.build();
  }

  private static InvocationType type(InvocationMode mode) {
    return switch (mode) {
      case SYNCHRONOUS -> InvocationType.REQUEST_RESPONSE;
      case ASYNCHRONOUS -> InvocationType.EVENT;
      case DRY_RUN -> InvocationType.DRY_RUN;
    };
  }
}
