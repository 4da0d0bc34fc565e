package dev.punctual.sqlite;

import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.Payload;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.Definition;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commits version after version of one job, and says each one's number once it is committed. */
final class CommitLoop {
  static final JobId JOB = JobId.of("looping");
  private static final NodeId NODE = new NodeId("child");

  private CommitLoop() {}

  public static void main(String[] args) {
    try (var store = SqlitePersistence.open(Path.of(args[0]))) {
      long version = store.load(JOB).map(job -> job.version()).orElse(0L);
      while (store.commit(List.of(change(version))).isEmpty()) {
        version++;
        System.out.println(version);
      }
    }
  }

  /** The change from a version to the next, with one line of the log. */
  static JobChange change(long version) {
    Instant time = Instant.ofEpochMilli(1_000 * version);
    var record =
        new JobRecord(
            JOB,
            version + 1,
            new ChangeId(NODE, version + 1),
            Optional.of(time),
            JobState.ACTIVE,
            "handler",
            Set.of(),
            "at " + version,
            List.of());
    return new JobChange(
        version,
        record,
        version == 0 ? Optional.of(new Definition("loop", Payload.none())) : Optional.empty(),
        List.of(line(time)));
  }

  private static ExecutionRecord line(Instant time) {
    return new ExecutionRecord(
        new ExecutionId(String.format("%020d", time.toEpochMilli())),
        JOB,
        ExecutionKind.SCHEDULED,
        ExecutionStatus.SUCCEEDED,
        time,
        time,
        Optional.of(time),
        Optional.of(time),
        1,
        0,
        0,
        Optional.of(NODE),
        1,
        time,
        Optional.empty(),
        "",
        "",
        "");
  }
}
