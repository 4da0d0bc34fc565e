package dev.punctual.spi;

import dev.punctual.JobId;
import dev.punctual.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The narrow state of a job, rewritten by every change.
 *
 * @param id the job
 * @param version 1 for a new job, one more with every change
 * @param change who made this version
 * @param wake the earliest instant at which something about the job must be decided; empty if only
 *     a call can change it
 * @param state active, paused, finished or cancelled
 * @param executor the executor that runs it
 * @param tags for queries
 * @param progress where its decisions stand; opaque text of at most 10,000 characters
 * @param open its open executions, in order of id
 */
public record JobRecord(
    JobId id,
    long version,
    ChangeId change,
    Optional<Instant> wake,
    JobState state,
    String executor,
    Set<String> tags,
    String progress,
    List<ExecutionRecord> open) {
  /** The tag of jobs that the code declares; they stay although they are finished. */
  public static final String DECLARED = "punctual:declared";

  /**
   * The tag of jobs whose trigger has local times; their wake time hangs on a zone's rules. Each
   * start lists the active jobs that have it, so a store of many jobs needs an index of them.
   */
  public static final String LOCAL_TIMES = "punctual:local-times";

  /** Copies the collections. */
  public JobRecord {
    tags = Set.copyOf(tags);
    open = List.copyOf(open);
  }
}
