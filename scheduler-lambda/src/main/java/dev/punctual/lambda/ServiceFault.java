package dev.punctual.lambda;

import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What an error answer of Lambda or IAM means, told by its code, since many codes share a status:
 * 502 is used both for a network that cannot be attached yet and for a zip that never opens.
 */
enum ServiceFault {
  /** Too many requests, too many concurrent runs, no concurrency left or reserved: not run. */
  THROTTLED,
  /** The signature was refused: expired, rotated or missing credentials, or a wrong clock. */
  CREDENTIALS,
  /** It heals by itself: pending, updating, no network or file system yet, a role too new. */
  NOT_READY,
  /** There is no such function, alias or version. */
  NOT_FOUND,
  /** The caller lacks a permission. */
  ACCESS_DENIED,
  /** The event is larger than Lambda takes. */
  TOO_LARGE,
  /** The event is not what Lambda takes; the answer may quote it. */
  INVALID_EVENT,
  /** There is a durable execution of that name, which was started with another event. */
  ALREADY_STARTED,
  /** The request, or what the function is made of, can never work as it is. */
  REJECTED,
  /**
   * The service failed in its own way. A 500 of Lambda can come after the function ran, when its
   * answer was lost, so this says nothing about whether it did.
   */
  OBSCURE;

  /** Said with the code of an invalid parameter, for seconds after a role was made. */
  private static final String ROLE_TOO_NEW = "cannot be assumed by Lambda";

  private static final Pattern SUFFIX = Pattern.compile("(Exception|Fault)?$");
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int REQUEST_TIMEOUT = 408;

  static ServiceFault of(AwsServiceException thrown) {
    AwsErrorDetails details = thrown.awsErrorDetails();
    String message = details == null ? null : details.errorMessage();
    if (message != null && message.contains(ROLE_TOO_NEW)) {
      return NOT_READY;
    }
    String code = details == null ? null : details.errorCode();
    return of(SUFFIX.matcher(code == null ? "" : code).replaceFirst(""), thrown.statusCode());
  }

  /**
   * The table.
   *
   * @param code the error code without {@code Exception} at its end
   * @param status the HTTP status, for codes that are not listed
   */
  static ServiceFault of(String code, int status) {
    return switch (code) {
      case "TooManyRequests", "Throttling", "Throttled", "RequestLimitExceeded" -> THROTTLED;
      case "ExpiredToken",
          "RequestExpired",
          "RequestTimeTooSkewed",
          "UnrecognizedClient",
          "InvalidClientTokenId",
          "InvalidSignature",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "MissingAuthenticationToken" ->
          CREDENTIALS;
      case "ResourceNotReady",
          "ResourceConflict",
          "ConcurrentModification",
          "SnapStartNotReady",
          "SnapStartTimeout",
          "SnapStartRegenerationFailure",
          "CodeArtifactUserPending",
          "PreconditionFailed",
          "EC2Throttled",
          "EC2Unexpected",
          "ENILimitReached",
          "ENINotReady",
          "SubnetIPAddressLimitReached",
          "EFSMountConnectivity",
          "EFSMountTimeout",
          "S3FilesMountConnectivity",
          "S3FilesMountTimeout",
          "KMSInvalidState" ->
          NOT_READY;
      case "ResourceNotFound", "NoSuchEntity" -> NOT_FOUND;
      case "AccessDenied" -> ACCESS_DENIED;
      case "RequestTooLarge", "RequestEntityTooLarge", "SerializedRequestEntityTooLarge" ->
          TOO_LARGE;
      case "InvalidRequestContent" -> INVALID_EVENT;
      case "DurableExecutionAlreadyStarted" -> ALREADY_STARTED;
      case "InvalidZipFile",
          "InvalidRuntime",
          "InvalidSecurityGroupID",
          "InvalidSubnetID",
          "EC2AccessDenied",
          "EFSMountFailure",
          "S3FilesMountFailure",
          "KMSAccessDenied",
          "KMSDisabled",
          "KMSNotFound",
          "SnapStart",
          "CodeArtifactUserDeleted",
          "CodeArtifactUserFailed",
          "ModeNotSupported",
          "NoPublishedVersion",
          "RecursiveInvocation",
          "ServiceQuotaExceeded",
          "UnsupportedMediaType" ->
          REJECTED;
      case "EFSIO" -> OBSCURE;
      default -> ofStatus(status);
    };
  }

  private static ServiceFault ofStatus(int status) {
    if (status == TOO_MANY_REQUESTS) {
      return THROTTLED;
    }
    return status >= 500 || status == REQUEST_TIMEOUT ? OBSCURE : REJECTED;
  }
}
