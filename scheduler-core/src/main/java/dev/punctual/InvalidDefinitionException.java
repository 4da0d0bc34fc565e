package dev.punctual;

/**
 * A definition, an option or an argument that can never work. Nothing was changed. Several faults
 * are reported together, one to a line.
 */
public final class InvalidDefinitionException extends SchedulerException {
  private static final long serialVersionUID = 1L;

  /**
   * The error with its message.
   *
   * @param message what happened and what to do
   */
  public InvalidDefinitionException(String message) {
    super(message);
  }

  /**
   * The error with its message and cause.
   *
   * @param message what is wrong and what to do
   * @param cause what brought it about
   */
  public InvalidDefinitionException(String message, Throwable cause) {
    super(message, cause);
  }
}
