package dev.punctual.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the size of the write-ahead log. SQLite folds it into the file and begins it anew, unless
 * somebody still reads an older view of the store: then it grows until the disk is full. That is
 * said once, in time, since nothing here can end a foreign reader. For one thread.
 */
final class WriteAheadLog {
  /** To what it is cut back after a burst, and beyond what it is looked into. */
  static final long MOST_BYTES = 64L * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(SqlitePersistence.class);
  private static final int MEGABYTE = 1_000_000;

  private final Path file;
  private final Path log;
  private boolean warned;

  WriteAheadLog(Path file) {
    this.file = file;
    this.log = file.resolveSibling(file.getFileName() + "-wal");
  }

  /** Looks at its size, which opens no file; and into it, only when it is large. */
  void look(Session session) throws SQLException {
    long bytes = bytes();
    if (bytes <= MOST_BYTES) {
      if (warned) {
        warned = false;
        LOG.info("{}: the write-ahead log is back to {} MB", file, bytes / MEGABYTE);
      }
    } else if (!warned && isHeld(session)) {
      warned = true;
      LOG.warn(
          "{}: the write-ahead log has grown to {} MB and cannot be folded into the file, because"
              + " another connection has been reading an older view of the store all the while."
              + " Find the tool or process with a read transaction that was never ended, and end"
              + " it; until then the log grows with each commit",
          file,
          bytes / MEGABYTE);
    }
  }

  /** Before the file is opened: that the log is there which a killed process left behind. */
  void look(StoreLock lock) {
    if (lock.lostHolder().isPresent() && Files.exists(file) && Files.notExists(log)) {
      LOG.warn(
          "{} was not closed in order by {}, and its write-ahead log {} is missing: if it was"
              + " deleted, or the file was moved without it, the last commits are lost",
          file,
          lock.lostHolder().get(),
          log.getFileName());
    }
  }

  private long bytes() {
    try {
      return Files.size(log);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      LOG.debug("{}: the size of the write-ahead log is unknown", file, e);
      return 0;
    }
  }

  /** Folds in what can be; true if something had to stay out. */
  private static boolean isHeld(Session session) throws SQLException {
    PreparedStatement statement = session.prepared("PRAGMA wal_checkpoint(PASSIVE)");
    try (ResultSet row = statement.executeQuery()) {
      return row.next() && row.getInt(3) < row.getInt(2);
    }
  }
}
