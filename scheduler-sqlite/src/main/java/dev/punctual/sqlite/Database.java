package dev.punctual.sqlite;

import dev.punctual.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * Opens sessions of a file. Writers wait up to ten seconds for a foreign writer; the write-ahead
 * log is cut back to 64 MB after a burst, and {@link WriteAheadLog} keeps it smaller than that. The
 * driver would ask for the generated key after each insert and update, which nobody wants.
 */
final class Database {
  private static final int BUSY_MILLIS = 10_000;
  private static final int CACHE_KIB = 16_000;

  private final Path file;
  private final Synchronous synchronous;
  private final Soundness soundness;
  private final SetUp lastly;

  /**
   * A file.
   *
   * @param file its real path
   * @param synchronous what a commit survives
   * @param soundness when its structure is checked
   * @param lastly what else is set up in a session that writes
   */
  Database(Path file, Synchronous synchronous, Soundness soundness, SetUp lastly) {
    this.file = file;
    this.synchronous = synchronous;
    this.soundness = soundness;
    this.lastly = lastly;
  }

  /** Prepares a session that has just been opened. */
  @FunctionalInterface
  interface SetUp {
    void on(Session session) throws SQLException;
  }

  /**
   * A session that writes, to a file that may be new or of an older version. A process that was
   * killed within a commit may have left it written and not synced; whoever is told of what it says
   * must find it after a loss of power too, so it is folded in before anybody reads it.
   */
  Session create() throws SQLException {
    return open(
        true,
        session -> {
          forWriting(session);
          Schema.migrate(file, session);
          soundness.check(file, session);
          foldIn(session);
        });
  }

  /**
   * A session that writes, after another one failed. If the disk is full, the write-ahead log may
   * be what fills it: it is folded into the file first, so that its space is used again.
   */
  Session writer() throws SQLException {
    return open(
        false,
        session -> {
          forWriting(session);
          foldIn(session);
        });
  }

  /** The write-ahead log into the file, which syncs the one and then the other. */
  private static void foldIn(Session session) throws SQLException {
    session.execute("PRAGMA wal_checkpoint(PASSIVE)");
  }

  /** A session that only reads. */
  Session reader() throws SQLException {
    return open(false, session -> session.execute("PRAGMA query_only = ON"));
  }

  private void forWriting(Session session) throws SQLException {
    Schema.check(file, session);
    if (!session.single("PRAGMA journal_mode = WAL").equals("wal")) {
      throw new StoreUnavailableException(
          file + " cannot have a write-ahead log here: choose a local file system.");
    }
    session.execute("PRAGMA synchronous = " + synchronous);
    session.execute("PRAGMA fullfsync = ON");
    session.execute("PRAGMA checkpoint_fullfsync = ON");
    new WriteAheadLog(file).limit(session);
    session.execute("PRAGMA journal_size_limit = " + WriteAheadLog.MOST_BYTES);
    session.execute("PRAGMA cache_size = -" + CACHE_KIB);
    lastly.on(session);
  }

  private Session open(boolean create, SetUp setUp) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setGetGeneratedKeys(false);
    if (!create) {
      config.resetOpenMode(SQLiteOpenMode.CREATE);
    }
    var session = new Session(config.createConnection("jdbc:sqlite:" + file));
    try {
      session.execute("PRAGMA trusted_schema = OFF");
      session.execute("PRAGMA cell_size_check = ON");
      session.execute("PRAGMA temp_store = MEMORY");
      setUp.on(session);
      return session;
    } catch (SQLException | RuntimeException e) {
      try {
        session.close();
      } catch (SQLException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }
}
