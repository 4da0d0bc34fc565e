package dev.punctual;

/** No such job or execution is stored. */
public final class JobNotFoundException extends SchedulerException {
  private static final long serialVersionUID = 1L;

  /**
   * The error with its message.
   *
   * @param message what happened and what to do
   */
  public JobNotFoundException(String message) {
    super(message);
  }
}
