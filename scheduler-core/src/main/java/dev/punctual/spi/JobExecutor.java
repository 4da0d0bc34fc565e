package dev.punctual.spi;

import dev.punctual.Attempt;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Target;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries out attempts at one kind of target. The rules are E1 to E10 of the {@linkplain
 * dev.punctual.spi package page}; the kit that checks them is {@code JobExecutorContract} in module
 * {@code scheduler-tck}. The scheduler closes the executors it was given.
 */
@FunctionalInterface
public interface JobExecutor extends AutoCloseable {
  /**
   * Carries out one attempt. May block; runs on a virtual thread of its own.
   *
   * @param attempt what is to be done
   * @return how it ended
   * @throws Exception to fail the attempt
   * @throws InterruptedException if it was interrupted before the target was reached
   */
  Outcome execute(Attempt<Payload> attempt) throws Exception;

  /**
   * Checks a target and a payload when a job is scheduled, in the caller's thread, without I/O.
   *
   * @param target the target
   * @param payload the encoded payload
   * @throws dev.punctual.InvalidDefinitionException if they can never work, with the cure
   */
  default void validate(Target<?> target, Payload payload) {}

  /**
   * Gets a target ready ahead of its first run, off the timing path, on a virtual thread; what it
   * throws is logged, and the attempt that follows meets the fault itself.
   *
   * @param target the target
   * @throws Exception if it cannot be made ready now
   */
  default void prepare(Target<?> target) throws Exception {}

  /**
   * Finds out what became of an execution of which an earlier attempt was made: before every
   * further attempt, in its place and on its thread. An executor whose target keeps its results by
   * key can so avoid doing the work twice, above all after a crash.
   *
   * @param attempt the attempt that would be made next; its key is that of the earlier ones
   * @return how the execution ended, which then is the outcome of this attempt; empty if it has to
   *     be made, which is the default
   * @throws Exception to fail the attempt, as nothing can be found out now
   */
  default Optional<Outcome> lookup(Attempt<Payload> attempt) throws Exception {
    return Optional.empty();
  }

  /**
   * How long an attempt may take where the job names no timeout. An attempt that takes longer is
   * interrupted and ends as unknown.
   *
   * @param target the target
   * @return a positive duration; an hour where not given
   */
  default Duration timeout(Target<?> target) {
    return Duration.ofHours(1);
  }

  /** Gives everything back. Idempotent. */
  @Override
  default void close() {}
}
