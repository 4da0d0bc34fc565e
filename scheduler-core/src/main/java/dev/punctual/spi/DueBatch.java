package dev.punctual.spi;

import dev.punctual.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The answer to a {@link DueQuery}.
 *
 * @param jobs the jobs, in order
 * @param next where the next page starts; empty if this was the last
 * @param nextWake the earliest wake time after the asked range; empty if there is none
 * @param now the time by which it was decided: the store's own, or the asker's
 * @param deadNodes the nodes of open executions among these jobs that are dead
 */
public record DueBatch(
    List<JobRow> jobs,
    Optional<DueQuery.Mark> next,
    Optional<Instant> nextWake,
    Instant now,
    Set<NodeId> deadNodes) {
  /** Copies the collections. */
  public DueBatch {
    jobs = List.copyOf(jobs);
    deadNodes = Set.copyOf(deadNodes);
  }
}
