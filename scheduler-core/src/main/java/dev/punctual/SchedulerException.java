package dev.punctual;

import org.jspecify.annotations.Nullable;

/**
 * Root of everything Punctual throws on purpose. All are unchecked; the message says what happened,
 * to which job, and what to do about it, and never holds a payload or a secret.
 */
public class SchedulerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its message.
   *
   * @param message what happened and what to do
   */
  public SchedulerException(String message) {
    super(message);
  }

  /**
   * An error with its message and cause.
   *
   * @param message what happened and what to do
   * @param cause what brought it about, or null
   */
  public SchedulerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
