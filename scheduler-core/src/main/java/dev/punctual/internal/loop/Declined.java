package dev.punctual.internal.loop;

/** Thrown by a handler to say that there was nothing to do. It has no stack: it is no error. */
public final class Declined extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * What {@code Attempt.skip} gives a handler to throw.
   *
   * @param reason why there was nothing to do
   */
  public Declined(String reason) {
    super(reason, null, false, false);
  }

  /** Why there was nothing to do. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
