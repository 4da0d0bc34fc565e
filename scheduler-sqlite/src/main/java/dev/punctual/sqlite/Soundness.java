package dev.punctual.sqlite;

import dev.punctual.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks for damage to the structure of a file. A damaged index is the worst kind: SQLite follows it
 * without noticing, and a job that is not found in it would never run again.
 *
 * <p>So what decides runs is always checked, indexes against rows, which takes about 2 ms for a
 * thousand jobs. The log is most of a large file and decides nothing; it is checked as well up to a
 * size at which that takes some seconds. A small file is checked before it is used; with a large
 * one a restart would have to wait for that, so {@link LaterCheck} does it then. Damage of single
 * values is not sought here: {@link Checksum} tells it when they are read.
 *
 * @param mostBytesAtOnce up to which size a file is checked before it is used
 * @param patience how long after it is opened the check of a larger one begins
 */
record Soundness(long mostBytesAtOnce, Duration patience) {
  /** Some milliseconds; and time enough for what came due meanwhile to begin. */
  static final Soundness USUAL = new Soundness(1024 * 1024, Duration.ofSeconds(10));

  private static final long MOST_BYTES_WITH_LOG = 256L * 1024 * 1024;

  /** Whether the file is small enough to be checked before it is used. */
  boolean isAtOnce(Session session) throws SQLException {
    return bytes(session) <= mostBytesAtOnce;
  }

  /**
   * Checks a file.
   *
   * @return what is said of it if it is damaged, with the first finding
   */
  static Optional<String> damage(Path file, Session session) throws SQLException {
    var checks =
        bytes(session) <= MOST_BYTES_WITH_LOG
            ? List.of("PRAGMA integrity_check")
            : List.of("PRAGMA integrity_check(job)", "PRAGMA integrity_check(definition)");
    for (String check : checks) {
      String finding = session.single(check);
      if (!finding.equals("ok")) {
        return Optional.of(
            file
                + " is damaged ("
                + Oddities.printable(finding)
                + "): restore it from a copy, or save what can be read with the command .recover of"
                + " the program sqlite3.");
      }
    }
    return Optional.empty();
  }

  /**
   * Checks a file before it is used, if it is small.
   *
   * @throws StoreUnavailableException if it is damaged
   */
  void check(Path file, Session session) throws SQLException {
    if (isAtOnce(session)) {
      var damage = damage(file, session);
      if (damage.isPresent()) {
        throw new StoreUnavailableException(damage.get());
      }
    }
  }

  private static long bytes(Session session) throws SQLException {
    return Long.parseLong(session.single("PRAGMA page_count"))
        * Long.parseLong(session.single("PRAGMA page_size"));
  }
}
