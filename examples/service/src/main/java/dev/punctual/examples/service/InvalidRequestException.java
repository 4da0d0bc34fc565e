package dev.punctual.examples.service;

import java.util.List;

/** A request with faults, all of them. */
final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<FieldFault> faults;

  /**
   * One fault.
   *
   * @param field the field of the request
   * @param message what is wrong with it, and what would be right
   */
  record FieldFault(String field, String message) {}

  InvalidRequestException(List<FieldFault> faults) {
    super(faults.size() + " faults in a request");
    this.faults = List.copyOf(faults);
  }

  List<FieldFault> faults() {
    return faults;
  }
}
