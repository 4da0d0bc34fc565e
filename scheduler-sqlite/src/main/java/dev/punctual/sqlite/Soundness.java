package dev.punctual.sqlite;

import dev.punctual.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Looks for damage to the structure of a file before it is used. A damaged index is the worst kind:
 * SQLite follows it without noticing, and a job that is not found in it would never run again.
 *
 * <p>So what decides runs is always checked, indexes against rows, which takes about 2 ms for a
 * thousand jobs. The log is most of a large file and decides nothing; its structure is checked up
 * to a size at which that takes some tenths of a second. Damage of single values is not sought
 * here: {@link Checksum} tells it when they are read.
 */
final class Soundness {
  private static final List<String> DECISIVE =
      List.of("PRAGMA integrity_check(job)", "PRAGMA integrity_check(definition)");
  private static final long MOST_CHECKED_BYTES = 256L * 1024 * 1024;

  private Soundness() {}

  /**
   * Checks a store.
   *
   * @throws StoreUnavailableException if it is damaged, with the first finding
   */
  static void check(Path file, Session session) throws SQLException {
    for (String check : DECISIVE) {
      check(file, session, check);
    }
    if (bytes(session) <= MOST_CHECKED_BYTES) {
      check(file, session, "PRAGMA quick_check");
    }
  }

  private static long bytes(Session session) throws SQLException {
    return Long.parseLong(session.single("PRAGMA page_count"))
        * Long.parseLong(session.single("PRAGMA page_size"));
  }

  private static void check(Path file, Session session, String check) throws SQLException {
    String finding = session.single(check);
    if (!finding.equals("ok")) {
      throw new StoreUnavailableException(
          file
              + " is damaged ("
              + Oddities.printable(finding)
              + "): restore it from a copy, or save what can be read with the command .recover of"
              + " the program sqlite3.");
    }
  }
}
