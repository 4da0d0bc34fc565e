package dev.punctual.internal.memory;

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
import dev.punctual.spi.StoredJob;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps jobs and their log in sorted maps: nothing survives the process.
 *
 * <p>This is the reference by which the contract kit judges other stores, so it says in the
 * plainest way what each method means. It is exclusive: it has one opener, and every node but the
 * one that asks is dead. All methods may be called from any thread; one lock orders them.
 */
public final class MemoryPersistence implements Persistence {
  private final ReentrantLock lock = new ReentrantLock();
  private final MemoryJobs jobs = new MemoryJobs();
  private final MemoryLog log = new MemoryLog();
  private boolean closed;

  /** An empty store. */
  public MemoryPersistence() {}

  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    return locked(() -> {
      var refused = new LinkedHashSet<JobId>();
      for (JobChange change : changes) {
        if (!apply(change)) {
          refused.add(change.id());
        }
      }
      return Set.copyOf(refused);
    });
  }

  private boolean apply(JobChange change) {
    Optional<StoredJob> stored = jobs.find(change.id());
    if (stored.map(StoredJob::version).orElse(0L) != change.expectedVersion()) {
      return false;
    }
    jobs.put(
        change
            .definition()
            .map(d -> new StoredJob(change.record(), d.text(), Optional.of(d.payload())))
            .or(() -> stored.map(s -> new StoredJob(change.record(), s.definition(), s.payload())))
            .orElseThrow(() -> new IllegalArgumentException("a new job needs a definition")));
    log.replaceOpen(stored.map(s -> s.record().open()).orElse(List.of()), change.record().open());
    log.addEnded(change.ended());
    return true;
  }

  @Override
  public Optional<JobRow> load(JobId id) {
    return locked(() -> jobs.find(id).map(JobRow.class::cast));
  }

  @Override
  public DueBatch due(DueQuery query) {
    return locked(() -> jobs.due(query));
  }

  @Override
  public Instant heartbeat(NodeId node, Instant now, Duration lease) {
    return locked(() -> now);
  }

  @Override
  public Page<JobRow> jobs(JobQuery query) {
    return locked(() -> jobs.page(query));
  }

  @Override
  public Page<ExecutionRecord> executions(ExecutionQuery query) {
    return locked(() -> log.page(query));
  }

  @Override
  public int purge(Instant endedBefore, int keepPerJob, int limit) {
    return locked(() -> {
      var removed = log.purge(endedBefore, keepPerJob, limit);
      removed.stream()
          .map(ExecutionRecord::job)
          .distinct()
          .filter(id -> !log.knows(id))
          .forEach(jobs::removeIfOver);
      return removed.size();
    });
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> call) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the store in memory is closed");
      }
      return call.get();
    } finally {
      lock.unlock();
    }
  }
}
