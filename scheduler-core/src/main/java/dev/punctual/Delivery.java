package dev.punctual;

/** What is done in doubt. There is no "exactly once"; see {@link ExecutionId} for what helps. */
public enum Delivery {
  /** An execution interrupted by a crash runs again, with the same key. The default. */
  AT_LEAST_ONCE,
  /**
   * At most one start per execution, under every fault; an interrupted one ends as {@link
   * ExecutionStatus#UNKNOWN}. Such an execution is claimed when its time has come, not ahead, so it
   * starts later by one commit.
   */
  AT_MOST_ONCE
}
