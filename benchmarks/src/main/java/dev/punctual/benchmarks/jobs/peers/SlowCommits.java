package dev.punctual.benchmarks.jobs.peers;

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
import java.util.concurrent.locks.LockSupport;

/** A store whose every commit takes a while longer, as on a disk that is busy with other things. */
record SlowCommits(Persistence store, Duration longer) implements Persistence {
  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    long end = System.nanoTime() + longer.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    return store.commit(changes);
  }

  @Override
  public Optional<JobRow> load(JobId id) {
    return store.load(id);
  }

  @Override
  public DueBatch due(DueQuery query) {
    return store.due(query);
  }

  @Override
  public Instant heartbeat(NodeId node, Instant now, Duration lease) {
    return store.heartbeat(node, now, lease);
  }

  @Override
  public Page<JobRow> jobs(JobQuery query) {
    return store.jobs(query);
  }

  @Override
  public Page<ExecutionRecord> executions(ExecutionQuery query) {
    return store.executions(query);
  }

  @Override
  public int purge(Instant endedBefore, int keepPerJob, int limit) {
    return store.purge(endedBefore, keepPerJob, limit);
  }

  @Override
  public void close() {
    store.close();
  }
}
