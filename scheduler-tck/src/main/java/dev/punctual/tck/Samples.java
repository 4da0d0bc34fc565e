package dev.punctual.tck;

import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.SkipReason;
import dev.punctual.spi.ExecutionRecord;
import java.time.Instant;
import java.util.Optional;

/** Executions with something in every field. */
final class Samples {
  private Samples() {}

  /** An execution that waits and that no node has claimed. */
  static ExecutionRecord unclaimed(String job, Instant time) {
    return with(job, time, ExecutionStatus.WAITING, "", Optional.empty());
  }

  /** An execution whose texts are all the same. */
  static ExecutionRecord full(String job, Instant time, ExecutionStatus status, String text) {
    return with(job, time, status, text, Optional.of(Draft.NODE));
  }

  private static ExecutionRecord with(
      String job, Instant time, ExecutionStatus status, String text, Optional<NodeId> node) {
    return new ExecutionRecord(
        Executions.id(time, (job + status).hashCode() & 0xfffffff),
        JobId.of(job),
        ExecutionKind.CATCH_UP,
        status,
        time,
        time,
        Optional.of(time),
        status.isFinal() ? Optional.of(time) : Optional.empty(),
        Integer.MAX_VALUE,
        3,
        2,
        node,
        Long.MAX_VALUE,
        time,
        Optional.of(SkipReason.OVERLAP),
        text,
        text,
        text);
  }
}
