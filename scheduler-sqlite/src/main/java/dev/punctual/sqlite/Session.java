package dev.punctual.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/** One connection with its prepared statements, which are kept. For one thread at a time. */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  /** Work with a session. */
  @FunctionalInterface
  interface Work<T> {
    T on(Session session) throws SQLException;
  }

  /** The statement of a text, prepared once; its text must come from a bounded set. */
  PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the only row of a query without parameters. */
  String single(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  /** Does the work in a transaction that may write, whole or not at all. */
  <T> T writing(Work<T> work) throws SQLException {
    return between("BEGIN IMMEDIATE", work);
  }

  /** Does the work on one unchanging view of the store. */
  <T> T reading(Work<T> work) throws SQLException {
    return between("BEGIN", work);
  }

  private <T> T between(String begin, Work<T> work) throws SQLException {
    prepared(begin).executeUpdate();
    try {
      T result = work.on(this);
      prepared("COMMIT").executeUpdate();
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      try {
        prepared("ROLLBACK").executeUpdate();
      } catch (SQLException rollback) {
        e.addSuppressed(rollback);
      }
      throw e;
    }
  }

  /** Makes what runs in it fail now; by any thread. */
  void interrupt() {
    try {
      connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
    } catch (SQLException closed) {
      LOG.debug("nothing to interrupt", closed);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
