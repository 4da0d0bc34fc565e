package dev.punctual.internal.loop;

import dev.punctual.Execution;
import dev.punctual.JobState;
import dev.punctual.JobStatus;
import dev.punctual.internal.machine.JobSnapshot;
import dev.punctual.internal.text.Quote;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import dev.punctual.spi.UnreadableJob;
import java.util.List;
import java.util.Optional;

/** Stored rows as users see them. */
final class Statuses {
  private Statuses() {}

  static JobStatus of(JobRow row) {
    return switch (row) {
      case UnreadableJob broken -> unreadable(row, broken.reason());
      case StoredJob stored -> {
        try {
          yield of(stored, JobCell.parse(stored));
        } catch (RuntimeException e) {
          yield unreadable(row, String.valueOf(e.getMessage()));
        }
      }
    };
  }

  private static JobStatus of(StoredJob stored, JobSnapshot snapshot) {
    var job = stored.payload().map(snapshot.job()::withPayload).orElse(snapshot.job());
    return new JobStatus(
        stored.id(),
        snapshot.state(),
        snapshot.progress().note(),
        Optional.of(job),
        snapshot.next(),
        snapshot.progress().count(),
        snapshot.open().stream().map(Execution::of).toList());
  }

  private static JobStatus unreadable(JobRow row, String reason) {
    return new JobStatus(
        row.id(),
        JobState.UNREADABLE,
        Quote.escaped(reason, 500),
        Optional.empty(),
        Optional.empty(),
        0,
        List.of());
  }
}
