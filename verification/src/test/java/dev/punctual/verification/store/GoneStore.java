package dev.punctual.verification.store;

import dev.punctual.ExecutionQuery;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.NodeId;
import dev.punctual.Page;
import dev.punctual.StoreUnavailableException;
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

/** A store that goes away and comes back; the commit under way then may take effect unheard. */
final class GoneStore extends ForwardingPersistence {
  private boolean gone;
  private boolean loses;

  GoneStore(Persistence inner) {
    super(inner);
  }

  /** It goes away; if {@code loses}, the first commit meanwhile is stored, but its answer lost. */
  void leave(boolean losesAnswer) {
    gone = true;
    loses = losesAnswer;
  }

  void comeBack() {
    gone = false;
    loses = false;
  }

  private void answer() {
    if (gone) {
      throw new StoreUnavailableException("the store is gone");
    }
  }

  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    if (loses) {
      loses = false;
      super.commit(changes);
    }
    answer();
    return super.commit(changes);
  }

  @Override
  public Optional<JobRow> load(JobId id) {
    answer();
    return super.load(id);
  }

  @Override
  public DueBatch due(DueQuery query) {
    answer();
    return super.due(query);
  }

  @Override
  public Instant heartbeat(NodeId node, Instant now, Duration lease) {
    answer();
    return super.heartbeat(node, now, lease);
  }

  @Override
  public Page<JobRow> jobs(JobQuery query) {
    answer();
    return super.jobs(query);
  }

  @Override
  public Page<ExecutionRecord> executions(ExecutionQuery query) {
    answer();
    return super.executions(query);
  }

  @Override
  public int purge(Instant endedBefore, int keepPerJob, int limit) {
    answer();
    return super.purge(endedBefore, keepPerJob, limit);
  }
}
