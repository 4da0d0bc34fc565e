package dev.punctual;

import java.time.Duration;

/**
 * What listeners are told, after it was stored, in order, on one thread of their own. The queue in
 * front of them is bounded (10,000): a listener that does not keep up loses events, with a warning.
 * The log is the truth, events are news.
 */
public sealed interface SchedulerEvent {
  /**
   * An execution has ended for good, whatever the outcome.
   *
   * @param execution its line in the log
   */
  record ExecutionEnded(Execution execution) implements SchedulerEvent {}

  /**
   * Scheduled times did not run.
   *
   * @param execution the line in the log that says which and why
   */
  record ExecutionSkipped(Execution execution) implements SchedulerEvent {}

  /**
   * A job cannot be read and waits for repair.
   *
   * @param job the job
   * @param reason what is wrong with it
   */
  record JobUnreadable(JobId job, String reason) implements SchedulerEvent {}

  /**
   * The store stopped answering, or answers again.
   *
   * @param reachable whether it answers now
   */
  record StoreChanged(boolean reachable) implements SchedulerEvent {}

  /**
   * The wall clock is more than a second off what was expected: it was set, or the machine was
   * suspended, or the process stopped or starved. Scheduled times that were passed over are decided
   * by each job's catch-up policy, as after any outage. Where the clock was set back, what was
   * decided is not decided again, and each job goes on when the clock reaches its next time.
   *
   * @param ahead how far the clock is ahead of what was expected, a few milliseconds more or less;
   *     negative if it was set back
   */
  record ClockJumped(Duration ahead) implements SchedulerEvent {}

  /**
   * A job was paused, by a call or by itself.
   *
   * @param job the job
   * @param note why
   */
  record JobPaused(JobId job, String note) implements SchedulerEvent {}

  /**
   * An attempt was interrupted when its time was up, and goes on.
   *
   * @param job its job
   * @param execution its execution
   */
  record AttemptStuck(JobId job, ExecutionId execution) implements SchedulerEvent {}

  /**
   * The circuit breaker of an executor has opened or closed.
   *
   * @param executor the executor's name
   * @param answers whether its attempts succeed again
   */
  record ExecutorChanged(String executor, boolean answers) implements SchedulerEvent {}
}
