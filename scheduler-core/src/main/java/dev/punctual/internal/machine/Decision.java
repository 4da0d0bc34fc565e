package dev.punctual.internal.machine;

import dev.punctual.spi.ExecutionRecord;
import java.util.List;
import java.util.Optional;

/**
 * What follows from an event. The effects are the difference between the two snapshots: an open
 * execution that is claimed by this node is to be started at its due time, one that is gone is not.
 *
 * @param next the job from now on; empty if there is none and none was created
 * @param changed whether there is anything to store
 * @param ended executions that ended by it, for the log
 * @param reply the answer to the caller
 */
public record Decision(
    Optional<JobSnapshot> next, boolean changed, List<ExecutionRecord> ended, Reply reply) {
  /** Copies the list. */
  public Decision {
    ended = List.copyOf(ended);
  }
}
