package dev.punctual.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the README and the guide show as Java is code that the build compiles: each block stands,
 * white space apart, in a source of this module or of the examples. A line {@code // …} stands for
 * what is left out.
 */
class SnippetsTest {
  private static final Path ROOT = Path.of(System.getProperty("basedir", "docs"), "..").normalize();
  private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  static List<Path> pages() throws IOException {
    var pages =
        new ArrayList<>(
            List.of(
                ROOT.resolve("README.md"),
                ROOT.resolve("CONTRIBUTING.md"),
                ROOT.resolve("examples/service/README.md")));
    pages.addAll(files(ROOT.resolve("docs"), ".md"));
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_block_of_java_is_compiled(Path page) throws IOException {
    var sources = new ArrayList<String>();
    for (var directory : List.of("docs/src/test/java", "examples/src")) {
      files(ROOT.resolve(directory), ".java").forEach(file -> sources.add(packed(read(file))));
    }
    var blocks = BLOCK.matcher(Files.readString(page));
    while (blocks.find()) {
      var block = blocks.group(1);
      assertThat(sources).as("a source with:%n%s", block).anyMatch(source -> holds(source, block));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void each_link_to_a_file_leads_somewhere(Path page) throws IOException {
    var links = LINK.matcher(Files.readString(page));
    while (links.find()) {
      assertThat(page.resolveSibling(links.group(1)).normalize()).exists();
    }
  }

  @Test
  void the_readme_shows_some_java() {
    assertThat(BLOCK.matcher(read(ROOT.resolve("README.md"))).find()).isTrue();
  }

  private static boolean holds(String source, String block) {
    int from = 0;
    for (var part : block.split("// …", -1)) {
      var wanted = packed(part);
      from = source.indexOf(wanted, from);
      if (from < 0) {
        return false;
      }
      from += wanted.length();
    }
    return true;
  }

  private static String packed(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static List<Path> files(Path directory, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.toString().contains("target"))
          .sorted()
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
