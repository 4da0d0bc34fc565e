package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.LambdaException;

class ServiceFaultTest {
  private static final String TABLE =
      """
      TooManyRequests              | 429 | THROTTLED
      Throttling                   | 400 | THROTTLED
      SomethingNew                 | 429 | THROTTLED
      ExpiredToken                 | 403 | CREDENTIALS
      UnrecognizedClient           | 403 | CREDENTIALS
      InvalidSignature             | 403 | CREDENTIALS
      ResourceConflict             | 409 | NOT_READY
      ResourceNotReady             | 502 | NOT_READY
      SnapStartNotReady            | 409 | NOT_READY
      SnapStartTimeout             | 408 | NOT_READY
      SnapStartRegenerationFailure | 409 | NOT_READY
      CodeArtifactUserPending      | 409 | NOT_READY
      EC2Throttled                 | 502 | NOT_READY
      EC2Unexpected                | 502 | NOT_READY
      ENILimitReached              | 502 | NOT_READY
      ENINotReady                  | 502 | NOT_READY
      SubnetIPAddressLimitReached  | 502 | NOT_READY
      EFSMountConnectivity         | 408 | NOT_READY
      EFSMountTimeout              | 408 | NOT_READY
      S3FilesMountConnectivity     | 408 | NOT_READY
      S3FilesMountTimeout          | 408 | NOT_READY
      KMSInvalidState              | 502 | NOT_READY
      PreconditionFailed           | 412 | NOT_READY
      ResourceNotFound             | 404 | NOT_FOUND
      AccessDenied                 | 403 | ACCESS_DENIED
      RequestTooLarge              | 413 | TOO_LARGE
      SerializedRequestEntityTooLarge | 413 | TOO_LARGE
      InvalidRequestContent        | 400 | INVALID_EVENT
      DurableExecutionAlreadyStarted | 409 | ALREADY_STARTED
      InvalidZipFile               | 502 | REJECTED
      InvalidRuntime               | 502 | REJECTED
      InvalidSecurityGroupID       | 502 | REJECTED
      InvalidSubnetID              | 502 | REJECTED
      EC2AccessDenied              | 502 | REJECTED
      KMSAccessDenied              | 502 | REJECTED
      KMSDisabled                  | 502 | REJECTED
      KMSNotFound                  | 502 | REJECTED
      EFSMountFailure              | 403 | REJECTED
      S3FilesMountFailure          | 403 | REJECTED
      SnapStart                    | 400 | REJECTED
      CodeArtifactUserDeleted      | 409 | REJECTED
      CodeArtifactUserFailed       | 409 | REJECTED
      ModeNotSupported             | 400 | REJECTED
      NoPublishedVersion           | 400 | REJECTED
      ServiceQuotaExceeded         | 402 | REJECTED
      UnsupportedMediaType         | 415 | REJECTED
      RecursiveInvocation          | 400 | REJECTED
      InvalidParameterValue        | 400 | REJECTED
      ''                           | 302 | REJECTED
      Service                      | 500 | OBSCURE
      EFSIO                        | 410 | OBSCURE
      ''                           | 408 | OBSCURE
      ''                           | 502 | OBSCURE
      ServiceUnavailable           | 503 | OBSCURE
      ''                           | 504 | OBSCURE
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = TABLE)
  void an_error_answer_means_what_its_code_says_and_else_what_its_status_says(
      String code, int status, ServiceFault expected) {
    assertThat(ServiceFault.of(code, status)).isEqualTo(expected);
  }

  @Test
  void every_exception_that_the_sdk_declares_for_an_invocation_has_a_row() throws Exception {
    Set<String> rows =
        TABLE.lines().map(row -> normal(row.split("\\|", -1)[0])).collect(Collectors.toSet());
    assertThat(LambdaClient.class.getMethod("invoke", InvokeRequest.class).getExceptionTypes())
        .hasSizeGreaterThan(40)
        .filteredOn(type -> type.getPackageName().endsWith(".lambda.model"))
        .filteredOn(type -> type != LambdaException.class)
        .allSatisfy(type -> assertThat(rows).contains(normal(type.getSimpleName())));
  }

  private static String normal(String name) {
    return name.strip().replaceFirst("Exception$", "").toLowerCase(Locale.ROOT);
  }
}
