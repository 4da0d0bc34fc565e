package dev.punctual.verification.simulation;

import java.time.Duration;

/**
 * Something that happens in a simulation, drawn beforehand, so that a failing plan can be made
 * smaller by leaving steps out.
 *
 * @param at when, in true time
 * @param kind what
 * @param node to which node, or by which it is called
 * @param job of which job; -1 where it does not matter
 * @param length how long, or how far
 * @param number how many, or how much
 */
record Step(Duration at, Kind kind, int node, int job, Duration length, int number) {
  /** What can happen. */
  enum Kind {
    /** The process ends, and another one starts after a while. */
    CRASH,
    /** The same, before or after a call of the store that is still to come. */
    CRASH_AT_CALL,
    /** The scheduler closes in order, and another one starts after a while. */
    CLOSE,
    /** The process stands still. */
    STOP,
    /** The machine is suspended: its elapsed time stands still as well. */
    SUSPEND,
    /** The wall clock is set. */
    SET_CLOCK,
    /** Calls of the store fail, before or after they take effect. */
    STORE_FAILS,
    /** Calls of the store take long. */
    STORE_SLOW,
    /** The node does not reach the store. */
    CUT_OFF,
    /** The power is cut: all nodes end, and the store holds what it had synced. */
    POWER_CUT,
    /** The same, at a commit that is still to come. */
    POWER_CUT_AT_COMMIT,
    /** Somebody schedules the job once more, as it is. */
    SCHEDULE,
    /** Somebody changes what does not matter to the checks. */
    UPDATE,
    /** Somebody pauses the job. */
    PAUSE,
    /** Somebody resumes it. */
    RESUME,
    /** Somebody resumes it and wants what was missed. */
    RESUME_ALL,
    /** Somebody cancels it. */
    CANCEL,
    /** Somebody runs it by hand. */
    RUN;

    boolean isCall() {
      return compareTo(SCHEDULE) >= 0;
    }
  }

  @Override
  public String toString() {
    return "%8d ms  %-19s node %d  job %2d  %6d ms  %d"
        .formatted(at.toMillis(), kind, node, job, length.toMillis(), number);
  }
}
