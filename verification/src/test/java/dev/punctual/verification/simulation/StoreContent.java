package dev.punctual.verification.simulation;

import dev.punctual.ExecutionId;
import dev.punctual.JobId;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.Persistence;
import dev.punctual.spi.StoredJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a store holds after some commits, and nothing else: the same commits make the same content,
 * so that it can be made anew from those that a cut of the power has left.
 *
 * <p>It watches over itself: what it finds wrong is a violation.
 */
final class StoreContent {
  final Persistence persistence = Persistence.inMemory();

  private final Map<JobId, JobRecord> jobs = new TreeMap<>();
  private final Set<ChangeId> changes = new HashSet<>();
  private final Map<ExecutionId, ExecutionRecord> ended = new HashMap<>();
  private final Map<ExecutionId, Instant> endedAt = new HashMap<>();
  private final Map<ExecutionId, Integer> attempts = new HashMap<>();
  private final List<String> violations;

  StoreContent(List<String> violations) {
    this.violations = violations;
  }

  /** Takes a batch in, each change whole or not at all; returns the jobs that had moved on. */
  Set<JobId> apply(Instant at, List<JobChange> batch) {
    var refused = persistence.commit(batch);
    for (var change : batch) {
      if (!refused.contains(change.id())) {
        watch(at, change);
        jobs.put(change.id(), change.record());
        changes.add(change.record().change());
      }
    }
    return refused;
  }

  private void watch(Instant at, JobChange change) {
    var all = new ArrayList<>(change.ended());
    all.addAll(change.record().open());
    for (var line : all) {
      if (ended.containsKey(line.id())) {
        violations.add("I3/I13: an execution that had ended is written again: " + line);
      }
      int before = attempt(line.id());
      if (line.attempt() + 1 < before) {
        violations.add("I14: attempt numbers of an execution go back: " + line);
      }
      attempts.put(line.id(), Math.max(before, line.attempt()));
    }
    for (var line : change.ended()) {
      ended.put(line.id(), line);
      endedAt.put(line.id(), at);
    }
  }

  Collection<JobRecord> jobs() {
    return jobs.values();
  }

  boolean holds(ChangeId change) {
    return changes.contains(change);
  }

  /** The latest attempt of an execution that was ever claimed; zero if it is not known. */
  int attempt(ExecutionId execution) {
    return attempts.getOrDefault(execution, 0);
  }

  Instant endedAt(ExecutionId execution) {
    return endedAt.getOrDefault(execution, Instant.MAX);
  }

  Optional<StoredJob> find(JobId id) {
    return persistence.load(id).map(StoredJob.class::cast);
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
