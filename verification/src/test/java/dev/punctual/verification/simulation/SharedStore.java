package dev.punctual.verification.simulation;

import dev.punctual.Attempt;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionQuery;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.NodeId;
import dev.punctual.Page;
import dev.punctual.spi.ChangeId;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A model of a store, for one scheduler or for several. What is stored is the reference
 * persistence's business; the model adds what only several schedulers need: leases by the store's
 * own clock, and being asked again soon, as others may have changed something. For one scheduler it
 * is exclusive: every node but the one that asks is dead.
 *
 * <p>It also adds a disk: a commit is written at one moment, synced at a later one, and answered
 * after that. A cut of the power in between may take it back.
 */
final class SharedStore implements Persistence {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A store that does not wait for its disk lets the system sync now and then. */
  private static final int UNSYNCED_BATCHES = 50;

  private final Map<NodeId, Instant> leases = new HashMap<>();
  private final boolean exclusive;
  private final boolean syncs;
  private final Agenda agenda;
  private final List<String> violations;
  private Journal journal = new Journal();
  private StoreContent content;
  private Duration settled = Duration.ZERO;
  private PowerCut nextCut = PowerCut.none();

  SharedStore(Plan plan, Agenda agenda, List<String> violations) {
    this.exclusive = plan.nodes() == 1;
    this.syncs = plan.syncs();
    this.agenda = agenda;
    this.violations = violations;
    this.content = new StoreContent(violations);
  }

  private Instant clock() {
    return NodeClock.START.plus(agenda.now());
  }

  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    return commit(changes, Duration.ZERO, () -> true);
  }

  /**
   * Writes a batch now, and syncs it later: in the process that commits, if it lives so long, where
   * the store is embedded in it; else in the store's own.
   */
  Set<JobId> commit(List<JobChange> changes, Duration sync, BooleanSupplier committerLives) {
    nextCut = nextCut.passed();
    nextCut.beforeWrite();
    var batch = new Journal.Batch(clock(), List.copyOf(changes));
    var refused = content.apply(batch.at(), batch.changes());
    var disk = journal;
    int position = disk.write(batch);
    nextCut.beforeSync(agenda, sync);
    if (syncs) {
      var moment = agenda.now().plus(sync);
      settled = settled.compareTo(moment) < 0 ? moment : settled;
      agenda.at(
          moment,
          () -> {
            if (!exclusive || committerLives.getAsBoolean()) {
              disk.sync(position);
            }
          });
    } else if (position % UNSYNCED_BATCHES == 0) {
      disk.sync();
    }
    nextCut.beforeReturn(agenda, sync);
    return refused;
  }

  /** From when on everything that is written now can be told to anybody. */
  Duration settled() {
    return settled;
  }

  /** A process opens it; what a killed one has left unsynced is synced before anybody reads it. */
  void open() {
    if (exclusive) {
      journal.sync();
    }
  }

  /** The power is to be cut at a commit that is still to come. */
  void cutAtCommit(PowerCut cut) {
    nextCut = cut;
  }

  /** The power is cut: what is not on the disk is gone. Tells how much that is. */
  String cutPower(Random random) {
    nextCut = PowerCut.none();
    settled = agenda.now();
    content = new StoreContent(violations);
    var cut = journal;
    journal = cut.cut(random);
    journal.batches().forEach(batch -> content.apply(batch.at(), batch.changes()));
    return "%d of %d unsynced commits are gone"
        .formatted(cut.batches().size() - journal.batches().size(), cut.unsynced());
  }

  @Override
  public Optional<JobRow> load(JobId id) {
    return content.persistence.load(id);
  }

  @Override
  public DueBatch due(DueQuery query) {
    var dead = deadNodes(query.node());
    var wanted =
        content.jobs().stream()
            .filter(job -> query.executors().contains(job.executor()) != query.complement())
            .toList();
    var rows =
        wanted.stream()
            .filter(job -> isDue(job, query.until()) || isOrphan(job, dead))
            .sorted(Comparator.comparing(job -> job.wake().orElse(Instant.MAX)))
            .limit(query.limit())
            .map(job -> content.persistence.load(job.id()).orElseThrow())
            .toList();
    var nextWake =
        wanted.stream()
            .flatMap(job -> job.wake().stream())
            .filter(wake -> wake.isAfter(query.until()))
            .min(Instant::compareTo);
    var again = query.now().plus(POLL);
    var next =
        exclusive || nextWake.filter(again::isAfter).isPresent() ? nextWake : Optional.of(again);
    return new DueBatch(rows, Optional.empty(), next, clock(), dead);
  }

  private static boolean isDue(JobRecord job, Instant until) {
    return job.wake().filter(wake -> !wake.isAfter(until)).isPresent();
  }

  private static boolean isOrphan(JobRecord job, Set<NodeId> dead) {
    return job.open().stream().flatMap(line -> line.node().stream()).anyMatch(dead::contains);
  }

  private Set<NodeId> deadNodes(NodeId asking) {
    var nodes =
        content.jobs().stream()
            .flatMap(job -> job.open().stream())
            .flatMap(line -> line.node().stream())
            .collect(Collectors.toCollection(HashSet::new));
    nodes.remove(asking);
    nodes.removeIf(node -> !exclusive && isAlive(node));
    return nodes;
  }

  private boolean isAlive(NodeId node) {
    var lease = leases.get(node);
    return lease != null && lease.isAfter(clock());
  }

  @Override
  public Instant heartbeat(NodeId node, Instant now, Duration lease) {
    leases.put(node, clock().plus(lease));
    return clock();
  }

  @Override
  public Page<JobRow> jobs(JobQuery query) {
    return content.persistence.jobs(query);
  }

  @Override
  public Page<ExecutionRecord> executions(ExecutionQuery query) {
    return content.persistence.executions(query);
  }

  /** Nothing is old enough for it, so that the journal need not know of it. */
  @Override
  public int purge(Instant endedBefore, int keepPerJob, int limit) {
    int removed = content.persistence.purge(endedBefore, keepPerJob, limit);
    if (removed > 0) {
      throw new IllegalStateException("a simulation does not last until something is purged");
    }
    return removed;
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

  boolean holds(ChangeId change) {
    return content.holds(change);
  }

  /** The latest attempt of an execution that is known; zero if it is not. */
  int attempt(ExecutionId execution) {
    return content.attempt(execution);
  }

  /** When the end of an execution was stored, in true time. */
  Instant endedAt(ExecutionId execution) {
    return content.endedAt(execution);
  }

  /** What is stored of a job. */
  Optional<StoredJob> find(JobId id) {
    return content.find(id);
  }

  /** The whole log of a job, oldest scheduled time first, what is open included. */
  List<ExecutionRecord> log(JobId id) {
    return content.log(id);
  }
}
