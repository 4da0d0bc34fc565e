package dev.punctual.http;

import dev.punctual.Outcome;

/** The attempt is over, without an answer that could be looked at. */
final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  NoAnswerException(Outcome outcome) {
    super(outcome.text(), null, false, false);
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
