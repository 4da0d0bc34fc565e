package dev.punctual.internal.machine;

import dev.punctual.ExecutionId;
import dev.punctual.SchedulerException;

/** What a decision answers to whoever brought the event. */
public sealed interface Reply {
  /** It was done, or there was nothing to do. */
  record Done() implements Reply {}

  /**
   * A run was put in line.
   *
   * @param execution its id
   */
  record Run(ExecutionId execution) implements Reply {}

  /** The definition had changed meanwhile; read it again. */
  record Stale() implements Reply {}

  /**
   * It was refused and nothing has changed.
   *
   * @param reason what to throw
   */
  record Refused(SchedulerException reason) implements Reply {}
}
