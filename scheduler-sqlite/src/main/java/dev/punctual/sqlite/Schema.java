package dev.punctual.sqlite;

import dev.punctual.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables, and their way from version to version.
 *
 * <p>{@code job} is narrow, because every claim and every end rewrites its row; {@code definition}
 * is written only when a job is defined; {@code execution} is the log, inserted once in its final
 * state and clustered by id, which is by time. {@code successes} counts a job's in the log: with
 * it, retention finds what is too much without reading the log. Few jobs have local times; each
 * start looks for them, and their index keeps it from reading all others. The view {@code
 * executions} is for people: it adds the open executions and shows times as text.
 *
 * <p>A store of an older version is migrated in one transaction when it is opened; each element of
 * {@link #STEPS} leads one version up and never changes once released.
 */
final class Schema {
  private static final int APPLICATION = 0x50756e63;

  /** Word for word in the statement, too, or the index of those jobs is not used. */
  static final String HAS_LOCAL_TIMES = "instr(tags, '\"punctual:local-times\"')";

  private static final List<String> VERSION_1 =
      List.of(
          """
          CREATE TABLE job (
            no INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            version INTEGER NOT NULL,
            change_node TEXT NOT NULL,
            change_sequence INTEGER NOT NULL,
            state TEXT NOT NULL,
            wake INTEGER,
            executor TEXT NOT NULL,
            owner TEXT,
            successes INTEGER NOT NULL,
            tags TEXT NOT NULL,
            progress TEXT NOT NULL,
            open TEXT,
            checksum INTEGER NOT NULL
          ) STRICT\
          """,
          "CREATE INDEX job_due ON job (executor, wake, id) WHERE wake IS NOT NULL",
          "CREATE INDEX job_open ON job (owner, id) WHERE open IS NOT NULL",
          "CREATE INDEX job_much ON job (no) WHERE successes > 1000",
          "CREATE INDEX job_local_times ON job (id) WHERE " + HAS_LOCAL_TIMES,
          """
          CREATE TABLE definition (
            job INTEGER PRIMARY KEY,
            text TEXT NOT NULL,
            text_checksum INTEGER NOT NULL,
            format TEXT NOT NULL,
            payload_checksum INTEGER NOT NULL,
            payload BLOB NOT NULL
          ) STRICT\
          """,
          """
          CREATE TABLE execution (
            id TEXT NOT NULL UNIQUE,
            job TEXT NOT NULL,
            kind TEXT NOT NULL,
            status TEXT NOT NULL,
            scheduled INTEGER NOT NULL,
            due INTEGER NOT NULL,
            started INTEGER,
            ended INTEGER,
            attempt INTEGER NOT NULL,
            failures INTEGER NOT NULL,
            interruptions INTEGER NOT NULL,
            node TEXT,
            times INTEGER NOT NULL,
            through INTEGER NOT NULL,
            reason TEXT,
            result TEXT NOT NULL,
            error TEXT NOT NULL,
            log TEXT NOT NULL,
            checksum INTEGER NOT NULL
          ) STRICT\
          """,
          "CREATE INDEX execution_job ON execution (job, id)",
          "CREATE INDEX execution_ended ON execution (ended)",
          """
          CREATE INDEX execution_trouble ON execution (id)
          WHERE status IN ('FAILED', 'UNKNOWN')\
          """,
          """
          CREATE VIEW executions AS
          SELECT job, kind, status,
            strftime('%Y-%m-%dT%H:%M:%fZ', scheduled / 1000.0, 'unixepoch') AS scheduled,
            strftime('%Y-%m-%dT%H:%M:%fZ', due / 1000.0, 'unixepoch') AS due,
            strftime('%Y-%m-%dT%H:%M:%fZ', started / 1000.0, 'unixepoch') AS started,
            strftime('%Y-%m-%dT%H:%M:%fZ', ended / 1000.0, 'unixepoch') AS ended,
            ended - started AS millis,
            attempt, failures, interruptions, times, reason, result, error, log, node, id
          FROM (
            SELECT job, kind, status, scheduled, due, started, ended, attempt, failures,
              interruptions, times, reason, result, error, log, node, id
            FROM execution
            UNION ALL
            SELECT job.id, e.value ->> 'kind', e.value ->> 'status', e.value ->> 'scheduled',
              e.value ->> 'due', e.value ->> 'started', e.value ->> 'ended',
              e.value ->> 'attempt', e.value ->> 'failures', e.value ->> 'interruptions',
              e.value ->> 'times', e.value ->> 'reason', e.value ->> 'result',
              e.value ->> 'error', e.value ->> 'log', e.value ->> 'node', e.value ->> 'id'
            FROM job, json_each(CASE WHEN json_valid(job.open) THEN job.open ELSE '[]' END) AS e
            WHERE job.open IS NOT NULL)\
          """);

  private static final List<List<String>> STEPS = List.of(VERSION_1);

  private Schema() {}

  /** Makes the file a store of the current version; {@link #check} comes first. */
  static void migrate(Path file, Session session) throws SQLException {
    if (check(file, session) == STEPS.size()) {
      return;
    }
    session.writing(writing -> {
      for (List<String> step : STEPS.subList(check(file, writing), STEPS.size())) {
        for (String statement : step) {
          writing.execute(statement);
        }
      }
      writing.execute("PRAGMA application_id = " + APPLICATION);
      writing.execute("PRAGMA user_version = " + STEPS.size());
      return true;
    });
  }

  /**
   * Looks whose file it is, and changes nothing.
   *
   * @return its version, zero for an empty file
   * @throws StoreUnavailableException if it belongs to another application or a newer version
   */
  static int check(Path file, Session session) throws SQLException {
    int application = Integer.parseInt(session.single("PRAGMA application_id"));
    int version = Integer.parseInt(session.single("PRAGMA user_version"));
    boolean empty = session.single("SELECT count(*) FROM sqlite_schema").equals("0");
    if (application != APPLICATION && !(empty && application == 0 && version == 0)) {
      throw new StoreUnavailableException(
          file + " is the database of another application: choose another file for the jobs.");
    }
    if (version > STEPS.size()) {
      throw new StoreUnavailableException(
          file
              + " has schema version "
              + version
              + ", and this version of the library knows up to "
              + STEPS.size()
              + ": use the newer version, or restore a copy made before it.");
    }
    return version;
  }
}
