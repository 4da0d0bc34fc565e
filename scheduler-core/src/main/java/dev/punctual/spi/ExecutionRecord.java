package dev.punctual.spi;

import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.SkipReason;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution as it is stored: open in the record of its job, ended as a line of the log. A line
 * can also stand for a range of scheduled times that did not run.
 *
 * @param id its identity; ids sort by scheduled time
 * @param job the job
 * @param kind why it exists
 * @param status where it stands
 * @param scheduledTime the instant the trigger named; of a range, the first
 * @param dueTime when it may start, or might have
 * @param start when the latest attempt started; empty before
 * @param end when the execution ended; empty while it is open
 * @param attempt the number of the current or last attempt; 0 if it never had one
 * @param failures how many attempts have failed
 * @param interruptions how many attempts were cut short by a crash
 * @param node the node that claimed it; empty while nobody has
 * @param times how many scheduled times it stands for, 1 unless it is a range
 * @param through the last scheduled time it stands for
 * @param reason why it did not run, or was not tried again
 * @param result what the target returned, capped
 * @param error what went wrong, capped
 * @param log the target's own log lines, capped
 */
public record ExecutionRecord(
    ExecutionId id,
    JobId job,
    ExecutionKind kind,
    ExecutionStatus status,
    Instant scheduledTime,
    Instant dueTime,
    Optional<Instant> start,
    Optional<Instant> end,
    int attempt,
    int failures,
    int interruptions,
    Optional<NodeId> node,
    long times,
    Instant through,
    Optional<SkipReason> reason,
    String result,
    String error,
    String log) {
  /** Identity, time and status; texts of the target stay out of logs. */
  @Override
  public String toString() {
    return "ExecutionRecord[" + job + " at " + scheduledTime + " " + status + " " + id + "]";
  }
}
