package dev.punctual.internal.machine;

import dev.punctual.CatchUp;
import dev.punctual.ExecutionId;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.NodeId;
import dev.punctual.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What can happen to a job. */
public sealed interface JobEvent {
  /**
   * Somebody schedules it.
   *
   * @param job the definition
   * @param definition its text form
   * @param ifExists what to do about another one
   * @param incarnation fresh, should it be created
   */
  record Schedule(Job job, String definition, IfExists ifExists, String incarnation)
      implements JobEvent {}

  /**
   * The code declares it at start.
   *
   * @param job the definition
   * @param definition its text form
   * @param incarnation fresh, should it be created
   */
  record Declare(Job job, String definition, String incarnation) implements JobEvent {}

  /** The code no longer declares it. */
  record Retire() implements JobEvent {}

  /** The code declares it as switched off. */
  record SwitchOff() implements JobEvent {}

  /**
   * Somebody changes the definition.
   *
   * @param base the text form the change started from
   * @param job the new definition
   * @param definition its text form
   */
  record Update(String base, Job job, String definition) implements JobEvent {}

  /**
   * Somebody pauses it.
   *
   * @param note why
   */
  record Pause(String note) implements JobEvent {}

  /**
   * Somebody resumes it.
   *
   * @param catchUp the policy for what passed meanwhile; empty to go on from now
   */
  record Resume(Optional<CatchUp> catchUp) implements JobEvent {}

  /** Somebody cancels it. */
  record Cancel() implements JobEvent {}

  /**
   * Somebody runs it by hand.
   *
   * @param call unique to the call
   */
  record RunNow(String call) implements JobEvent {}

  /**
   * Somebody runs a failed execution again.
   *
   * @param call unique to the call
   * @param scheduledTime its scheduled time
   */
  record RunAgain(String call, Instant scheduledTime) implements JobEvent {}

  /** Its wake time has come. */
  record Wake() implements JobEvent {}

  /**
   * Nodes that had claimed executions of it are dead.
   *
   * @param dead the nodes
   */
  record Orphaned(Set<NodeId> dead) implements JobEvent {}

  /**
   * An attempt has ended.
   *
   * @param execution the execution
   * @param attempt the number of the attempt
   * @param outcome how it ended; empty if it was interrupted because the scheduler closes
   * @param start when it had started
   * @param end when it ended
   */
  record Ended(
      ExecutionId execution, int attempt, Optional<Outcome> outcome, Instant start, Instant end)
      implements JobEvent {}

  /**
   * A claimed execution came to its start later than the grace allows, and was not started.
   *
   * @param execution the execution
   */
  record Lapsed(ExecutionId execution) implements JobEvent {}

  /**
   * An attempt was told to stop when its time was up, and goes on.
   *
   * @param execution the execution
   * @param attempt the number of the attempt
   * @param error what the log says of it
   */
  record Stuck(ExecutionId execution, int attempt, String error) implements JobEvent {}

  /** The scheduler closes: what is claimed and not started is given back. */
  record GiveBack() implements JobEvent {}
}
