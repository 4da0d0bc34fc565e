package dev.punctual.sqlite;

import dev.punctual.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Finds the one real path of a database, whether or not it exists yet. */
final class StorePath {
  private static final int MOST_LINKS = 40;

  private StorePath() {}

  /**
   * The real path, without links or relative parts: what lock and driver are given, so that all
   * names of a file mean the same store.
   *
   * @throws StoreUnavailableException if the directory does not exist, or the path is a directory
   */
  static Path real(Path path) {
    try {
      Path file = resolved(path.toAbsolutePath());
      if (Files.isDirectory(file)) {
        throw new StoreUnavailableException(
            file + " is a directory: name a file in it, such as " + file.resolve("jobs.db") + ".");
      }
      if (file.toString().contains("?")) {
        throw new StoreUnavailableException(
            file + " has a question mark in it, which the SQLite driver does not allow.");
      }
      return file;
    } catch (IOException e) {
      throw new StoreUnavailableException(
          path.toAbsolutePath() + " cannot be opened: its directory must exist and be readable.",
          e);
    }
  }

  private static Path resolved(Path path) throws IOException {
    Path file = path;
    for (int links = 0; Files.isSymbolicLink(file) && links < MOST_LINKS; links++) {
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    if (Files.exists(file)) {
      return file.toRealPath();
    }
    Path parent = file.getParent();
    Path name = file.getFileName();
    if (parent == null || name == null) {
      throw new NoSuchFileException(file.toString());
    }
    return parent.toRealPath().resolve(name);
  }
}
