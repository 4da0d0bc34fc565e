package dev.punctual.verification.crash;

/** What the application asks of the scheduler in a scenario. */
enum Call {
  SCHEDULE,
  UPDATE,
  PAUSE,
  RESUME,
  CANCEL,
  RUN_NOW,
  RETRY,
  /** The application is closed and started again with other declared jobs. */
  DEPLOY;

  /** Whether a caller who got no answer may call again. A run by hand would run twice. */
  boolean isRepeatable() {
    return this != RUN_NOW && this != RETRY && this != DEPLOY;
  }
}
