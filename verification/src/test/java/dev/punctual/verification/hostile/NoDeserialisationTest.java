package dev.punctual.verification.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** X4: no published module reads Java objects from bytes, or finds classes by stored names. */
class NoDeserialisationTest {
  private static final Pattern READS_OBJECTS =
      Pattern.compile(
          "ObjectInputStream|readObject\\(|XMLDecoder|Class\\.forName|loadClass\\("
              + "|enableDefaultTyping|new Yaml\\(");

  @Test
  void no_published_module_makes_objects_of_what_it_reads() throws IOException {
    var modules = modules();
    assertThat(modules).as("published modules").hasSizeGreaterThan(4);
    for (var module : modules) {
      assertThat(sources(module).filter(NoDeserialisationTest::readsObjects)).isEmpty();
    }
  }

  private static List<Path> modules() throws IOException {
    try (var folders = Files.list(Path.of(".."))) {
      return folders
          .map(folder -> folder.resolve("src/main/java"))
          .filter(sources -> Files.exists(sources.resolve("module-info.java")))
          .toList();
    }
  }

  private static Stream<Path> sources(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    }
  }

  private static boolean readsObjects(Path source) {
    try {
      return READS_OBJECTS.matcher(Files.readString(source)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
