package dev.punctual.sqlite;

import dev.punctual.NodeId;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.DueQuery.Mark;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers {@code due}: first the jobs with an open execution of another node, found by index {@code
 * job_open}, then those whose wake time has come, found by index {@code job_due}.
 *
 * <p>The latter begins with the executor, so that an executor that is not asked for costs nothing
 * however much waits for it; SQLite merges the asked ones lazily. No row is read that is not
 * yielded, so a page costs the same however many jobs are idle.
 */
final class DueReader {
  private static final int MERGED_AT_ONCE = 50;
  private static final Comparator<Found> ORDER =
      Comparator.comparing(Found::place).thenComparing(found -> found.job().id());

  private final JobRows rows;

  DueReader(JobRows rows) {
    this.rows = rows;
  }

  private record Found(Instant place, JobRow job) {}

  DueBatch read(Session session, DueQuery query) throws SQLException {
    List<String> executors = executors(session, query);
    var found = new ArrayList<Found>(orphans(session, query));
    if (found.size() <= query.limit()) {
      found.addAll(due(session, query, executors));
    }
    List<Found> page = found.subList(0, Math.min(query.limit(), found.size()));
    var jobs = new ArrayList<JobRow>();
    for (Found each : page) {
      jobs.add(each.job());
    }
    return new DueBatch(
        jobs,
        found.size() > page.size()
            ? Optional.of(new Mark(page.getLast().place(), page.getLast().job().id()))
            : Optional.empty(),
        nextWake(session, query, executors),
        query.now(),
        deadNodes(query, jobs));
  }

  private static List<String> executors(Session session, DueQuery query) throws SQLException {
    if (!query.complement()) {
      return List.copyOf(new TreeSet<>(query.executors()));
    }
    var executors = new ArrayList<String>();
    PreparedStatement statement = session.prepared(DueSql.NEXT_EXECUTOR);
    for (String last = ""; last != null; ) {
      statement.setString(1, last);
      try (ResultSet row = statement.executeQuery()) {
        last = row.next() ? row.getString(1) : null;
      }
      if (last != null && !query.executors().contains(last)) {
        executors.add(last);
      }
    }
    return executors;
  }

  private List<Found> orphans(Session session, DueQuery query) throws SQLException {
    boolean isPast = query.after().map(mark -> mark.wake().isAfter(Instant.MIN)).orElse(false);
    List<String> executors = List.copyOf(new TreeSet<>(query.executors()));
    if (isPast || (executors.isEmpty() && !query.complement())) {
      return List.of();
    }
    PreparedStatement statement =
        session.prepared(DueSql.orphans(query.complement(), executors.size()));
    statement.setString(1, query.node().value());
    statement.setString(2, query.after().map(mark -> mark.id().value()).orElse(""));
    bind(statement, 3, executors);
    return read(statement, query, true);
  }

  private List<Found> due(Session session, DueQuery query, List<String> executors)
      throws SQLException {
    Optional<Mark> after = query.after().filter(mark -> mark.wake().isAfter(Instant.MIN));
    var found = new ArrayList<Found>();
    for (int from = 0; from < executors.size(); from += MERGED_AT_ONCE) {
      List<String> some =
          executors.subList(from, Math.min(from + MERGED_AT_ONCE, executors.size()));
      PreparedStatement statement = session.prepared(DueSql.due(some.size()));
      statement.setLong(1, Millis.floor(query.until()));
      statement.setLong(2, after.map(mark -> Millis.floor(mark.wake())).orElse(-1L));
      statement.setString(3, after.map(mark -> mark.id().value()).orElse(""));
      statement.setString(4, query.node().value());
      bind(statement, 5, some);
      found.addAll(read(statement, query, false));
    }
    if (executors.size() > MERGED_AT_ONCE) {
      found.sort(ORDER);
    }
    return found;
  }

  private static void bind(PreparedStatement statement, int first, List<String> executors)
      throws SQLException {
    for (int i = 0; i < executors.size(); i++) {
      statement.setString(first + i, executors.get(i));
    }
  }

  private List<Found> read(PreparedStatement statement, DueQuery query, boolean isOrphan)
      throws SQLException {
    var found = new ArrayList<Found>();
    try (ResultSet row = statement.executeQuery()) {
      while (found.size() <= query.limit() && row.next()) {
        Instant place = isOrphan ? Instant.MIN : Instant.ofEpochMilli(JobRows.wake(row));
        rows.read(row, false).ifPresent(job -> found.add(new Found(place, job)));
      }
    }
    return found;
  }

  private static Optional<Instant> nextWake(Session session, DueQuery query, List<String> executors)
      throws SQLException {
    PreparedStatement statement = session.prepared(DueSql.NEXT_WAKE);
    Optional<Instant> earliest = Optional.empty();
    for (String executor : executors) {
      statement.setString(1, executor);
      statement.setLong(2, Millis.floor(query.until()));
      try (ResultSet row = statement.executeQuery()) {
        Optional<Instant> wake = Millis.optional(row, 1);
        if (earliest.isEmpty() || (wake.isPresent() && wake.get().isBefore(earliest.get()))) {
          earliest = wake;
        }
      }
    }
    return earliest;
  }

  private static Set<NodeId> deadNodes(DueQuery query, List<JobRow> jobs) {
    var nodes = new HashSet<NodeId>();
    for (JobRow row : jobs) {
      if (row instanceof StoredJob job) {
        job.record().open().forEach(execution -> execution.node().ifPresent(nodes::add));
      }
    }
    nodes.remove(query.node());
    return nodes;
  }
}
