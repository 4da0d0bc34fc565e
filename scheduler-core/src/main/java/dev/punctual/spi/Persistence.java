package dev.punctual.spi;

import dev.punctual.ExecutionQuery;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.NodeId;
import dev.punctual.Page;
import dev.punctual.internal.memory.MemoryPersistence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where jobs and their log are kept. A store keeps records and compares versions; it knows nothing
 * of triggers, retries or policies. The rules it must keep are P1 to P14 of the {@linkplain
 * dev.punctual.spi package page}; the kit that checks them is {@code PersistenceContract} in module
 * {@code scheduler-tck}.
 *
 * <p>Whatever a method throws is taken as "the store does not answer now": the scheduler goes on
 * with what it has claimed and tries again.
 */
public interface Persistence extends AutoCloseable {
  /**
   * A store in memory: nothing survives the process.
   *
   * @return a new, empty store
   */
  static Persistence inMemory() {
    return new MemoryPersistence();
  }

  /**
   * Stores a batch of changes; the only write.
   *
   * @param changes at most one per job
   * @return the jobs whose stored version was not the expected one, and which were left as they are
   */
  Set<JobId> commit(List<JobChange> changes);

  /**
   * Reads one job, payload included.
   *
   * @param id the job
   * @return the job, or empty if there is none
   */
  Optional<JobRow> load(JobId id);

  /**
   * Finds the jobs about which something must be decided.
   *
   * @param query until when, for whom, how many
   * @return the jobs and the time of the next ones
   */
  DueBatch due(DueQuery query);

  /**
   * Says that a node is alive, and until when that is to be believed.
   *
   * @param node the node
   * @param now the node's clock
   * @param lease how long its claims stand without another call
   * @return the store's time, or {@code now} for a store without a clock
   */
  Instant heartbeat(NodeId node, Instant now, Duration lease);

  /**
   * Lists jobs in order of id, payloads left out.
   *
   * @param query which ones
   * @return a page of them
   */
  Page<JobRow> jobs(JobQuery query);

  /**
   * Lists executions, newest scheduled time first, open ones included.
   *
   * @param query which ones
   * @return a page of them
   */
  Page<ExecutionRecord> executions(ExecutionQuery query);

  /**
   * Removes old lines of the log: those that ended before an instant, and of each job's remaining
   * successes (succeeded or accepted) all but the latest. Finished and cancelled jobs without open
   * executions go with their last line, unless they are {@linkplain JobRecord#DECLARED declared}.
   *
   * @param endedBefore lines that ended before go
   * @param keepPerJob how many successes of a job stay
   * @param limit the most lines to remove in this call
   * @return how many lines were removed; fewer than the limit if there is nothing left to remove
   */
  int purge(Instant endedBefore, int keepPerJob, int limit);

  /** Gives everything back. Idempotent; every other call after it throws. */
  @Override
  void close();
}
