package dev.punctual.sqlite;

import java.util.StringJoiner;

/** The statements of {@link DueReader}. Names of executors are always bound, never spelled out. */
final class DueSql {
  /** The first executor after another that has a job with a wake time. */
  static final String NEXT_EXECUTOR =
      "SELECT executor FROM job WHERE wake IS NOT NULL AND executor > ?"
          + " ORDER BY executor LIMIT 1";

  /** The earliest wake time of an executor after an instant. */
  static final String NEXT_WAKE = "SELECT min(wake) FROM job WHERE executor = ? AND wake > ?";

  private static final String SELECT = "SELECT " + JobRows.COLUMNS + JobRows.TABLES;

  private DueSql() {}

  /**
   * The jobs with open executions of nodes other than ?1, after job ?2, executors from ?3 on. They
   * are few: naming the index keeps SQLite from reading all jobs in order of id to find them.
   */
  static String orphans(boolean complement, int executors) {
    var named = new StringJoiner(", ", complement ? " NOT IN (" : " IN (", ")");
    for (int i = 0; i < executors; i++) {
      named.add("?" + (3 + i));
    }
    String ofThem = executors == 0 ? "" : " AND job.executor" + named;
    return orphans("<", ofThem) + " UNION ALL " + orphans(">", ofThem) + " ORDER BY 1";
  }

  private static String orphans(String side, String ofThem) {
    return SELECT.replace("FROM job ", "FROM job INDEXED BY job_open ")
        + "WHERE job.open IS NOT NULL AND job.owner "
        + side
        + " ?1 AND job.id > ?2"
        + ofThem;
  }

  /**
   * The jobs with a wake time up to ?1 and after the place (?2, ?3), without those of nodes other
   * than ?4, executors from ?5 on.
   */
  static String due(int executors) {
    var parts = new StringJoiner(" UNION ALL ", "", " ORDER BY 3, 1");
    for (int i = 0; i < executors; i++) {
      parts.add(
          SELECT
              + "WHERE job.executor = ?"
              + (5 + i)
              + " AND job.wake <= ?1 AND (job.wake, job.id) > (?2, ?3)"
              + " AND (job.owner IS NULL OR job.owner = ?4)");
    }
    return parts.toString();
  }
}
