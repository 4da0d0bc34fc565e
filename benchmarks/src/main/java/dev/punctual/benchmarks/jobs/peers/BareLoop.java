package dev.punctual.benchmarks.jobs.peers;

import dev.punctual.benchmarks.jobs.Session;
import dev.punctual.benchmarks.jobs.Starts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * No scheduler: a loop that writes what Punctual writes for each run, into the same tables with the
 * same indexes, a thousand runs to a transaction. A claim updates the job's row; an end updates it
 * again and adds a line to the log. Nothing is decided, read, checked or handed to a thread, so
 * this is what the store itself takes.
 */
public final class BareLoop implements Session {
  private static final int BATCH = 1_000;
  private static final String NODE = "0123456789abcdefghijklmnop";
  private static final String UPDATE =
      "UPDATE job SET version = ?, change_node = ?, change_sequence = ?, state = ?, wake = ?,"
          + " executor = ?, owner = ?, tags = ?, progress = ?, open = ?,"
          + " checksum = ?, successes = successes + ? WHERE id = ? AND version < ?";
  private static final String LOG =
      "INSERT INTO execution (id, job, kind, status, scheduled, due, started, ended, attempt,"
          + " failures, interruptions, node, times, through, reason, result, error, log, checksum)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (id) DO NOTHING";

  private final Path folder;
  private @Nullable PunctualSession punctual;
  private int stored;

  private BareLoop(Path folder) {
    this.folder = folder;
  }

  /** Uses the store in a folder. */
  public static BareLoop open(Path folder) {
    return new BareLoop(folder);
  }

  @Override
  public void schedule(int number, Instant dueTime) {
    scheduleAll(number, List.of(dueTime));
  }

  /** Punctual stores them, so that they are the same. */
  @Override
  public void scheduleAll(int first, List<Instant> dueTimes) {
    if (punctual == null) {
      punctual = PunctualSession.open(folder);
    }
    punctual.scheduleAll(first, dueTimes);
  }

  @Override
  public void start() throws SQLException {
    var config = new SQLiteConfig();
    config.setGetGeneratedKeys(false);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, "-16000");
    try (var connection = config.createConnection("jdbc:sqlite:" + folder.resolve("jobs.db"))) {
      try (var statement = connection.createStatement()) {
        statement.execute("PRAGMA wal_autocheckpoint = 4000");
      }
      connection.setAutoCommit(false);
      run(connection);
    }
  }

  private void run(Connection connection) throws SQLException {
    int jobs = count(connection);
    try (var update = connection.prepareStatement(UPDATE);
        var log = connection.prepareStatement(LOG)) {
      for (int from = 0; from < jobs; from += BATCH) {
        int to = Math.min(jobs, from + BATCH);
        for (int job = from; job < to; job++) {
          claim(update, job);
        }
        connection.commit();
        for (int job = from; job < to; job++) {
          Starts.note(job);
          end(update, job);
          log(log, job);
        }
        connection.commit();
        stored = to;
      }
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM job")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void claim(PreparedStatement update, int job) throws SQLException {
    long now = System.currentTimeMillis();
    var open =
        "[{\"id\":\"%036d%s\",\"kind\":\"SCHEDULED\",\"status\":\"CLAIMED\",\"scheduled\":%d,\"due\":%d,\"attempt\":1,\"node\":\"%s\"}]"
            .formatted(job, NODE.substring(0, 5), now, now, NODE);
    update(update, job, 100, "ACTIVE", now + 60_000, NODE, open, 0);
  }

  private static void end(PreparedStatement update, int job) throws SQLException {
    update(update, job, 101, "COMPLETED", null, null, null, 1);
  }

  private static void update(
      PreparedStatement update,
      int job,
      int version,
      String state,
      @Nullable Long wake,
      @Nullable String owner,
      @Nullable String open,
      int successes)
      throws SQLException {
    update.setLong(1, version);
    update.setString(2, NODE);
    update.setLong(3, job);
    update.setString(4, state);
    update.setObject(5, wake);
    update.setString(6, "handler work");
    update.setString(7, owner);
    update.setString(8, "[]");
    update.setString(9, "incarnation: 0123456789abcdef\ncursor: 2026-01-01T00:00:00Z\ncount: 1\n");
    update.setString(10, open);
    update.setLong(11, job);
    update.setInt(12, successes);
    update.setString(13, Integer.toString(job));
    update.setLong(14, version);
    if (update.executeUpdate() != 1) {
      throw new IllegalStateException("job " + job + " is not as it was stored");
    }
  }

  private static void log(PreparedStatement log, int job) throws SQLException {
    long now = System.currentTimeMillis();
    log.setString(1, "%036d%s".formatted(job, NODE.substring(0, 5)));
    log.setString(2, Integer.toString(job));
    log.setString(3, "SCHEDULED");
    log.setString(4, "SUCCEEDED");
    for (int column = 5; column <= 8; column++) {
      log.setLong(column, now);
    }
    log.setInt(9, 1);
    log.setInt(10, 0);
    log.setInt(11, 0);
    log.setString(12, NODE);
    log.setLong(13, 1);
    log.setLong(14, now);
    log.setString(15, null);
    log.setString(16, "");
    log.setString(17, "");
    log.setString(18, "");
    log.setLong(19, job);
    log.executeUpdate();
  }

  @Override
  public long recorded() {
    return stored;
  }

  @Override
  public void close() {
    if (punctual != null) {
      punctual.close();
    }
  }
}
