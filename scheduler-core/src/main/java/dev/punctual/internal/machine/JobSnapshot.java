package dev.punctual.internal.machine;

import dev.punctual.ExecutionId;
import dev.punctual.Job;
import dev.punctual.JobState;
import dev.punctual.spi.ExecutionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that decisions about a job depend on.
 *
 * @param job its definition, without its payload
 * @param definition the definition's text form
 * @param state where it stands
 * @param progress where its decisions stand
 * @param open its open executions, in order of id
 * @param wake the earliest instant at which something must be decided
 */
public record JobSnapshot(
    Job job,
    String definition,
    JobState state,
    Progress progress,
    List<ExecutionRecord> open,
    Optional<Instant> wake) {
  /** Copies the list. */
  public JobSnapshot {
    open = List.copyOf(open);
  }

  /** Looks first at what differs most often after a decision. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JobSnapshot that
        && wake.equals(that.wake)
        && state == that.state
        && open.equals(that.open)
        && progress.equals(that.progress)
        && definition.equals(that.definition)
        && job.equals(that.job);
  }

  @Override
  public int hashCode() {
    return Objects.hash(wake, state, open, progress, definition);
  }

  /**
   * The same with other open executions, as the loop knows which of them have started.
   *
   * @param executions the open executions
   * @return a copy
   */
  public JobSnapshot withOpen(List<ExecutionRecord> executions) {
    return new JobSnapshot(job, definition, state, progress, executions, wake);
  }

  /**
   * One of the open executions.
   *
   * @param id its key
   * @return the execution; empty if none of them has the key
   */
  public Optional<ExecutionRecord> find(ExecutionId id) {
    return find(open, id);
  }

  static Optional<ExecutionRecord> find(List<ExecutionRecord> open, ExecutionId id) {
    for (var execution : open) {
      if (execution.id().equals(id)) {
        return Optional.of(execution);
      }
    }
    return Optional.empty();
  }

  /**
   * The next scheduled time that is not yet decided.
   *
   * @return the time; empty if there is none or the job is not active
   */
  public Optional<Instant> next() {
    boolean done = progress.count() >= job.maxExecutions().orElse(Long.MAX_VALUE);
    return state != JobState.ACTIVE || done
        ? Optional.empty()
        : job.trigger().nextAfter(progress.cursor());
  }
}
