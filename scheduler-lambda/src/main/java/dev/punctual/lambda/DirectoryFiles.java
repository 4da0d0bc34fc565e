package dev.punctual.lambda;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.text.Quote;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files below a directory, by their names in a zip. Links are followed, but not out of the
 * directory: a link to a key file must not be packed and uploaded.
 */
final class DirectoryFiles {
  private static final int MOST_FILES = 20_000;
  private static final long MOST_BYTES = FunctionChecks.LARGEST_ZIP;

  private DirectoryFiles() {}

  static Map<String, byte[]> read(Path directory) throws IOException {
    Path root = directory.toRealPath();
    Map<String, byte[]> files = new HashMap<>();
    long bytes = 0;
    for (Path file : regularFiles(root)) {
      if (!file.toRealPath().startsWith(root)) {
        throw refused(directory, "has a link out of it: " + root.relativize(file));
      }
      bytes += Files.size(file);
      if (bytes > MOST_BYTES || files.size() == MOST_FILES) {
        throw refused(
            directory,
            "has more than 50 MB or 20,000 files: zip it and use withZip(…) or withS3(…), or use"
                + " withImage(…)");
      }
      files.put(name(root.relativize(file)), Files.readAllBytes(file));
    }
    return files;
  }

  private static List<Path> regularFiles(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile).limit(MOST_FILES + 1L).toList();
    }
  }

  private static String name(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }

  private static InvalidDefinitionException refused(Path directory, String why) {
    return new InvalidDefinitionException(
        "directory " + Quote.of(directory.toString()) + ' ' + why);
  }
}
