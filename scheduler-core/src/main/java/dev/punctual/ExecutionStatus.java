package dev.punctual;

/** Where an execution stands. The first three are open, the others final and never change. */
public enum ExecutionStatus {
  /** A node has committed to run it; it starts at its due time. */
  CLAIMED,
  /** An attempt has been started. */
  RUNNING,
  /** It waits for its next attempt. */
  WAITING,
  /** The last attempt succeeded. */
  SUCCEEDED,
  /** The target took it over; see {@link Outcome.Status#ACCEPTED}. */
  ACCEPTED,
  /** The last attempt failed and none is left. */
  FAILED,
  /** Whether it took effect cannot be known, and it is not tried again. */
  UNKNOWN,
  /** It did not run; {@link Execution#reason()} says why. */
  SKIPPED;

  /**
   * Whether this status never changes again.
   *
   * @return false while the execution is open
   */
  public boolean isFinal() {
    return compareTo(WAITING) > 0;
  }
}
