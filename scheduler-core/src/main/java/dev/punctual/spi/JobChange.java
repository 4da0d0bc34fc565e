package dev.punctual.spi;

import dev.punctual.JobId;
import java.util.List;
import java.util.Optional;

/**
 * The one thing that is ever written: a job's next version, with the executions that ended by it.
 *
 * @param expectedVersion the version that must be stored now; 0 if the job must not exist
 * @param record the state to be stored
 * @param definition the definition to be stored; empty if it stays as it is
 * @param ended executions that ended, to be added to the log
 */
public record JobChange(
    long expectedVersion,
    JobRecord record,
    Optional<Definition> definition,
    List<ExecutionRecord> ended) {
  /** Copies the list. */
  public JobChange {
    ended = List.copyOf(ended);
  }

  /**
   * The job that changes.
   *
   * @return its id
   */
  public JobId id() {
    return record.id();
  }
}
