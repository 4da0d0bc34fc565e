package dev.punctual.verification.simulation;

import dev.punctual.Attempt;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionQuery;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.NodeId;
import dev.punctual.Page;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.Persistence;
import dev.punctual.spi.StoredJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A model of a store, for one scheduler or for several. What is stored is the reference
 * persistence's business; the model adds what only several schedulers need: leases by the store's
 * own clock, and being asked again soon, as others may have changed something. For one scheduler it
 * is exclusive: every node but the one that asks is dead.
 *
 * <p>It watches over its own contents: what it finds wrong is a violation.
 */
final class SharedStore implements Persistence {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Persistence content = Persistence.inMemory();
  private final Map<JobId, JobRecord> jobs = new TreeMap<>();
  private final Map<ExecutionId, ExecutionRecord> ended = new HashMap<>();
  private final Map<ExecutionId, Instant> endedAt = new HashMap<>();
  private final Map<ExecutionId, Integer> attempts = new HashMap<>();
  private final Map<NodeId, Instant> leases = new HashMap<>();
  private final boolean exclusive;
  private final Supplier<Instant> clock;
  private final List<String> violations;

  SharedStore(boolean exclusive, Supplier<Instant> clock, List<String> violations) {
    this.exclusive = exclusive;
    this.clock = clock;
    this.violations = violations;
  }

  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    var refused = content.commit(changes);
    for (var change : changes) {
      if (!refused.contains(change.id())) {
        watch(change);
        jobs.put(change.id(), change.record());
      }
    }
    return refused;
  }

  private void watch(JobChange change) {
    var all = new ArrayList<>(change.ended());
    all.addAll(change.record().open());
    for (var line : all) {
      if (ended.containsKey(line.id())) {
        violations.add("I3/I13: an execution that had ended is written again: " + line);
      }
      int before = attempts.getOrDefault(line.id(), 0);
      if (line.attempt() + 1 < before) {
        violations.add("I14: attempt numbers of an execution go back: " + line);
      }
      attempts.put(line.id(), Math.max(before, line.attempt()));
    }
    for (var line : change.ended()) {
      ended.put(line.id(), line);
      endedAt.put(line.id(), clock.get());
    }
  }

  @Override
  public Optional<JobRow> load(JobId id) {
    return content.load(id);
  }

  @Override
  public DueBatch due(DueQuery query) {
    var dead = deadNodes(query.node());
    var wanted =
        jobs.values().stream()
            .filter(job -> query.executors().contains(job.executor()) != query.complement())
            .toList();
    var rows =
        wanted.stream()
            .filter(job -> isDue(job, query.until()) || isOrphan(job, dead))
            .sorted(Comparator.comparing(job -> job.wake().orElse(Instant.MAX)))
            .limit(query.limit())
            .map(job -> content.load(job.id()).orElseThrow())
            .toList();
    var nextWake =
        wanted.stream()
            .flatMap(job -> job.wake().stream())
            .filter(wake -> wake.isAfter(query.until()))
            .min(Instant::compareTo);
    var again = query.now().plus(POLL);
    var next =
        exclusive || nextWake.filter(again::isAfter).isPresent() ? nextWake : Optional.of(again);
    return new DueBatch(rows, Optional.empty(), next, clock.get(), dead);
  }

  private static boolean isDue(JobRecord job, Instant until) {
    return job.wake().filter(wake -> !wake.isAfter(until)).isPresent();
  }

  private static boolean isOrphan(JobRecord job, Set<NodeId> dead) {
    return job.open().stream().flatMap(line -> line.node().stream()).anyMatch(dead::contains);
  }

  private Set<NodeId> deadNodes(NodeId asking) {
    var nodes =
        jobs.values().stream()
            .flatMap(job -> job.open().stream())
            .flatMap(line -> line.node().stream())
            .collect(Collectors.toCollection(HashSet::new));
    nodes.remove(asking);
    nodes.removeIf(node -> !exclusive && isAlive(node));
    return nodes;
  }

  private boolean isAlive(NodeId node) {
    var lease = leases.get(node);
    return lease != null && lease.isAfter(clock.get());
  }

  @Override
  public Instant heartbeat(NodeId node, Instant now, Duration lease) {
    leases.put(node, clock.get().plus(lease));
    return clock.get();
  }

  @Override
  public Page<JobRow> jobs(JobQuery query) {
    return content.jobs(query);
  }

  @Override
  public Page<ExecutionRecord> executions(ExecutionQuery query) {
    return content.executions(query);
  }

  @Override
  public int purge(Instant endedBefore, int keepPerJob, int limit) {
    return content.purge(endedBefore, keepPerJob, limit);
  }

  @Override
  public void close() {}

  /** Whether an attempt is stored as the current one, and as this node's. */
  boolean isClaimed(Attempt<?> attempt, NodeId node) {
    return find(attempt.job()).stream()
        .flatMap(job -> job.record().open().stream())
        .anyMatch(line ->
            line.id().value().equals(attempt.key())
                && line.attempt() == attempt.number()
                && line.node().equals(Optional.of(node)));
  }

  /** Whether no other node may take over what this one has claimed. */
  boolean isHeldForAlive(NodeId node) {
    return exclusive || isAlive(node);
  }

  /** When the end of an execution was stored, in true time. */
  Instant endedAt(ExecutionId execution) {
    return endedAt.getOrDefault(execution, Instant.MAX);
  }

  /** What is stored of a job. */
  Optional<StoredJob> find(JobId id) {
    return content.load(id).map(StoredJob.class::cast);
  }

  /** The whole log of a job, oldest scheduled time first, what is open included. */
  List<ExecutionRecord> log(JobId id) {
    var all = new ArrayList<ExecutionRecord>();
    ended.values().stream().filter(line -> line.job().equals(id)).forEach(all::add);
    find(id).ifPresent(job -> all.addAll(job.record().open()));
    all.sort(Comparator.comparing(ExecutionRecord::scheduledTime));
    return all;
  }
}
