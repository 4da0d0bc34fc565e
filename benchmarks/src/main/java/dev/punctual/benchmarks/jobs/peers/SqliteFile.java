package dev.punctual.benchmarks.jobs.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * An SQLite file behind a connection pool, for the peers that bring none: what is committed is on
 * the disk, as with Punctual. A connection of its own asks what was recorded, so that nobody waits
 * for the asking.
 */
final class SqliteFile implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MILLIS = 30_000;

  private final HikariDataSource pool;
  private final Connection reader;

  private SqliteFile(HikariDataSource pool, Connection reader) {
    this.pool = pool;
    this.reader = reader;
  }

  /**
   * Opens the file in a folder, or makes it.
   *
   * @param connections the size of the pool
   * @param autoCommit whether the pool's connections commit each statement
   */
  static SqliteFile open(Path folder, int connections, boolean autoCommit) throws SQLException {
    var pragmas = new SQLiteConfig();
    pragmas.setJournalMode(JournalMode.WAL);
    pragmas.setSynchronous(SynchronousMode.FULL);
    pragmas.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    var file = new SQLiteDataSource(pragmas);
    file.setUrl("jdbc:sqlite:" + folder.resolve("jobs.db"));
    var config = new HikariConfig();
    config.setDataSource(file);
    config.setMaximumPoolSize(connections);
    config.setAutoCommit(autoCommit);
    return new SqliteFile(new HikariDataSource(config), file.getConnection());
  }

  DataSource pool() {
    return pool;
  }

  /** Runs statements that are separated by semicolons. */
  void execute(String statements) throws SQLException {
    try (var statement = reader.createStatement()) {
      statement.executeUpdate(statements);
    }
  }

  /** The number that a query answers. */
  long number(String query) throws SQLException {
    try (var statement = reader.createStatement();
        var result = statement.executeQuery(query)) {
      return result.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    pool.close();
    reader.close();
  }
}
