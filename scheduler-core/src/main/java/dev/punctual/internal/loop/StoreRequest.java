package dev.punctual.internal.loop;

import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.JobChange;
import java.time.Duration;
import java.time.Instant;

/** What the loop asks of the store. */
public sealed interface StoreRequest {
  /**
   * Whether it does no harm if it comes a few milliseconds later.
   *
   * @return false if somebody waits for the answer, or something is to start once it is there
   */
  default boolean canWait() {
    return false;
  }

  /**
   * Store a change.
   *
   * @param change the change
   * @param withPayload whether to read the payload once it is stored
   * @param canWait whether it does no harm if it comes a few milliseconds later
   */
  record Commit(JobChange change, boolean withPayload, boolean canWait) implements StoreRequest {}

  /**
   * Read a job, with its payload.
   *
   * @param job the job
   */
  record Load(JobId job) implements StoreRequest {}

  /**
   * Find due jobs.
   *
   * @param query which ones
   * @param purpose what for
   */
  record Due(DueQuery query, Purpose purpose) implements StoreRequest {}

  /** Why due jobs are looked for. */
  enum Purpose {
    /** To run them. */
    RUN,
    /** To count those of registered executors that should have run. */
    COUNT_OVERDUE,
    /** To see which executors are missing. */
    FIND_UNREGISTERED
  }

  /**
   * Trim the log.
   *
   * @param endedBefore lines that ended before go
   * @param keepPerJob how many successes of a job stay
   * @param limit the most to remove
   */
  record Purge(Instant endedBefore, int keepPerJob, int limit) implements StoreRequest {}

  /**
   * Say that this node is alive.
   *
   * @param node the node
   * @param now its clock
   * @param lease for how long
   */
  record Heartbeat(NodeId node, Instant now, Duration lease) implements StoreRequest {}
}
