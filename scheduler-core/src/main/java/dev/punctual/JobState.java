package dev.punctual;

/** Where a stored job stands. */
public enum JobState {
  /** It runs when its trigger says so. */
  ACTIVE,
  /** Nothing is started until it is resumed; manual runs still are. */
  PAUSED,
  /** No scheduled time is left, or {@code maxExecutions} is reached. */
  FINISHED,
  /** Cancelled; it stays visible until retention removes it. */
  CANCELLED,
  /** Its stored row or definition cannot be read; it waits for repair and disturbs no other job. */
  UNREADABLE
}
