package dev.punctual.lambda;

import dev.punctual.Attempt;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** One synchronous invocation: exactly one request, whatever becomes of it. */
final class Invocation {
  /** What Lambda allows a function at most. */
  static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);

  /** For a cold start and the network, on top of the function's own timeout. */
  static final Duration MARGIN = Duration.ofSeconds(30);

  private static final int LARGEST_EVENT = 6 * 1024 * 1024;
  private static final SdkBytes EMPTY_EVENT = SdkBytes.fromUtf8String("{}");

  private final LambdaClient client;
  private final Consumer<LambdaFunction> whenMissing;

  /**
   * Invocations by one client.
   *
   * @param whenMissing told of a function that AWS does not know
   */
  Invocation(LambdaClient client, Consumer<LambdaFunction> whenMissing) {
    this.client = client;
    this.whenMissing = whenMissing;
  }

  /** Refuses what Lambda would refuse at every attempt. */
  static void check(Payload payload) {
    if (payload.size() > LARGEST_EVENT) {
      throw new InvalidDefinitionException(
          "the payload has "
              + payload.size()
              + " bytes, and Lambda takes events of up to 6 MB:"
              + " store the data elsewhere and pass a reference to it");
    }
    if (!payload.isNone() && !JsonScan.isJson(payload.toBytes())) {
      throw new InvalidDefinitionException(
          "the payload is not JSON, and Lambda events are: use Payload.json(…),"
              + " with text in quotation marks, or a JSON codec");
    }
  }

  /**
   * Invokes a function and waits for its answer.
   *
   * @throws InterruptedException if interrupted before the request was handed to the network
   */
  Outcome invoke(LambdaFunction function, FunctionReference reference, Attempt<Payload> attempt)
      throws InterruptedException {
    var sent = new AtomicBoolean();
    InvokeRequest request = request(function, reference, attempt, sent);
    try {
      return InvocationOutcomes.answered(client.invoke(request));
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

  private static InvokeRequest request(
      LambdaFunction function,
      FunctionReference reference,
      Attempt<Payload> attempt,
      AtomicBoolean sent) {
    Payload payload = attempt.payload();
    Duration patience = function.timeout().plus(MARGIN);
    return InvokeRequest.builder()
        .functionName(reference.function())
        .qualifier(reference.qualifier())
        .invocationType(InvocationType.REQUEST_RESPONSE)
        .logType(LogType.TAIL)
        .clientContext(ClientContext.of(attempt))
        .payload(payload.isNone() ? EMPTY_EVENT : SdkBytes.fromByteArrayUnsafe(payload.toBytes()))
        .overrideConfiguration(o ->
            o.apiCallTimeout(patience)
                .apiCallAttemptTimeout(patience)
                .putExecutionAttribute(Transmission.SENT, sent))
        .build();
  }
}
