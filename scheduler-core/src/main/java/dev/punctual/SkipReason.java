package dev.punctual;

/** Why scheduled times did not run, or were not tried again. */
public enum SkipReason {
  /** They passed while nobody watched, and the catch-up policy did not ask for them. */
  MISSED,
  /**
   * They arrived while the job had as many open executions as it may; or gave way to one that
   * arrived, under {@link Overlap#cancelRunning}.
   */
  OVERLAP,
  /** They passed while the job was paused. */
  PAUSED,
  /** The job was cancelled. */
  CANCELLED,
  /**
   * The attempt failed, and its retry would have fallen on or after the next scheduled time, which
   * runs instead.
   */
  SUPERSEDED,
  /** The handler or the target said that there was nothing to do; the attempt counts as a run. */
  DECLINED
}
