package dev.punctual;

/** Why scheduled times did not run. */
public enum SkipReason {
  /** They passed while nobody watched, and the catch-up policy did not ask for them. */
  MISSED,
  /** They arrived while the job had as many open executions as it may. */
  OVERLAP,
  /** They passed while the job was paused. */
  PAUSED,
  /** The job was cancelled. */
  CANCELLED
}
