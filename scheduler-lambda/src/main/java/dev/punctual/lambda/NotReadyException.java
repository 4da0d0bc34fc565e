package dev.punctual.lambda;

import dev.punctual.Outcome;

/**
 * A function could not be made ready, with the outcome of an attempt that needs it. It has no
 * cause, because what AWS says about a request may quote it.
 */
final class NotReadyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  NotReadyException(Outcome outcome) {
    super(outcome.text());
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
