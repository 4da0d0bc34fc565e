package dev.punctual.spi;

import dev.punctual.JobId;
import dev.punctual.NodeId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for jobs about which something must be decided.
 *
 * @param node the node that asks
 * @param now the node's clock
 * @param until wake times up to this instant, inclusive
 * @param executors the executors whose jobs are asked for
 * @param complement ask for the jobs of all executors but these
 * @param limit the most jobs to yield, 1 or more
 * @param after where the page before this one ended; empty for the first
 */
public record DueQuery(
    NodeId node,
    Instant now,
    Instant until,
    Set<String> executors,
    boolean complement,
    int limit,
    Optional<Mark> after) {
  /** Copies the set. */
  public DueQuery {
    executors = Set.copyOf(executors);
  }

  /**
   * A place in the order of wake times. Jobs of dead nodes come first: they stand at {@link
   * Instant#MIN}, in order of id.
   *
   * @param wake a wake time
   * @param id a job
   */
  public record Mark(Instant wake, JobId id) {}
}
