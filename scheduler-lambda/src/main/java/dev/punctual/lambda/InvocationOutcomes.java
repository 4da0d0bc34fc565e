package dev.punctual.lambda;

import dev.punctual.Outcome;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * What became of an attempt, from what was answered or thrown: pure functions, and the one place
 * where this is decided.
 *
 * <p>The rule behind the table: <em>not started</em> is said only where it is certain, that is,
 * before the request was handed to the network, while there was no connection, or when Lambda
 * itself says that it did not run the function. Whatever is left is <em>unknown</em>, never failed,
 * since a job that runs at most once is repeated after the one and not after the other.
 *
 * <p>What Lambda writes about an event it refuses may quote that event, so it is left out.
 */
final class InvocationOutcomes {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private InvocationOutcomes() {}

  /** Lambda answered. */
  static Outcome answered(InvokeResponse response, InvocationMode mode) {
    return switch (mode) {
      case SYNCHRONOUS -> ran(response);
      case ASYNCHRONOUS -> Outcome.accepted("");
      case DRY_RUN -> Outcome.succeeded("dry run: it may be invoked");
    };
  }

  /** The function was run and answered, well or not. */
  private static Outcome ran(InvokeResponse response) {
    String text = Texts.beginning(response.payload());
    String log = Texts.logTail(response.logResult());
    return response.functionError() == null
        ? Outcome.succeeded(text).withLog(log)
        : Outcome.retry(functionError(text)).withLog(log);
  }

  /**
   * The exception of the function as its runtime reports it: type and message, where it has them.
   */
  private static String functionError(String json) {
    Map<String, String> error = JsonScan.stringsOf(json);
    String message = error.get("errorMessage");
    String type = error.get("errorType");
    if (type == null) {
      return message == null ? "the function failed: " + json : message;
    }
    return message == null ? type : type + ": " + message;
  }

  /**
   * The invocation threw.
   *
   * @param function the function
   * @param thrown what the client threw
   * @param sent whether the request had been handed to the HTTP client
   */
  static Outcome thrown(LambdaFunction function, Throwable thrown, boolean sent) {
    if (!sent) {
      return Outcome.notStarted(function + " was not invoked: " + plain(thrown));
    }
    if (thrown instanceof AwsServiceException answer) {
      return refused(function, answer);
    }
    return neverConnected(thrown)
        ? Outcome.notStarted(function + " was not reached: " + plain(thrown))
        : Outcome.unknown(function + " may have run, its answer was lost: " + plain(thrown));
  }

  private static Outcome refused(LambdaFunction function, AwsServiceException answer) {
    String said = said(answer);
    return switch (ServiceFault.of(answer)) {
      case THROTTLED ->
          waiting(Outcome.notStarted(function + " was throttled: " + said + hint(answer)), answer);
      case ALREADY_STARTED ->
          Outcome.unknown(
              function + " has a durable execution of this key already, of another event: " + said);
      case CREDENTIALS -> Outcome.notStarted("the AWS credentials were refused: " + said);
      case NOT_READY -> waiting(Outcome.notStarted(function + " is not ready: " + said), answer);
      case OBSCURE -> waiting(Outcome.unknown(function + " may have run: " + said), answer);
      case NOT_FOUND -> missing(function);
      case ACCESS_DENIED ->
          Outcome.failed("allow lambda:InvokeFunction on " + function + ": " + said);
      case TOO_LARGE ->
          Outcome.failed(function + " was sent an event that is too large: pass a reference");
      case INVALID_EVENT -> Outcome.failed(function + " takes JSON, and the event is none");
      case REJECTED -> Outcome.failed(function + " cannot be invoked: " + said);
    };
  }

  /** A function whose concurrency is set to zero, to stop it, is throttled until it is not. */
  private static String hint(AwsServiceException answer) {
    return answer instanceof TooManyRequestsException throttled
            && String.valueOf(throttled.reasonAsString()).startsWith("ReservedFunctionConcurrent")
        ? "; look at its reserved concurrency, which may be 0"
        : "";
  }

  private static Outcome missing(LambdaFunction function) {
    return function.isExisting()
        ? Outcome.failed(
            function
                + " does not exist in this account and region: check name, alias and region,"
                + " or let Punctual deploy it with LambdaFunction.named(…)")
        : Outcome.notStarted(function + " was deleted at AWS; the next attempt deploys it again");
  }

  /**
   * The function could not be made ready, so it was certainly not invoked.
   *
   * @param function the function
   * @param thrown what the client threw
   */
  static Outcome notDeployed(LambdaFunction function, Throwable thrown) {
    return notDone(function + " could not be made ready: ", function, thrown);
  }

  /**
   * The function could not be deleted.
   *
   * @param function the function
   * @param thrown what the client threw
   */
  static Outcome notDeleted(LambdaFunction function, Throwable thrown) {
    return notDone(function + " could not be deleted: ", function, thrown);
  }

  private static Outcome notDone(String what, LambdaFunction function, Throwable thrown) {
    if (!(thrown instanceof AwsServiceException answer)) {
      return Outcome.notStarted(what + plain(thrown));
    }
    String said = withoutValues(function, said(answer));
    return switch (ServiceFault.of(answer)) {
      case THROTTLED, CREDENTIALS, NOT_READY, OBSCURE ->
          waiting(Outcome.notStarted(what + said), answer);
      case ACCESS_DENIED -> Outcome.failed(what + "allow what is named here: " + said);
      case NOT_FOUND, TOO_LARGE, INVALID_EVENT, ALREADY_STARTED, REJECTED ->
          Outcome.failed(what + said);
    };
  }

  /**
   * It could not be found out what became of a durable execution, so nothing was started.
   *
   * @param function the function
   * @param thrown what the client threw
   */
  static Outcome notLookedUp(LambdaFunction function, Throwable thrown) {
    String why = thrown instanceof AwsServiceException answer ? said(answer) : plain(thrown);
    Outcome outcome =
        Outcome.notStarted(function + " could not be asked what became of its execution: " + why);
    return thrown instanceof AwsServiceException answer ? waiting(outcome, answer) : outcome;
  }

  /** AWS quotes what it finds invalid, so the values of environment variables are taken out. */
  private static String withoutValues(LambdaFunction function, String said) {
    return function.settings().environment().values().stream()
        .filter(value -> value.length() >= 4)
        .reduce(said, (text, value) -> text.replace(value, "…"));
  }

  private static boolean neverConnected(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause ->
            cause instanceof ConnectException
                || cause instanceof ConnectTimeoutException
                || cause instanceof ConnectionRequestTimeoutException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException);
  }

  private static Outcome waiting(Outcome outcome, AwsServiceException answer) {
    return retryAfter(answer).map(outcome::withRetryAfter).orElse(outcome);
  }

  private static Optional<Duration> retryAfter(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(response -> response.firstMatchingHeader("Retry-After"))
        .filter(seconds -> seconds.matches("\\d{1,9}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  private static String said(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    String code = details == null ? "no code" : details.errorCode();
    String message = details == null ? "" : ": " + details.errorMessage();
    return code
        + message
        + " (status "
        + answer.statusCode()
        + ", request "
        + answer.requestId()
        + ")";
  }

  private static String plain(Throwable thrown) {
    return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
  }
}
