package dev.punctual.spi;

import dev.punctual.JobId;
import dev.punctual.Payload;
import java.util.Optional;

/**
 * A job as it was read.
 *
 * @param record the narrow state
 * @param definition the definition's text
 * @param payload the payload; empty where the call leaves it out
 */
public record StoredJob(JobRecord record, String definition, Optional<Payload> payload)
    implements JobRow {
  @Override
  public JobId id() {
    return record.id();
  }

  @Override
  public long version() {
    return record.version();
  }
}
