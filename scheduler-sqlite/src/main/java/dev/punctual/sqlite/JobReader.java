package dev.punctual.sqlite;

import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.JobState;
import dev.punctual.Page;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code load} and {@code jobs}. A listing is read row by row until the page is full, since
 * only a row that was read is known to be readable; SQL narrows it down before.
 */
final class JobReader {
  /** Reads the job ?. */
  static final String LOAD =
      "SELECT " + JobRows.COLUMNS + JobRows.PAYLOAD_COLUMNS + JobRows.TABLES + "WHERE job.id = ?";

  private static final String SELECT = "SELECT " + JobRows.COLUMNS + JobRows.TABLES;
  private static final String ORDER = " ORDER BY job.id";
  private static final String AFTER_ALL_IDS = "\u007f";

  private final JobRows rows;

  JobReader(JobRows rows) {
    this.rows = rows;
  }

  Optional<JobRow> load(Session session, JobId id) throws SQLException {
    PreparedStatement statement = session.prepared(LOAD);
    statement.setString(1, id.value());
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? rows.read(row, true) : Optional.empty();
    }
  }

  Page<JobRow> page(Session session, JobQuery query) throws SQLException {
    PreparedStatement statement = where(query).prepare(session, SELECT, ORDER);
    List<JobRow> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (found.size() <= query.limit() && row.next()) {
        rows.read(row, false).filter(job -> matches(query, job)).ifPresent(found::add);
      }
    }
    if (found.size() <= query.limit()) {
      return new Page<>(found, Optional.empty());
    }
    List<JobRow> page = found.subList(0, query.limit());
    return new Page<>(page, Optional.of(page.getLast().id().value()));
  }

  /** The statement of a listing. */
  static String sql(JobQuery query) {
    return where(query).sql(SELECT, ORDER);
  }

  private static Where where(JobQuery query) {
    var where = new Where();
    query.after().ifPresent(after -> where.and("job.id > ?", after));
    if (!query.idPrefix().isEmpty()) {
      where.and("job.id >= ?", query.idPrefix());
      where.and("job.id < ?", query.idPrefix() + AFTER_ALL_IDS);
    }
    query
        .state()
        .filter(state -> state != JobState.UNREADABLE)
        .ifPresent(state -> where.and("job.state = ?", state.name()));
    query.executor().ifPresent(executor -> where.and("job.executor = ?", executor));
    query
        .tag()
        .ifPresent(tag -> {
          if (tag.equals(JobRecord.LOCAL_TIMES)) {
            where.and(Schema.HAS_LOCAL_TIMES);
          } else {
            where.and("instr(job.tags, ?)", JsonText.quoted(tag));
          }
        });
    return where;
  }

  private static boolean matches(JobQuery query, JobRow row) {
    return row instanceof StoredJob job
        ? query.state().map(job.record().state()::equals).orElse(true)
            && query.tag().map(job.record().tags()::contains).orElse(true)
        : query.state().map(JobState.UNREADABLE::equals).orElse(true);
  }
}
