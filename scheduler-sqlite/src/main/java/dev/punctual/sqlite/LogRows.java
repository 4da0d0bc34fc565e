package dev.punctual.sqlite;

import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.SkipReason;
import dev.punctual.spi.ExecutionRecord;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns lines of the log into rows of {@code execution} and back. */
final class LogRows {
  /** The columns, in the order in which they are written and read here. */
  static final String COLUMNS =
      "id, job, kind, status, scheduled, due, started, ended, attempt, failures, interruptions,"
          + " node, times, through, reason, result, error, log, checksum";

  private static final String INSERT =
      "INSERT INTO execution ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (id) DO NOTHING";

  private LogRows() {}

  /** Adds a line; false if the log had it already. */
  static boolean insert(Session session, JobId job, ExecutionRecord line) throws SQLException {
    PreparedStatement statement = session.prepared(INSERT);
    statement.setString(1, line.id().value());
    statement.setString(2, job.value());
    statement.setString(3, line.kind().name());
    statement.setString(4, line.status().name());
    Millis.bind(statement, 5, line.scheduledTime());
    Millis.bind(statement, 6, line.dueTime());
    Millis.bind(statement, 7, line.start());
    Millis.bind(statement, 8, line.end());
    statement.setInt(9, line.attempt());
    statement.setInt(10, line.failures());
    statement.setInt(11, line.interruptions());
    statement.setString(12, line.node().map(NodeId::value).orElse(null));
    statement.setLong(13, line.times());
    Millis.bind(statement, 14, line.through());
    statement.setString(15, line.reason().map(Enum::name).orElse(null));
    statement.setString(16, line.result());
    statement.setString(17, line.error());
    statement.setString(18, line.log());
    statement.setLong(19, Checksum.of(line));
    return statement.executeUpdate() == 1;
  }

  /** The scheduled time of the current row, as the number it is. */
  static long scheduled(ResultSet row) throws SQLException {
    return row.getLong(5);
  }

  /** The line of the current row; empty, and said once in the log, if it cannot be read. */
  static Optional<ExecutionRecord> read(ResultSet row, Oddities oddities) throws SQLException {
    try {
      ExecutionRecord line = readable(row);
      if (row.getLong(19) != Checksum.of(line)) {
        throw new IllegalArgumentException("it does not match its checksum");
      }
      return Optional.of(line);
    } catch (RuntimeException e) {
      oddities.leftOut("execution", String.valueOf(row.getString(1)), e);
      return Optional.empty();
    }
  }

  private static ExecutionRecord readable(ResultSet row) throws SQLException {
    @Nullable String node = row.getString(12);
    @Nullable String reason = row.getString(15);
    return new ExecutionRecord(
        new ExecutionId(row.getString(1)),
        JobId.of(row.getString(2)),
        ExecutionKind.valueOf(row.getString(3)),
        ExecutionStatus.valueOf(row.getString(4)),
        Millis.instant(row.getLong(5)),
        Millis.instant(row.getLong(6)),
        Millis.optional(row, 7),
        Millis.optional(row, 8),
        row.getInt(9),
        row.getInt(10),
        row.getInt(11),
        Optional.ofNullable(node).map(NodeId::new),
        row.getLong(13),
        Millis.instant(row.getLong(14)),
        Optional.ofNullable(reason).map(SkipReason::valueOf),
        row.getString(16),
        row.getString(17),
        row.getString(18));
  }
}
