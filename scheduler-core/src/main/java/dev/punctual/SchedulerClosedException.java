package dev.punctual;

/** The scheduler was closed, or not yet started, when it was called. */
public final class SchedulerClosedException extends SchedulerException {
  private static final long serialVersionUID = 1L;

  /**
   * The error with its message.
   *
   * @param message what happened and what to do
   */
  public SchedulerClosedException(String message) {
    super(message);
  }
}
