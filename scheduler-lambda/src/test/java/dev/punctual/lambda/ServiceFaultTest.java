package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceFaultTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TooManyRequests             | 429 | THROTTLED
          Throttling                  | 400 | THROTTLED
          SomethingNew                | 429 | THROTTLED
          ExpiredToken                | 403 | CREDENTIALS
          UnrecognizedClient          | 403 | CREDENTIALS
          InvalidSignature            | 403 | CREDENTIALS
          ResourceConflict            | 409 | NOT_READY
          ResourceNotReady            | 502 | NOT_READY
          SnapStartNotReady           | 409 | NOT_READY
          EC2Throttled                | 502 | NOT_READY
          EC2Unexpected               | 502 | NOT_READY
          ENILimitReached             | 502 | NOT_READY
          SubnetIPAddressLimitReached | 502 | NOT_READY
          EFSMountTimeout             | 408 | NOT_READY
          KMSInvalidState             | 502 | NOT_READY
          ResourceNotFound            | 404 | NOT_FOUND
          AccessDenied                | 403 | ACCESS_DENIED
          RequestTooLarge             | 413 | TOO_LARGE
          InvalidRequestContent       | 400 | INVALID_EVENT
          InvalidZipFile              | 502 | REJECTED
          InvalidRuntime              | 502 | REJECTED
          InvalidSubnetID             | 502 | REJECTED
          KMSAccessDenied             | 502 | REJECTED
          EFSMountFailure             | 403 | REJECTED
          UnsupportedMediaType        | 415 | REJECTED
          RecursiveInvocation         | 400 | REJECTED
          InvalidParameterValue       | 400 | REJECTED
          ''                          | 302 | REJECTED
          Service                     | 500 | OBSCURE
          EFSIO                       | 410 | OBSCURE
          ''                          | 408 | OBSCURE
          ''                          | 502 | OBSCURE
          ServiceUnavailable          | 503 | OBSCURE
          ''                          | 504 | OBSCURE
          """)
  void an_error_answer_means_what_its_code_says_and_else_what_its_status_says(
      String code, int status, ServiceFault expected) {
    assertThat(ServiceFault.of(code, status)).isEqualTo(expected);
  }
}
