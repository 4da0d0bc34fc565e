package dev.punctual.test;

import dev.punctual.ExecutionQuery;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.NodeId;
import dev.punctual.Page;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.Persistence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A store that hands every call on to another; the base of stores that fail, dawdle or record what
 * they are asked in a test. As thread-safe as the other one.
 */
public class ForwardingPersistence implements Persistence {
  private final Persistence inner;

  /**
   * A store in front of another.
   *
   * @param inner the other one
   */
  public ForwardingPersistence(Persistence inner) {
    this.inner = inner;
  }

  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    return inner.commit(changes);
  }

  @Override
  public Optional<JobRow> load(JobId id) {
    return inner.load(id);
  }

  @Override
  public DueBatch due(DueQuery query) {
    return inner.due(query);
  }

  @Override
  public Instant heartbeat(NodeId node, Instant now, Duration lease) {
    return inner.heartbeat(node, now, lease);
  }

  @Override
  public Page<JobRow> jobs(JobQuery query) {
    return inner.jobs(query);
  }

  @Override
  public Page<ExecutionRecord> executions(ExecutionQuery query) {
    return inner.executions(query);
  }

  @Override
  public int purge(Instant endedBefore, int keepPerJob, int limit) {
    return inner.purge(endedBefore, keepPerJob, limit);
  }

  @Override
  public void close() {
    inner.close();
  }
}
