package dev.punctual.examples.service;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.JobExistsException;
import dev.punctual.JobNotFoundException;
import dev.punctual.SchedulerClosedException;
import dev.punctual.SchedulerException;
import dev.punctual.StoreUnavailableException;
import dev.punctual.examples.service.InvalidRequestException.FieldFault;
import dev.punctual.lambda.DeploymentException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error as a problem of RFC 9457; those of single fields are listed in {@code errors}. */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  ProblemDetail of(InvalidRequestException e) {
    return invalid(HttpStatus.BAD_REQUEST, e.faults());
  }

  @ExceptionHandler
  ProblemDetail of(InvalidDefinitionException e) {
    return problem(HttpStatus.BAD_REQUEST, "invalid-request", e);
  }

  @ExceptionHandler
  ProblemDetail of(JobNotFoundException e) {
    return problem(HttpStatus.NOT_FOUND, "no-such-job", e);
  }

  @ExceptionHandler
  ProblemDetail of(JobExistsException e) {
    return problem(HttpStatus.CONFLICT, "job-exists", e);
  }

  @ExceptionHandler
  ProblemDetail of(DeploymentException e) {
    return problem(HttpStatus.BAD_GATEWAY, "not-deployed", e);
  }

  @ExceptionHandler({StoreUnavailableException.class, SchedulerClosedException.class})
  ProblemDetail of(SchedulerException e) {
    return problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", e);
  }

  /** A fault of this service: told to its log, and not to the client. */
  @ExceptionHandler
  ProblemDetail of(Exception e) {
    LOG.error("A request failed", e);
    return typed(ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR), "internal");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var body = UnreadableBody.of(e.getCause());
    return handleExceptionInternal(
        e, invalid(body.status(), List.of(body.fault())), headers, body.status(), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String parameter = String.valueOf(e.getPropertyName());
    var fault = new FieldFault(parameter, "give a number");
    return handleExceptionInternal(
        e, invalid(HttpStatus.BAD_REQUEST, List.of(fault)), headers, status, request);
  }

  /** Those of Spring itself are fully described by their status, and say so. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (body instanceof ProblemDetail problem && problem.getType() == null) {
      problem.setType(URI.create("about:blank"));
    }
    return super.createResponseEntity(body, headers, status, request);
  }

  private static ProblemDetail invalid(HttpStatusCode status, List<FieldFault> faults) {
    var problem =
        ProblemDetail.forStatusAndDetail(
            status, "The request has faults; each is named in errors.");
    problem.setProperty("errors", faults);
    return typed(problem, "invalid-request");
  }

  private static ProblemDetail problem(HttpStatus status, String type, Exception e) {
    return typed(ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage())), type);
  }

  private static ProblemDetail typed(ProblemDetail problem, String type) {
    problem.setType(URI.create("urn:punctual:problem:" + type));
    return problem;
  }
}
