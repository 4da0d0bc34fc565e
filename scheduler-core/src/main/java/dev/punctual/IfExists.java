package dev.punctual;

/**
 * What {@link Scheduler#schedule(Job, IfExists)} does when another definition is stored under the
 * id. An identical definition is never a conflict: nothing is written and the handle is returned. A
 * cancelled job is no conflict either: it is created afresh.
 */
public enum IfExists {
  /** Throw {@link JobExistsException}. The default. */
  REJECT,
  /** Leave the stored one as it is. */
  KEEP,
  /** Take the new definition; count and log are kept. */
  REPLACE
}
