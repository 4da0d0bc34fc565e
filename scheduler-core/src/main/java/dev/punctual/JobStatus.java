package dev.punctual;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is stored about a job at one moment.
 *
 * @param id the job
 * @param state where it stands
 * @param note why it is paused or cannot be read; empty otherwise
 * @param definition its definition; empty if it cannot be read. Listings leave its payload out
 * @param next the next scheduled time; empty if there is none, or the job is not active
 * @param executionCount how many executions count towards {@code maxExecutions}
 * @param open its open executions
 */
public record JobStatus(
    JobId id,
    JobState state,
    String note,
    Optional<Job> definition,
    Optional<Instant> next,
    long executionCount,
    List<Execution> open) {
  /** Copies the list. */
  public JobStatus {
    open = List.copyOf(open);
  }
}
