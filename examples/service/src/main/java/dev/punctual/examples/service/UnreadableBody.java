package dev.punctual.examples.service;

import dev.punctual.examples.service.InvalidRequestException.FieldFault;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Why a body could not be read, in words that quote none of its values.
 *
 * @param status the status of the answer
 * @param fault what is at fault
 */
record UnreadableBody(HttpStatus status, FieldFault fault) {
  private static final String BODY = "body";

  static UnreadableBody of(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException e ->
          bad(path(e), "is not known; known are " + e.getKnownPropertyIds());
      case MismatchedInputException e -> bad(path(e), "is of another type than it should be");
      case StreamConstraintsException e ->
          new UnreadableBody(
              HttpStatus.CONTENT_TOO_LARGE,
              new FieldFault(BODY, "is larger or nested deeper than this service reads"));
      case JacksonException e ->
          bad(
              BODY,
              "is not JSON: look at line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
      case null, default -> bad(BODY, "give a JSON object");
    };
  }

  private static UnreadableBody bad(String field, String message) {
    return new UnreadableBody(HttpStatus.BAD_REQUEST, new FieldFault(field, message));
  }

  private static String path(MismatchedInputException e) {
    String path =
        e.getPath().stream()
            .map(reference -> String.valueOf(reference.getPropertyName()))
            .collect(Collectors.joining("."));
    return path.isEmpty() ? BODY : path;
  }
}
