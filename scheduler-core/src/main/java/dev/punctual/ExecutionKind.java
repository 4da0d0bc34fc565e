package dev.punctual;

/** Why an execution exists. Only scheduled and caught-up ones count towards maxExecutions. */
public enum ExecutionKind {
  /** Its scheduled time arrived. */
  SCHEDULED,
  /** Its scheduled time had passed without a claim, and the catch-up policy runs it. */
  CATCH_UP,
  /** {@link JobHandle#runNow()}. */
  MANUAL,
  /** {@link Scheduler#retry} of an execution that had failed for good. */
  RETRY;

  /**
   * Whether executions of this kind count towards {@code maxExecutions}.
   *
   * @return true for scheduled and caught-up ones
   */
  public boolean counts() {
    return this == SCHEDULED || this == CATCH_UP;
  }
}
