package dev.punctual.internal.machine;

import dev.punctual.ExecutionKind;
import java.time.Instant;

/**
 * A run somebody asked for that waits for a free slot.
 *
 * @param kind manual or retry
 * @param serial numbers the manual runs of a job
 * @param scheduledTime when it was asked for, or the scheduled time that is run again
 */
record ManualRun(ExecutionKind kind, long serial, Instant scheduledTime) {
  @Override
  public String toString() {
    return kind + " " + serial + ' ' + scheduledTime;
  }

  static ManualRun parse(String text) {
    var words = text.split(" ", -1);
    return new ManualRun(
        ExecutionKind.valueOf(words[0]), Long.parseLong(words[1]), Instant.parse(words[2]));
  }
}
