package dev.punctual;

/** An awaited execution had not ended when the time was up. It goes on regardless. */
public final class AwaitTimeoutException extends SchedulerException {
  private static final long serialVersionUID = 1L;

  /**
   * The error with its message.
   *
   * @param message what happened and what to do
   */
  public AwaitTimeoutException(String message) {
    super(message);
  }
}
