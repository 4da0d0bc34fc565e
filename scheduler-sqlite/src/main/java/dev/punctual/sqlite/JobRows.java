package dev.punctual.sqlite;

import dev.punctual.JobId;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.Payload;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import dev.punctual.spi.UnreadableJob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of {@code job} and {@code definition} into jobs. Whatever is wrong with the values of
 * a row makes that job unreadable and touches no other; only a row whose id is not an id is left
 * out.
 */
final class JobRows {
  /** The columns, in the order in which they are read here. */
  static final String COLUMNS =
      "job.id, job.version, job.wake, job.executor, job.change_node, job.change_sequence,"
          + " job.state, job.tags, job.progress, job.open, job.checksum,"
          + " definition.text, definition.text_checksum";

  /** The columns that follow where the payload is wanted. */
  static final String PAYLOAD_COLUMNS =
      ", definition.format, definition.payload_checksum, definition.payload";

  /** The tables. */
  static final String TABLES = " FROM job LEFT JOIN definition ON definition.job = job.no ";

  private static final int ID = 1;
  private static final int VERSION = 2;
  private static final int WAKE = 3;
  private static final int CHECKSUM = 11;

  private final Oddities oddities;

  JobRows(Oddities oddities) {
    this.oddities = oddities;
  }

  /** The job of the current row; empty if it does not even have an id. */
  Optional<JobRow> read(ResultSet row, boolean withPayload) throws SQLException {
    String name = String.valueOf(row.getString(ID));
    JobId id;
    try {
      id = JobId.of(name);
    } catch (RuntimeException e) {
      oddities.leftOut("job", name, e);
      return Optional.empty();
    }
    try {
      return Optional.of(readable(id, row, withPayload));
    } catch (RuntimeException e) {
      return Optional.of(new UnreadableJob(id, row.getLong(VERSION), Oddities.why(e)));
    }
  }

  /** The wake time of the current row, as the number it is. */
  static long wake(ResultSet row) throws SQLException {
    return row.getLong(WAKE);
  }

  private static StoredJob readable(JobId id, ResultSet row, boolean withPayload)
      throws SQLException {
    var values = new @Nullable String[CHECKSUM - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.getString(i + 1);
    }
    var record =
        new JobRecord(
            id,
            row.getLong(VERSION),
            new ChangeId(new NodeId(value(values, 5)), row.getLong(6)),
            Millis.optional(row, WAKE),
            JobState.valueOf(value(values, 7)),
            value(values, 4),
            Set.copyOf(JsonReader.strings(value(values, 8))),
            value(values, 9),
            OpenExecutions.read(id, values[9]));
    if (row.getLong(CHECKSUM) != Checksum.ofJob((@Nullable Object[]) values)) {
      throw new IllegalArgumentException("its row does not match its checksum");
    }
    return new StoredJob(
        record, text(id, row), withPayload ? Optional.of(payload(id, row)) : Optional.empty());
  }

  private static String value(@Nullable String[] values, int column) {
    @Nullable String value = values[column - 1];
    if (value == null) {
      throw new IllegalArgumentException("column " + column + " is empty");
    }
    return value;
  }

  private static String text(JobId id, ResultSet row) throws SQLException {
    @Nullable String text = row.getString(12);
    if (text == null) {
      throw new IllegalArgumentException("its definition is missing");
    }
    if (row.getLong(13) != Checksum.of(id, text)) {
      throw new IllegalArgumentException("its definition does not match its checksum");
    }
    return text;
  }

  private static Payload payload(JobId id, ResultSet row) throws SQLException {
    Payload payload = Payload.of(Payload.Format.valueOf(row.getString(14)), row.getBytes(16));
    if (row.getLong(15) != Checksum.of(id, payload)) {
      throw new IllegalArgumentException("its payload does not match its checksum");
    }
    return payload;
  }
}
