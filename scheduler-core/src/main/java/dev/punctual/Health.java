package dev.punctual;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is going on in a scheduler at one moment.
 *
 * @param node the scheduler's id since its start
 * @param running whether it has been started and not closed
 * @param storeReachable whether the store answered when it was last asked
 * @param lastSuccess the end of the latest success seen since the start
 * @param claimed executions that are claimed here and wait for their due time
 * @param executing attempts that run here
 * @param overdue jobs of registered executors whose time had come more than ten seconds ago when it
 *     was last looked, counted up to 1,000
 * @param unregistered executors that stored jobs wait for, as far as due ones were seen
 * @param unreadable jobs that cannot be read, with the reason, as far as they were met
 */
public record Health(
    NodeId node,
    boolean running,
    boolean storeReachable,
    Optional<Instant> lastSuccess,
    int claimed,
    int executing,
    int overdue,
    Set<String> unregistered,
    Map<JobId, String> unreadable) {
  /** Copies the collections. */
  public Health {
    unregistered = Set.copyOf(unregistered);
    unreadable = Map.copyOf(unreadable);
  }

  /**
   * Whether everything is as it should be.
   *
   * @return true if it runs, the store answers, nothing is overdue, and no job waits for repair or
   *     for an executor
   */
  public boolean isUp() {
    return running
        && storeReachable
        && overdue == 0
        && unregistered.isEmpty()
        && unreadable.isEmpty();
  }
}
