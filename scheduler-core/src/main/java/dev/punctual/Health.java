package dev.punctual;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * @param stuck attempts that were interrupted when their time was up, and go on
 * @param openCircuits executors that are left alone for a while because their attempts keep failing
 * @param lateness how late the latest attempts to end here had started
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
    List<Stuck> stuck,
    Set<String> openCircuits,
    Lateness lateness,
    Map<JobId, String> unreadable) {
  /**
   * An attempt that ignores its interrupt.
   *
   * @param job its job
   * @param execution its execution
   * @param since when that was noticed
   */
  public record Stuck(JobId job, ExecutionId execution, Instant since) {}

  /**
   * How late attempts have started: the time from the due time to the start.
   *
   * @param starts how many have been measured since the start of the scheduler; the values are
   *     those of the last 1,000
   * @param median of two attempts one was not later; zero if there was none
   * @param p99 of a hundred attempts 99 were not later; zero if there was none
   * @param longest none was later; zero if there was none
   */
  public record Lateness(long starts, Duration median, Duration p99, Duration longest) {
    /** Of no starts. */
    public static final Lateness NONE =
        new Lateness(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** Copies the collections. */
  public Health {
    unregistered = Set.copyOf(unregistered);
    stuck = List.copyOf(stuck);
    openCircuits = Set.copyOf(openCircuits);
    unreadable = Map.copyOf(unreadable);
  }

  /**
   * Whether everything is as it should be.
   *
   * @return true if it runs, the store answers, nothing is overdue or stuck, and no job waits for
   *     repair, for an executor that is missing, or for one that keeps failing
   */
  public boolean isUp() {
    return running
        && storeReachable
        && overdue == 0
        && unregistered.isEmpty()
        && stuck.isEmpty()
        && openCircuits.isEmpty()
        && unreadable.isEmpty();
  }
}
