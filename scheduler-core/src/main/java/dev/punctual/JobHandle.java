package dev.punctual;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The operations on one job. When a method returns, its effect is stored: it survives a killed
 * process. All methods throw {@link JobNotFoundException} if the job has been removed, {@link
 * StoreUnavailableException} if the store does not answer, and {@link SchedulerClosedException}
 * after the scheduler was closed.
 */
public interface JobHandle {
  /**
   * The job.
   *
   * @return its id
   */
  JobId id();

  /**
   * What is stored about it.
   *
   * @return the status, with the payload
   */
  JobStatus status();

  /**
   * Starts nothing on schedule until it is resumed. What is claimed but not started is withdrawn
   * and does not count; a running attempt goes on. One that is paused because it is no longer
   * declared, or switched off, stays paused when it is declared again. Without effect on any other
   * job that is not active.
   *
   * @param note why, for people; at most 2,000 characters
   */
  void pause(String note);

  /** Goes on from now; the times that passed meanwhile are recorded as paused. */
  void resume();

  /**
   * Goes on, and decides the times that passed meanwhile by a policy.
   *
   * @param catchUp the policy for them
   */
  void resume(CatchUp catchUp);

  /**
   * Ends the job. It is over until it is scheduled again, or declared with another definition: then
   * it is created afresh, and counts from zero. What is claimed but not started is withdrawn, what
   * waits for a retry ends as failed, a running attempt goes on. The log stays.
   */
  void cancel();

  /**
   * Changes the definition; count, log and pause are kept. What is claimed but not started is
   * withdrawn and decided anew. What was missed until now is decided under the old definition.
   *
   * @param change from the stored definition to the new one, in the caller's thread; may be called
   *     again if somebody else changes the job meanwhile
   * @throws InvalidDefinitionException if the new definition cannot work, or has another id
   */
  void update(UnaryOperator<Job> change);

  /**
   * Runs it once, now or when its running execution ends; also while it is paused or finished. Does
   * not count towards {@code maxExecutions}.
   *
   * @return the execution, to be awaited
   */
  ExecutionId runNow();

  /**
   * The next scheduled times, as its trigger names them.
   *
   * @param n how many at most, up to 1,000
   * @return the times, in order
   */
  List<Instant> preview(int n);

  /**
   * Its latest executions.
   *
   * @return the first 100
   */
  Page<Execution> executions();
}
