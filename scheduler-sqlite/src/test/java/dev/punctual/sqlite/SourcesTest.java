package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Closing any Java channel or stream of a database file drops SQLite's locks on it, so no class but
 * the lock's own may open files.
 */
class SourcesTest {
  private static final Pattern OPENS_FILES =
      Pattern.compile(
          "java\\.nio\\.channels|java\\.io\\.File|RandomAccessFile|"
              + "Files\\.(new|read(?!SymbolicLink)|write|copy|move|lines|delete)");

  @Test
  void only_the_lock_opens_files() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      List<String> opening =
          sources
              .filter(source -> source.toString().endsWith(".java"))
              .filter(SourcesTest::opensFiles)
              .map(source -> source.getFileName().toString())
              .toList();
      assertThat(opening).containsExactly("StoreLock.java");
    }
  }

  private static boolean opensFiles(Path source) {
    try {
      return OPENS_FILES.matcher(Files.readString(source)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
