package dev.punctual.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A store whose connection that writes gets into trouble, by an SQLite setting. Virtual time calls
 * the store in the test's thread, so the test may use the connection between two calls.
 */
final class TroubledWriter {
  private static final String QUICKLY_BUSY = "PRAGMA busy_timeout = 1";

  private @Nullable Session session;
  private String setting = QUICKLY_BUSY;

  SqlitePersistence open(Path file) {
    var options = SqliteOptions.defaults().withSynchronous(Synchronous.NORMAL);
    return SqlitePersistence.open(file, options, Soundness.USUAL, this::setUp);
  }

  private void setUp(Session opened) throws SQLException {
    session = opened;
    opened.execute(QUICKLY_BUSY);
    opened.execute(setting);
  }

  /** From now on, in the present connection and in those that follow it. */
  void trouble(String pragma) throws SQLException {
    setting = pragma;
    Objects.requireNonNull(session).execute(pragma);
  }

  /** The next connection has no trouble; the present one keeps it until it is given up. */
  void free() {
    setting = QUICKLY_BUSY;
  }
}
