package dev.punctual.sqlite;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows that had to be left out: each is logged once, up to a bound. */
final class Oddities {
  private static final Logger LOG = LoggerFactory.getLogger(SqlitePersistence.class);
  private static final int MOST = 1_000;

  private final Path file;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  Oddities(Path file) {
    this.file = file;
  }

  /** Logs that a row is left out, unless that was said before. */
  void leftOut(String table, String id, RuntimeException reason) {
    String row = table + ' ' + printable(id);
    if (known.size() < MOST && known.add(row)) {
      LOG.warn("{}: the row {} cannot be read and is left out: {}", file, row, why(reason));
    }
  }

  /** What is wrong, on one line. */
  static String why(RuntimeException reason) {
    String message = reason.getMessage();
    return printable(message == null ? reason.getClass().getSimpleName() : message);
  }

  /** As it may stand in a message: on one line, at most 200 characters. */
  static String printable(String text) {
    String line = text.replaceAll("[^ -~]", "?");
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }
}
