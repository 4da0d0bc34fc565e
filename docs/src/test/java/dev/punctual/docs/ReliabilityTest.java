package dev.punctual.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each fault of the page on reliability has a test that exists, or a reason why it has none. */
class ReliabilityTest {
  private static final Path PROJECT = Path.of(System.getProperty("basedir", "docs")).resolve("..");

  @Test
  void every_row_names_tests_that_exist_or_says_why_there_is_none() throws IOException {
    var tests = testClasses();
    var rows =
        MarkdownTable.rows("reliability.md", "#", "Fault", "What Punctual does", "Test", "Seen");
    assertThat(rows).hasSizeGreaterThan(40);
    for (var row : rows) {
      assertThat(row.get("Seen")).as(row.toString()).isNotEmpty();
      for (var name : names(row)) {
        assertThat(tests).as(row.toString()).contains(name);
      }
    }
  }

  @Test
  void the_rows_are_numbered_without_repetition() throws IOException {
    var rows =
        MarkdownTable.rows("reliability.md", "#", "Fault", "What Punctual does", "Test", "Seen");
    assertThat(rows).extracting(row -> row.get("#")).doesNotHaveDuplicates().doesNotContain("");
  }

  private static List<String> names(Map<String, String> row) {
    var test = String.valueOf(row.get("Test"));
    assertThat(test).as(row.toString()).isNotEmpty();
    return test.startsWith("none:")
        ? List.of()
        : Arrays.stream(test.split(",", -1)).map(String::strip).toList();
  }

  private static Set<String> testClasses() throws IOException {
    try (var files = Files.walk(PROJECT)) {
      return files
          .filter(file -> file.toString().contains("src/test/java"))
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Test.java") || name.endsWith("Figures.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
