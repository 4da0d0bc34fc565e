package dev.punctual.sqlite;

import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.Page;
import dev.punctual.spi.ExecutionRecord;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers {@code executions}: the log, newest first, merged with the open executions, which live in
 * the rows of their jobs and are few. Ids sort by scheduled time, so reading stops at the first
 * line that is older than what is asked for.
 */
final class LogReader {
  private static final String SELECT = "SELECT " + LogRows.COLUMNS + " FROM execution ";
  private static final String ORDER = " ORDER BY id DESC";
  private static final Set<ExecutionStatus> TROUBLE =
      EnumSet.of(ExecutionStatus.FAILED, ExecutionStatus.UNKNOWN);

  private final Oddities oddities;

  LogReader(Oddities oddities) {
    this.oddities = oddities;
  }

  Page<ExecutionRecord> page(Session session, ExecutionQuery query) throws SQLException {
    List<ExecutionRecord> found =
        session.reading(reading -> {
          var both = new ArrayList<ExecutionRecord>();
          if (asks(query, false)) {
            both.addAll(open(reading, query));
          }
          if (asks(query, true)) {
            both.addAll(ended(reading, query));
          }
          return both;
        });
    found.sort(Comparator.comparing(ExecutionRecord::id).reversed());
    if (found.size() <= query.limit()) {
      return new Page<>(found, Optional.empty());
    }
    List<ExecutionRecord> page = found.subList(0, query.limit());
    return new Page<>(page, Optional.of(page.getLast().id().value()));
  }

  private static boolean asks(ExecutionQuery query, boolean isFinal) {
    return query.statuses().isEmpty()
        || query.statuses().stream().anyMatch(status -> status.isFinal() == isFinal);
  }

  private List<ExecutionRecord> ended(Session session, ExecutionQuery query) throws SQLException {
    PreparedStatement statement = where(query).prepare(session, SELECT, ORDER);
    long from = query.from().map(Millis::ceiling).orElse(0L);
    var found = new ArrayList<ExecutionRecord>();
    try (ResultSet row = statement.executeQuery()) {
      while (found.size() <= query.limit() && row.next() && LogRows.scheduled(row) >= from) {
        LogRows.read(row, oddities).ifPresent(found::add);
      }
    }
    return found;
  }

  /** The statement that reads the log. */
  static String sql(ExecutionQuery query) {
    return where(query).sql(SELECT, ORDER);
  }

  private static Where where(ExecutionQuery query) {
    var where = new Where();
    query.after().ifPresent(after -> where.and("id < ?", after));
    query.job().ifPresent(job -> where.and("job = ?", job.value()));
    query.execution().ifPresent(id -> where.and("id = ?", id.value()));
    query.until().ifPresent(until -> where.and("scheduled < ?", Millis.ceiling(until)));
    if (!query.statuses().isEmpty()) {
      if (TROUBLE.containsAll(query.statuses()) && query.job().isEmpty()) {
        where.and("status IN ('FAILED', 'UNKNOWN')");
      }
      where.and("status IN (SELECT value FROM json_each(?))", names(query.statuses()));
    }
    return where;
  }

  private static String names(Set<ExecutionStatus> statuses) {
    var names = new JsonText().begin('[');
    EnumSet.copyOf(statuses).forEach(status -> names.element(status.name()));
    return names.end(']').toString();
  }

  private List<ExecutionRecord> open(Session session, ExecutionQuery query) throws SQLException {
    var where = new Where().and("open IS NOT NULL");
    query.job().ifPresent(job -> where.and("id = ?", job.value()));
    PreparedStatement statement = where.prepare(session, "SELECT id, open FROM job ", "");
    var found = new ArrayList<ExecutionRecord>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        open(row).stream().filter(execution -> matches(query, execution)).forEach(found::add);
      }
    }
    return found;
  }

  private List<ExecutionRecord> open(ResultSet row) throws SQLException {
    String job = String.valueOf(row.getString(1));
    try {
      return OpenExecutions.read(JobId.of(job), row.getString(2));
    } catch (RuntimeException e) {
      oddities.leftOut("job", job, e);
      return List.of();
    }
  }

  private static boolean matches(ExecutionQuery query, ExecutionRecord execution) {
    Instant time = execution.scheduledTime();
    return query.execution().map(execution.id()::equals).orElse(true)
        && query.after().map(after -> execution.id().value().compareTo(after) < 0).orElse(true)
        && (query.statuses().isEmpty() || query.statuses().contains(execution.status()))
        && query.from().map(from -> !time.isBefore(from)).orElse(true)
        && query.until().map(time::isBefore).orElse(true);
  }
}
