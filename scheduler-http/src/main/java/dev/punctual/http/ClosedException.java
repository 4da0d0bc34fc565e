package dev.punctual.http;

/** The executor is closed, so nothing was sent. */
final class ClosedException extends Exception {
  private static final long serialVersionUID = 1L;

  ClosedException() {
    super("closed", null, false, false);
  }
}
