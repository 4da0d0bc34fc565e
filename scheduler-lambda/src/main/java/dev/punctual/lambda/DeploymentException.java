package dev.punctual.lambda;

import dev.punctual.SchedulerException;

/** AWS, or a check before it, refused something that was asked of a deployed function. */
public final class DeploymentException extends SchedulerException {
  private static final long serialVersionUID = 1L;

  /**
   * The error with its message.
   *
   * @param message what was refused, why, and what to do
   */
  public DeploymentException(String message) {
    super(message);
  }
}
