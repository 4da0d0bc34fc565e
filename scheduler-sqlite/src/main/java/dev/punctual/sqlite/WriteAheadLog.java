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
 * Keeps the write-ahead log small. SQLite folds it into the file and begins it anew after so many
 * pages, unless somebody still reads an older view of the store: then it grows until the disk is
 * full. That is said once, in time, since nothing here can end a foreign reader.
 *
 * <p>How many pages depends on the free space: folding a log that has taken the last of it would
 * need some more, and the store could never write again, whatever else was deleted meanwhile up to
 * the size of the log. For one thread.
 */
final class WriteAheadLog {
  /** To what it is cut back after a burst, and beyond what it is looked into. */
  static final long MOST_BYTES = 64L * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(SqlitePersistence.class);
  private static final int PAGE_BYTES = 4_096;
  private static final int FEWEST_PAGES = 250;
  private static final int MOST_PAGES = 4_000;
  private static final int SHARE_OF_FREE_SPACE = 8;
  private static final int MEGABYTE = 1_000_000;

  private final Path file;
  private final Path log;
  private boolean warned;

  WriteAheadLog(Path file) {
    this.file = file;
    this.log = file.resolveSibling(file.getFileName() + "-wal");
  }

  /** Has it folded into the file after 16 MB, or sooner where the disk has little space left. */
  void limit(Session session) throws SQLException {
    session.execute("PRAGMA wal_autocheckpoint = " + pages(freeBytes()));
  }

  /** After how many pages, with so much free space. */
  static int pages(long freeBytes) {
    return Math.clamp(freeBytes / SHARE_OF_FREE_SPACE / PAGE_BYTES, FEWEST_PAGES, MOST_PAGES);
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(file.resolveSibling("")).getUsableSpace();
    } catch (IOException e) {
      LOG.debug("{}: the free space on its disk is unknown", file, e);
      return Long.MAX_VALUE;
    }
  }

  /** Looks at its size, which opens no file; and into it, only when it is large. */
  void look(Session session) throws SQLException {
    limit(session);
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
