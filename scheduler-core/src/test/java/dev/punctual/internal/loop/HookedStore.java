package dev.punctual.internal.loop;

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
import java.util.function.Consumer;

/** A store that tells a test of each call before it answers; the test may throw. */
final class HookedStore implements Persistence {
  private final Persistence inner = Persistence.inMemory();
  private final Consumer<String> hook;
  private final Consumer<List<JobChange>> commitHook;

  /** Tells the name of each call. */
  HookedStore(Consumer<String> hook) {
    this(hook, changes -> {});
  }

  private HookedStore(Consumer<String> hook, Consumer<List<JobChange>> commitHook) {
    this.hook = hook;
    this.commitHook = commitHook;
  }

  /** Tells the changes of each commit. */
  static HookedStore beforeCommits(Consumer<List<JobChange>> hook) {
    return new HookedStore(call -> {}, hook);
  }

  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    hook.accept("commit");
    commitHook.accept(changes);
    return inner.commit(changes);
  }

  @Override
  public Optional<JobRow> load(JobId id) {
    hook.accept("load");
    return inner.load(id);
  }

  @Override
  public DueBatch due(DueQuery query) {
    hook.accept("due");
    return inner.due(query);
  }

  @Override
  public Instant heartbeat(NodeId node, Instant now, Duration lease) {
    hook.accept("heartbeat");
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
    hook.accept("purge");
    return inner.purge(endedBefore, keepPerJob, limit);
  }

  @Override
  public void close() {
    inner.close();
  }
}
