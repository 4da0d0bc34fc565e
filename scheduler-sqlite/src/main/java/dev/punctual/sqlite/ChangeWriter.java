package dev.punctual.sqlite;

import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.spi.Definition;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch of changes, inside one transaction of the caller. The compare-and-set is the
 * {@code WHERE} of the update, and the conflict clause of the insert; only where it took effect are
 * definition and log written.
 */
final class ChangeWriter {
  private static final String INSERT =
      "INSERT INTO job (version, change_node, change_sequence, state, wake, executor, owner, tags,"
          + " progress, open, checksum, successes, id)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";
  private static final String UPDATE =
      "UPDATE job SET version = ?, change_node = ?, change_sequence = ?, state = ?, wake = ?,"
          + " executor = ?, owner = ?, tags = ?, progress = ?, open = ?,"
          + " checksum = ?, successes = successes + ? WHERE id = ? AND version = ?";
  private static final String DEFINE =
      "INSERT OR REPLACE INTO definition"
          + " (job, text, text_checksum, format, payload_checksum, payload)"
          + " SELECT no, ?, ?, ?, ?, ? FROM job WHERE id = ?";

  private ChangeWriter() {}

  /** Writes the changes and returns the jobs whose version had moved on. */
  static Set<JobId> write(Session session, List<JobChange> changes) throws SQLException {
    var refused = new LinkedHashSet<JobId>();
    for (JobChange change : changes) {
      if (!writeJob(session, change)) {
        refused.add(change.id());
        continue;
      }
      if (change.definition().isPresent()) {
        define(session, change.id(), change.definition().get());
      }
      for (ExecutionRecord execution : change.ended()) {
        if (!LogRows.insert(session, change.id(), execution)) {
          count(session, change.id().value(), -successes(execution.status()));
        }
      }
    }
    return refused;
  }

  private static boolean writeJob(Session session, JobChange change) throws SQLException {
    JobRecord job = change.record();
    boolean isNew = change.expectedVersion() == 0;
    if (isNew && change.definition().isEmpty()) {
      throw new IllegalArgumentException("the new job " + job.id() + " has no definition");
    }
    String tags = tags(job.tags());
    @Nullable String open = OpenExecutions.write(job.open());
    PreparedStatement statement = session.prepared(isNew ? INSERT : UPDATE);
    statement.setLong(1, job.version());
    statement.setString(2, job.change().node().value());
    statement.setLong(3, job.change().sequence());
    statement.setString(4, job.state().name());
    Millis.bind(statement, 5, job.wake());
    statement.setString(6, job.executor());
    statement.setString(7, OpenExecutions.owner(job.open()));
    statement.setString(8, tags);
    statement.setString(9, job.progress());
    statement.setString(10, open);
    statement.setLong(11, checksum(job, tags, open));
    statement.setInt(12, successes(change.ended()));
    statement.setString(13, job.id().value());
    if (!isNew) {
      statement.setLong(14, change.expectedVersion());
    }
    return statement.executeUpdate() == 1;
  }

  /** In the order in which {@link JobRows} reads the columns. */
  private static long checksum(JobRecord job, String tags, @Nullable String open) {
    return Checksum.ofJob(
        job.id(),
        job.version(),
        job.wake().map(Instant::toEpochMilli).orElse(null),
        job.executor(),
        job.change().node(),
        job.change().sequence(),
        job.state(),
        tags,
        job.progress(),
        open);
  }

  private static String tags(Set<String> tags) {
    var json = new JsonText().begin('[');
    new TreeSet<>(tags).forEach(json::element);
    return json.end(']').toString();
  }

  private static void define(Session session, JobId job, Definition definition)
      throws SQLException {
    PreparedStatement statement = session.prepared(DEFINE);
    statement.setString(1, definition.text());
    statement.setLong(2, Checksum.of(job, definition.text()));
    statement.setString(3, definition.payload().format().name());
    statement.setLong(4, Checksum.of(job, definition.payload()));
    statement.setBytes(5, definition.payload().toBytes());
    statement.setString(6, job.value());
    statement.executeUpdate();
  }

  /** Corrects how many successes a job's row counts in the log. */
  static void count(Session session, String job, int difference) throws SQLException {
    PreparedStatement statement =
        session.prepared("UPDATE job SET successes = successes + ? WHERE id = ?");
    statement.setInt(1, difference);
    statement.setString(2, job);
    statement.executeUpdate();
  }

  private static int successes(List<ExecutionRecord> ended) {
    int successes = 0;
    for (ExecutionRecord execution : ended) {
      successes += successes(execution.status());
    }
    return successes;
  }

  private static int successes(ExecutionStatus status) {
    return status == ExecutionStatus.SUCCEEDED || status == ExecutionStatus.ACCEPTED ? 1 : 0;
  }
}
