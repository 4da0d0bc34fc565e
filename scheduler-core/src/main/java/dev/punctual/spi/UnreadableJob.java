package dev.punctual.spi;

import dev.punctual.JobId;

/**
 * A job whose row cannot be read. It is shown, left alone, and can be replaced or cancelled.
 *
 * @param id the job
 * @param version its version, to be expected by a change
 * @param reason what is wrong with it, for people
 */
public record UnreadableJob(JobId id, long version, String reason) implements JobRow {}
