package dev.punctual.benchmarks.cron;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the guide says about changes of the clock, asked again of every library in its table: the
 * table between two marks in {@code docs/time.md}. A failure shows the row as it has to be.
 */
class DaylightSavingTableTest {
  private static final Path PAGE = Path.of(System.getProperty("basedir", ""), "../docs/time.md");
  private static final String START = "<!-- clock changes: checked by DaylightSavingTableTest -->";
  private static final String END = "<!-- end of clock changes -->";
  private static final int CELLS_OF_QUESTION = 4;

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void each_library_runs_when_the_table_says(DaylightSavingRow row, String line) {
    List<String> question = cells(line).subList(0, CELLS_OF_QUESTION);
    Stream<String> answers = Stream.of(DaylightSavingColumn.values()).map(row::answer);

    assertThat(line).isEqualTo(line(Stream.concat(question.stream(), answers)));
  }

  static Stream<Arguments> each_library_runs_when_the_table_says() throws IOException {
    return table().stream()
        .skip(2)
        .map(line -> Arguments.of(DaylightSavingRow.of(cells(line)), line));
  }

  @Test
  void the_head_of_the_table_names_the_versions_that_are_asked() throws IOException {
    Stream<String> question = Stream.of("case", "expression", "zone", "day");
    Stream<String> names = Stream.of(DaylightSavingColumn.values()).map(DaylightSavingColumn::head);

    assertThat(table().getFirst()).isEqualTo(line(Stream.concat(question, names)));
  }

  private static List<String> table() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    assertThat(lines).as("marks in %s", PAGE).containsOnlyOnce(START, END);
    List<String> table =
        lines.subList(lines.indexOf(START) + 1, lines.indexOf(END)).stream()
            .filter(line -> line.startsWith("|"))
            .toList();
    assertThat(table).as("lines of the table").hasSizeGreaterThan(2);
    return table;
  }

  private static List<String> cells(String line) {
    return List.of(line.replaceAll("^\\| *| *\\|$", "").split(" *\\| *"));
  }

  private static String line(Stream<String> cells) {
    return cells.collect(joining(" | ", "| ", " |"));
  }
}
