package dev.punctual;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Runs jobs on time and keeps the log. Built by {@link #builder()}; may be used by any number of
 * threads, handlers included.
 *
 * <p>When a call that changes something returns, the change is stored and survives a killed
 * process. When it throws {@link StoreUnavailableException}, the message says whether the change is
 * known not to be stored; repeating the call with the same job id is safe in any case.
 */
public interface Scheduler extends AutoCloseable {
  /**
   * The way to a scheduler.
   *
   * @return a new builder
   */
  static SchedulerBuilder builder() {
    return new SchedulerBuilder();
  }

  /**
   * Reconciles the declared jobs with the store and begins to run jobs. A second call does nothing.
   *
   * @throws StoreUnavailableException if the store does not answer
   * @throws SchedulerClosedException if it was closed
   * @throws InvalidDefinitionException if the store is used by another scheduler that is not closed
   */
  void start();

  /**
   * Stores a job; an identical one is left as it is, and a cancelled one is created afresh.
   *
   * @param job the definition
   * @return its handle
   * @throws InvalidDefinitionException if it can never work: its target is not registered, its
   *     payload cannot be encoded, the executor refuses it
   * @throws JobExistsException if another definition is stored under its id
   * @throws StoreUnavailableException if the store does not answer
   */
  default JobHandle schedule(Job job) {
    return schedule(job, IfExists.REJECT);
  }

  /**
   * Stores a job.
   *
   * @param job the definition
   * @param ifExists what to do about another definition under its id
   * @return its handle
   * @throws InvalidDefinitionException if it can never work
   * @throws JobExistsException if another one is stored and is to be left alone
   * @throws StoreUnavailableException if the store does not answer
   */
  JobHandle schedule(Job job, IfExists ifExists);

  /**
   * Stores many jobs in as few commits as possible. All are checked first, and nothing is stored if
   * one is invalid; the commits are not atomic over the jobs.
   *
   * @param jobs the definitions
   * @param ifExists what to do about other definitions under their ids
   * @return their handles, in the same order
   * @throws InvalidDefinitionException naming every job that can never work
   * @throws JobExistsException naming the jobs that were rejected; the others are stored
   * @throws StoreUnavailableException if the store does not answer
   */
  List<JobHandle> scheduleAll(Collection<Job> jobs, IfExists ifExists);

  /**
   * The handle of a stored job.
   *
   * @param id its id
   * @return the handle
   * @throws JobNotFoundException if there is none
   */
  JobHandle job(String id);

  /**
   * Looks for a job.
   *
   * @param id its id
   * @return its handle, or empty if there is none
   */
  Optional<JobHandle> find(String id);

  /**
   * Lists jobs in order of their ids.
   *
   * @param query which ones
   * @return a page of them
   */
  Page<JobStatus> jobs(JobQuery query);

  /**
   * Lists executions, newest scheduled time first.
   *
   * @param query which ones
   * @return a page of them
   */
  Page<Execution> executions(ExecutionQuery query);

  /**
   * Waits until an execution has ended for good and its end is stored.
   *
   * @param execution its id
   * @param most how long to wait, in real time
   * @return its line in the log
   * @throws AwaitTimeoutException if it has not ended, or is not known, when the time is up
   */
  Execution await(ExecutionId execution, Duration most);

  /**
   * Runs a failed or unknown execution again: a new execution of the same scheduled time, which
   * does not count towards {@code maxExecutions}.
   *
   * @param execution the one that failed
   * @return the new one, to be awaited
   * @throws JobNotFoundException if there is no such execution, or its job was removed
   * @throws InvalidDefinitionException if it has not failed
   */
  ExecutionId retry(ExecutionId execution);

  /**
   * What is going on.
   *
   * @return the health at this moment
   */
  Health health();

  /**
   * The time jobs run by: the wall clock, or virtual time in a test. Handlers that ask this and no
   * other clock can be tested in virtual time.
   *
   * @return the current time
   */
  Instant now();

  /**
   * Stops: starts nothing any more, waits up to the drain period for running attempts, interrupts
   * those that are left, and gives them and everything claimed back, so that the next start goes on
   * with it at once. Then closes store and executors. Idempotent. Called by a handler, it returns
   * at once, and the scheduler closes when that handler has ended.
   */
  @Override
  void close();
}
