package dev.punctual.spi;

import dev.punctual.JobId;

/** A job as a store yields it: readable or not. */
public sealed interface JobRow permits StoredJob, UnreadableJob {
  /**
   * The job.
   *
   * @return its id
   */
  JobId id();

  /**
   * Its version.
   *
   * @return the version to be expected by a change
   */
  long version();
}
