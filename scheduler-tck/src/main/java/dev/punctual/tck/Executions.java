package dev.punctual.tck;

import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.spi.ExecutionRecord;
import java.time.Instant;
import java.util.Optional;

/** Makes executions whose ids sort by scheduled time, as real ones do. */
final class Executions {
  private Executions() {}

  static ExecutionId id(Instant scheduled, int serial) {
    return new ExecutionId(String.format("%015d%09d", scheduled.toEpochMilli(), serial));
  }

  /** Claimed by a node. */
  static ExecutionRecord open(String job, Instant scheduled, NodeId node) {
    return new ExecutionRecord(
        id(scheduled, job.hashCode() & 0xffff),
        JobId.of(job),
        ExecutionKind.SCHEDULED,
        ExecutionStatus.CLAIMED,
        scheduled,
        scheduled.plusMillis(5),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        0,
        Optional.of(node),
        1,
        scheduled,
        Optional.empty(),
        "",
        "",
        "");
  }

  /** The same execution, ended. */
  static ExecutionRecord end(ExecutionRecord open, ExecutionStatus status, Instant end) {
    return new ExecutionRecord(
        open.id(),
        open.job(),
        open.kind(),
        status,
        open.scheduledTime(),
        open.dueTime(),
        Optional.of(open.dueTime()),
        Optional.of(end),
        1,
        status == ExecutionStatus.FAILED ? 1 : 0,
        0,
        open.node(),
        1,
        open.through(),
        Optional.empty(),
        status == ExecutionStatus.FAILED ? "" : "done",
        status == ExecutionStatus.FAILED ? "broken" : "",
        "");
  }

  /** An execution that ended a second after its scheduled time. */
  static ExecutionRecord ended(String job, Instant scheduled, ExecutionStatus status) {
    return end(open(job, scheduled, Draft.NODE), status, scheduled.plusSeconds(1));
  }
}
