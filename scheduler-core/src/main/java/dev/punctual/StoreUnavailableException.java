package dev.punctual;

/**
 * The store did not answer in time. The message says whether the change is known not to be stored,
 * or whether that is unknown; in both cases the call may be repeated with the same job id.
 */
public final class StoreUnavailableException extends SchedulerException {
  private static final long serialVersionUID = 1L;

  /**
   * The error with its message.
   *
   * @param message what happened and what to do
   */
  public StoreUnavailableException(String message) {
    super(message);
  }

  /**
   * The error with its message and cause.
   *
   * @param message what is known of the change
   * @param cause what the store threw
   */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
