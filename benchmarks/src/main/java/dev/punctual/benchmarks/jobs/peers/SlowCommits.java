package dev.punctual.benchmarks.jobs.peers;

import dev.punctual.JobId;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.Persistence;
import dev.punctual.test.ForwardingPersistence;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A store whose every commit takes a while longer, as on a disk that is busy with other things. */
final class SlowCommits extends ForwardingPersistence {
  private final Duration longer;

  SlowCommits(Persistence store, Duration longer) {
    super(store);
    this.longer = longer;
  }

  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    long end = System.nanoTime() + longer.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    return super.commit(changes);
  }
}
