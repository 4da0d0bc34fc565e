package dev.punctual;

/**
 * Another definition is already stored under this id; see {@link IfExists}. Nothing was changed.
 */
public final class JobExistsException extends SchedulerException {
  private static final long serialVersionUID = 1L;

  /**
   * The error with its message.
   *
   * @param message what happened and what to do
   */
  public JobExistsException(String message) {
    super(message);
  }
}
