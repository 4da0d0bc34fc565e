package dev.punctual.sqlite;

/** What a commit that has returned survives. */
public enum Synchronous {
  /** A killed process, a crashed system and power loss: the disk is waited for. The default. */
  FULL,
  /**
   * A killed process. After a crash of the system or a loss of power the latest commits may be
   * gone: jobs scheduled, paused or cancelled in the last seconds may be forgotten, and executions
   * that had ended may run again. The file stays whole. Many times faster where each commit is
   * small.
   */
  NORMAL
}
