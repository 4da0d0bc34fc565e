package dev.punctual.sqlite;

import dev.punctual.spi.JobRecord;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Removes lines of the log, inside one transaction of the caller: those that are too old, found by
 * index {@code execution_ended}, then the oldest successes of jobs whose row counts too many; with
 * them the jobs that are over and have no line left.
 */
final class Purge {
  private static final int INDEXED_SUCCESSES = 1_000;
  private static final String OVER =
      " FROM job WHERE id = ? AND open IS NULL AND state IN ('FINISHED', 'CANCELLED')"
          + " AND NOT instr(tags, ?) AND NOT EXISTS (SELECT 1 FROM execution WHERE job = job.id)";

  private final Session session;
  private final int limit;
  private final Map<String, Integer> jobs = new HashMap<>();
  private int removed;

  private Purge(Session session, int limit) {
    this.session = session;
    this.limit = limit;
  }

  /** Removes at most {@code limit} lines, and returns how many it removed. */
  static int run(Session session, Instant endedBefore, int keepPerJob, int limit)
      throws SQLException {
    var purge = new Purge(session, limit);
    purge.removeOld(Millis.ceiling(endedBefore));
    purge.settle();
    purge.removeSurplus(keepPerJob);
    purge.settle();
    return purge.removed;
  }

  private record Line(String id, String job, boolean isSuccess) {}

  private record Surplus(String job, int lines) {}

  private void removeOld(long endedBefore) throws SQLException {
    PreparedStatement statement =
        session.prepared(
            "SELECT id, job, status IN ('SUCCEEDED', 'ACCEPTED') FROM execution"
                + " WHERE ended < ? ORDER BY ended LIMIT ?");
    statement.setLong(1, endedBefore);
    statement.setInt(2, limit);
    remove(lines(statement));
  }

  private void removeSurplus(int keep) throws SQLException {
    PreparedStatement statement =
        session.prepared(
            "SELECT id, successes - ?1 FROM job WHERE successes > ?1"
                + (keep >= INDEXED_SUCCESSES ? " AND successes > " + INDEXED_SUCCESSES : "")
                + " ORDER BY no LIMIT ?2");
    statement.setInt(1, keep);
    statement.setInt(2, limit - removed);
    var jobs = new ArrayList<Surplus>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        jobs.add(new Surplus(row.getString(1), row.getInt(2)));
      }
    }
    for (Surplus job : jobs) {
      removeOldest(job);
    }
  }

  private void removeOldest(Surplus surplus) throws SQLException {
    PreparedStatement statement =
        session.prepared(
            "SELECT id, job, true FROM execution"
                + " WHERE job = ? AND status IN ('SUCCEEDED', 'ACCEPTED') ORDER BY id LIMIT ?");
    statement.setString(1, surplus.job());
    statement.setInt(2, Math.min(surplus.lines(), limit - removed));
    remove(lines(statement));
  }

  private static List<Line> lines(PreparedStatement statement) throws SQLException {
    var lines = new ArrayList<Line>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        lines.add(new Line(row.getString(1), row.getString(2), row.getBoolean(3)));
      }
    }
    return lines;
  }

  private void remove(List<Line> lines) throws SQLException {
    PreparedStatement delete = session.prepared("DELETE FROM execution WHERE id = ?");
    for (Line line : lines) {
      delete.setString(1, line.id());
      delete.executeUpdate();
      jobs.merge(line.job(), line.isSuccess() ? 1 : 0, Integer::sum);
    }
    removed += lines.size();
  }

  private void settle() throws SQLException {
    for (Map.Entry<String, Integer> job : jobs.entrySet()) {
      settle(job.getKey(), job.getValue());
    }
    jobs.clear();
  }

  private void settle(String job, int successes) throws SQLException {
    if (successes > 0) {
      ChangeWriter.count(session, job, -successes);
    }
    for (String delete :
        List.of("DELETE FROM definition WHERE job IN (SELECT no" + OVER + ")", "DELETE" + OVER)) {
      PreparedStatement statement = session.prepared(delete);
      statement.setString(1, job);
      statement.setString(2, JsonText.quoted(JobRecord.DECLARED));
      statement.executeUpdate();
    }
  }
}
