package dev.punctual.verification.crash;

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
import dev.punctual.test.ForwardingPersistence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A store whose every call passes a {@link Fuse} before and after. */
final class HaltingStore extends ForwardingPersistence {
  private final Fuse fuse;

  HaltingStore(Persistence inner, Fuse fuse) {
    super(inner);
    this.fuse = fuse;
  }

  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    return fuse.around(() -> super.commit(changes));
  }

  @Override
  public Optional<JobRow> load(JobId id) {
    return fuse.around(() -> super.load(id));
  }

  @Override
  public DueBatch due(DueQuery query) {
    return fuse.around(() -> super.due(query));
  }

  @Override
  public Instant heartbeat(NodeId node, Instant now, Duration lease) {
    return fuse.around(() -> super.heartbeat(node, now, lease));
  }

  @Override
  public Page<JobRow> jobs(JobQuery query) {
    return fuse.around(() -> super.jobs(query));
  }

  @Override
  public Page<ExecutionRecord> executions(ExecutionQuery query) {
    return fuse.around(() -> super.executions(query));
  }

  @Override
  public int purge(Instant endedBefore, int keepPerJob, int limit) {
    return fuse.around(() -> super.purge(endedBefore, keepPerJob, limit));
  }

  @Override
  public void close() {
    fuse.around(() -> {
      super.close();
      return true;
    });
  }
}
