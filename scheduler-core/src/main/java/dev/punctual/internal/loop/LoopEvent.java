package dev.punctual.internal.loop;

import dev.punctual.ExecutionId;
import dev.punctual.Health;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.NodeId;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.Reply;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.JobRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What the timing loop is told, in a queue, by other threads. */
public sealed interface LoopEvent {
  /**
   * Somebody calls.
   *
   * @param job the job
   * @param event what is asked for
   * @param payload the payload that goes with a new definition
   * @param reply completed once the change is stored
   * @param deadline the elapsed time after which a store that does not answer is reported to the
   *     caller
   */
  record Call(
      JobId job,
      JobEvent event,
      Optional<Payload> payload,
      CompletableFuture<Reply> reply,
      Duration deadline)
      implements LoopEvent {}

  /**
   * An attempt has ended.
   *
   * @param job the job
   * @param execution the execution
   * @param attempt its number
   * @param executor the executor's name
   * @param outcome how it ended; empty if it was interrupted because the scheduler closes
   * @param start when it had started
   * @param end when it ended
   */
  record AttemptEnded(
      JobId job,
      ExecutionId execution,
      int attempt,
      String executor,
      Optional<Outcome> outcome,
      Instant start,
      Instant end)
      implements LoopEvent {}

  /**
   * An attempt was handed over but did not begin, because the scheduler closes.
   *
   * @param job the job
   * @param execution the execution
   * @param attempt the number of the attempt
   * @param executor the executor's name
   */
  record NotBegun(JobId job, ExecutionId execution, int attempt, String executor)
      implements LoopEvent {}

  /**
   * A change was stored, or its job had moved on.
   *
   * @param job the job
   * @param change the change
   * @param accepted whether it was stored
   * @param payload the payload, where it was asked for and could be read
   */
  record Committed(JobId job, ChangeId change, boolean accepted, Optional<Payload> payload)
      implements LoopEvent {}

  /**
   * Whether a change was stored is unknown.
   *
   * @param job the job
   * @param change the change
   * @param error what the store threw
   */
  record CommitFailed(JobId job, ChangeId change, Throwable error) implements LoopEvent {}

  /**
   * A job was read.
   *
   * @param job the job
   * @param row what is stored
   */
  record Loaded(JobId job, Optional<JobRow> row) implements LoopEvent {}

  /**
   * A job could not be read now.
   *
   * @param job the job
   * @param error what the store threw
   */
  record LoadFailed(JobId job, Throwable error) implements LoopEvent {}

  /**
   * A due job was found.
   *
   * @param job the job
   * @param deadNodes nodes that are dead, among those of the answer's open executions
   */
  record Found(JobRow job, Set<NodeId> deadNodes) implements LoopEvent {}

  /**
   * Due jobs were found. If they were asked for to {@link StoreRequest.Purpose#RUN run}, each is
   * {@link Found} by itself as well: all before this event, or if there are more than were asked
   * for, the first before it and the others after it.
   *
   * @param request what was asked
   * @param batch what was found
   */
  record DueFound(StoreRequest.Due request, DueBatch batch) implements LoopEvent {}

  /**
   * The store did not answer a request that is simply made again later.
   *
   * @param request the request
   * @param error what the store threw
   */
  record RequestFailed(StoreRequest request, Throwable error) implements LoopEvent {}

  /**
   * The log was trimmed.
   *
   * @param removed how many lines were removed
   */
  record Purged(int removed) implements LoopEvent {}

  /** The store knows that this node is alive. */
  record LeaseRenewed() implements LoopEvent {}

  /** The driver runs; nothing may start yet. */
  record Join() implements LoopEvent {}

  /**
   * Stored wake times were compared with fresh ones.
   *
   * @param wrong the jobs whose wake time is another one
   * @param next the next page; empty at the end
   */
  record WakesChecked(List<JobId> wrong, Optional<JobQuery> next) implements LoopEvent {}

  /**
   * Wake times could not be compared now.
   *
   * @param query the page
   * @param error what the store threw
   */
  record WakeCheckFailed(JobQuery query, Throwable error) implements LoopEvent {}

  /** Declared jobs are reconciled: look for due jobs from now on. */
  record Begin() implements LoopEvent {}

  /**
   * Somebody wants to know what is going on.
   *
   * @param reply completed with the health
   */
  record AskHealth(CompletableFuture<Health> reply) implements LoopEvent {}

  /**
   * Give back what is claimed and let running attempts end.
   *
   * @param done completed when nothing is left to be stored
   */
  record Close(CompletableFuture<Boolean> done) implements LoopEvent {}

  /** The drain period is over: interrupt what still runs. */
  record Interrupt() implements LoopEvent {}
}
