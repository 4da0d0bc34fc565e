package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

class InvocationOutcomesTest {
  private static final LambdaFunction EXISTING = LambdaFunction.existing("billing:live");
  private static final LambdaFunction DEPLOYED =
      LambdaFunction.named("billing").withEnvironment(Map.of("TOKEN", "s3cr3t-canary"));

  static Stream<Arguments> exceptions() {
    return Stream.of(
        arguments(new ConnectException("refused"), Status.NOT_STARTED),
        arguments(new NoRouteToHostException("no route"), Status.NOT_STARTED),
        arguments(new UnknownHostException("nowhere"), Status.NOT_STARTED),
        arguments(new ConnectTimeoutException("connect timed out"), Status.NOT_STARTED),
        arguments(new ConnectionRequestTimeoutException("pool"), Status.NOT_STARTED),
        arguments(new SSLHandshakeException("certificate"), Status.NOT_STARTED),
        arguments(new SocketTimeoutException("read timed out"), Status.UNKNOWN),
        arguments(new SocketException("reset"), Status.UNKNOWN),
        arguments(new NoHttpResponseException("closed"), Status.UNKNOWN),
        arguments(new EOFException("cut"), Status.UNKNOWN),
        arguments(new SSLException("cut"), Status.UNKNOWN),
        arguments(new IllegalStateException("pool shut down"), Status.UNKNOWN),
        arguments(ApiCallTimeoutException.create(1), Status.UNKNOWN),
        arguments(AbortedException.create("interrupted"), Status.UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void an_exception_is_not_started_only_if_there_was_no_connection(
      Exception cause, Status expected) {
    Outcome outcome = InvocationOutcomes.thrown(EXISTING, wrapped(cause), true);
    assertThat(outcome.status()).isEqualTo(expected);
    assertThat(outcome.isRetryable()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void whatever_is_thrown_before_the_request_is_sent_is_not_started(
      Exception cause, Status unused) {
    assertThat(InvocationOutcomes.thrown(EXISTING, wrapped(cause), false).status())
        .isEqualTo(Status.NOT_STARTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          code                           | status | invoking    | again | deploying   | again
          TooManyRequestsException       | 429    | NOT_STARTED | true  | NOT_STARTED | true
          ExpiredTokenException          | 403    | NOT_STARTED | true  | NOT_STARTED | true
          ResourceConflictException      | 409    | NOT_STARTED | true  | NOT_STARTED | true
          ENILimitReachedException       | 502    | NOT_STARTED | true  | NOT_STARTED | true
          ServiceException               | 500    | UNKNOWN     | true  | NOT_STARTED | true
          DurableExecutionAlreadyStarted | 409    | UNKNOWN     | true  | FAILED      | false
          ResourceNotFoundException      | 404    | FAILED      | false | FAILED      | false
          AccessDeniedException          | 403    | FAILED      | false | FAILED      | false
          RequestTooLargeException       | 413    | FAILED      | false | FAILED      | false
          InvalidRequestContentException | 400    | FAILED      | false | FAILED      | false
          InvalidParameterValueException | 400    | FAILED      | false | FAILED      | false
          """,
      useHeadersInDisplayName = true)
  void an_error_answer_has_one_outcome_while_invoking_and_one_while_deploying(
      String code, int status, Status invoking, boolean again, Status deploying, boolean heals) {
    AwsServiceException answer = answer(code, status, "why", null);
    Outcome invoked = InvocationOutcomes.thrown(EXISTING, answer, true);
    Outcome deployed = InvocationOutcomes.notDeployed(DEPLOYED, answer);
    assertThat(invoked.status()).isEqualTo(invoking);
    assertThat(invoked.isRetryable()).isEqualTo(again);
    assertThat(deployed.status()).isEqualTo(deploying);
    assertThat(deployed.isRetryable()).isEqualTo(heals);
  }

  @Test
  void a_deployed_function_that_is_missing_is_deployed_again_and_an_existing_one_is_an_error() {
    AwsServiceException missing = answer("ResourceNotFoundException", 404, "not found", null);
    assertThat(InvocationOutcomes.thrown(DEPLOYED, missing, true).status())
        .isEqualTo(Status.NOT_STARTED);
    assertThat(InvocationOutcomes.thrown(EXISTING, missing, true).text())
        .contains("'billing:live' does not exist", "check name, alias and region");
  }

  @ParameterizedTest
  @CsvSource({"7, PT7S", "99999999, PT1H", "soon,", ","})
  void the_wait_that_a_throttled_caller_is_asked_for_is_kept_within_an_hour(
      String header, Duration expected) {
    AwsServiceException answer = answer("TooManyRequestsException", 429, "slow down", header);
    assertThat(InvocationOutcomes.thrown(EXISTING, answer, true).retryAfter().orElse(null))
        .isEqualTo(expected);
  }

  @Test
  void an_exception_of_the_function_is_a_failure_that_may_be_retried_with_type_and_message() {
    Outcome outcome =
        InvocationOutcomes.answered(
            InvokeResponse.builder()
                .functionError("Unhandled")
                .payload(
                    SdkBytes.fromUtf8String(
                        "{\"errorType\":\"Error\",\"errorMessage\":\"no"
                            + " \\\"paper\\\"\",\"trace\":[]}"))
                .logResult(
                    Base64.getEncoder()
                        .encodeToString("START\nEND\n".getBytes(StandardCharsets.UTF_8)))
                .build(),
            InvocationMode.SYNCHRONOUS);
    assertThat(outcome).isEqualTo(Outcome.retry("Error: no \"paper\"").withLog("START\nEND\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"errorMessage":"boom"} | boom
          {"errorType":"Exit"}    | Exit
          not JSON                | the function failed: not JSON
          ["boom"]                | the function failed: ["boom"]
          """)
  void an_error_that_is_not_of_the_usual_form_is_shown_as_it_is(String payload, String expected) {
    Outcome outcome =
        InvocationOutcomes.answered(
            InvokeResponse.builder()
                .functionError("Handled")
                .payload(SdkBytes.fromUtf8String(payload))
                .build(),
            InvocationMode.SYNCHRONOUS);
    assertThat(outcome).isEqualTo(Outcome.retry(expected));
  }

  @Test
  void a_long_result_is_cut_and_an_unreadable_log_is_left_out() {
    Outcome outcome =
        InvocationOutcomes.answered(
            InvokeResponse.builder()
                .payload(SdkBytes.fromUtf8String("ä".repeat(3_000_000)))
                .logResult("%%%")
                .build(),
            InvocationMode.SYNCHRONOUS);
    assertThat(outcome).isEqualTo(Outcome.succeeded("ä".repeat(16_000)));
  }

  @Test
  void neither_a_refused_event_nor_an_environment_value_is_quoted() {
    AwsServiceException event =
        answer("InvalidRequestContentException", 400, "Could not parse s3cr3t-canary", null);
    AwsServiceException variable =
        answer("InvalidParameterValueException", 400, "Value '{TOKEN=s3cr3t-canary}' at", null);
    assertThat(InvocationOutcomes.thrown(DEPLOYED, event, true).text()).doesNotContain("canary");
    assertThat(InvocationOutcomes.notDeployed(DEPLOYED, variable).text())
        .contains("Value '{TOKEN=…}' at");
  }

  private static Exception wrapped(Exception cause) {
    return cause instanceof SdkClientException
        ? cause
        : SdkClientException.create("Unable to execute HTTP request", cause);
  }

  private static AwsServiceException answer(
      String code, int status, String message, String retryAfter) {
    var response = SdkHttpResponse.builder().statusCode(status);
    if (retryAfter != null) {
      response.putHeader("Retry-After", retryAfter);
    }
    return LambdaException.builder()
        .statusCode(status)
        .requestId("r-1")
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .sdkHttpResponse(response.build())
                .build())
        .build();
  }
}
