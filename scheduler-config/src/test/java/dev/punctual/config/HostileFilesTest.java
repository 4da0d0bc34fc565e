package dev.punctual.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a file has in it, it is read or refused, and takes neither the memory nor the stack. */
class HostileFilesTest {
  private static final String HEAD = "jobs:\n  - name: a\n    expression: rate(5 minutes)\n";

  @TempDir Path directory;

  private static ScheduleFile withPayload(String payload) {
    return ScheduleFile.parse("a.yaml", HEAD + "    handler: work\n    payload: " + payload);
  }

  private static String fault(ScheduleFile file) {
    assertThat(file.faults()).hasSize(1);
    return file.faults().getFirst().toString();
  }

  @Test
  void ten_megabytes_are_refused_before_they_are_parsed() throws IOException {
    var text = HEAD + "    handler: work\n" + "# filling\n".repeat(1_000_000);
    assertThatThrownBy(() -> ScheduleFile.parse("a.yaml", text))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessage("a.yaml has more than 2000000 characters; split it into several files");
    var file = Files.writeString(directory.resolve("a.yaml"), text);
    assertThatThrownBy(() -> ScheduleFile.read(file))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageEndingWith("are longer than 8000000 bytes; split them into several files");
  }

  @ParameterizedTest
  @CsvSource({"[,]", "{a: ,}"})
  void deep_nesting_is_a_fault_of_its_entry(String open, String close) {
    var file = withPayload(open.repeat(60) + "1" + close.repeat(60));
    assertThat(fault(file)).contains("jobs[a].payload", "nested more than 50 levels deep");
  }

  @Test
  void a_million_open_brackets_are_refused() {
    assertThatThrownBy(() -> withPayload("[".repeat(1_900_000)))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageMatching("a\\.yaml:5:\\d+: it is nested too deep");
  }

  @Test
  void laughing_a_billion_times_is_a_fault() {
    var text = new StringBuilder("{l0: &l0 ha");
    for (int i = 1; i < 10; i++) {
      text.append(", l").append(i).append(": &l").append(i).append(" [");
      text.append(("*l" + (i - 1) + ", ").repeat(9)).append("*l").append(i - 1).append(" ]");
    }
    assertThat(fault(withPayload(text.append("}").toString()))).contains("jobs[a].payload");
  }

  @Test
  void a_few_aliases_that_name_each_other_stop_at_a_million_characters() {
    var text = new StringBuilder("{l0: &l0 [hahahahaha, hahahahaha]");
    for (int i = 1; i < 20; i++) {
      text.append(", l").append(i).append(": &l").append(i).append(" [");
      text.append("*l").append(i - 1).append(" , *l").append(i - 1).append(" ]");
    }
    assertThat(fault(withPayload(text.append("}").toString())))
        .contains("longer than 1000000 characters of JSON");
  }

  @Test
  void aliases_may_stand_for_what_is_repeated() {
    var file = withPayload("{first: &x {a: 1}, second: *x }");
    assertThat(file.faults()).isEmpty();
    assertThat(JobWords.of(file.jobs().getFirst()))
        .contains("{\"first\":{\"a\":1},\"second\":{\"a\":1}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\u0007 | a character that YAML does not allow",
        "\\ud800 | a character that YAML does not allow",
        "[1 | ",
        "@here | found character '@'",
        "*/5 * * * * | a value that begins with one of * @",
        "\"open | ",
      })
  void what_is_not_yaml_is_refused_with_its_place(String value, String fault) {
    assertThatThrownBy(() -> withPayload(unescaped(value) + "\n"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageMatching("(?s)a\\.yaml:[56]:\\d+: .+")
        .hasMessageContaining(fault == null ? "" : fault);
  }

  private static String unescaped(String text) {
    return text.replace("\\u0007", "\u0007").replace("\\ud800", "\ud800");
  }

  @Test
  void a_tab_as_indentation_is_refused_and_named() {
    assertThatThrownBy(() -> ScheduleFile.parse("a.yaml", "jobs:\n\t- name: a\n"))
        .hasMessageStartingWith("a.yaml:2:1: ")
        .hasMessageEndingWith("; indent with spaces, not tabs");
  }

  @Test
  void halves_of_surrogate_pairs_by_escapes_are_faults_of_their_fields() {
    var file =
        ScheduleFile.parse(
            "a.yaml",
            HEAD
                + "    handler: \"\\ud800\"\n    description: \"\\ud800\"\n    payload: \"\\ud800\"\n");
    assertThat(file.faults())
        .extracting(ScheduleFault::field)
        .containsExactly("jobs[a].handler", "jobs[a].payload", "jobs[a].description");
    assertThat(file.faults()).allMatch(fault -> fault.toString().chars().allMatch(c -> c < 0x80));
  }

  @Test
  void control_characters_by_escapes_reach_no_log_line() {
    var file = ScheduleFile.parse("a\n.yaml", HEAD + "    \"han\\ndler\\e[2J\": work\n");
    assertThat(file.faults())
        .allSatisfy(fault -> assertThat(fault.toString()).doesNotContainPattern("\\p{Cntrl}"));
  }

  @Test
  void a_secret_beside_a_fault_of_syntax_is_not_shown() {
    var text = HEAD + "    request: {headers: {A: hunter2-secret}, url: [}\n";
    assertThatThrownBy(() -> ScheduleFile.parse("a.yaml", text))
        .hasMessageStartingWith("a.yaml:4:")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void of_countless_faults_the_first_thousand_are_kept_and_no_entry_passes_for_sound() {
    var text = new StringBuilder("jobs:\n");
    for (int i = 0; i < 2_000; i++) {
      text.append("  - {name: ").append(i);
      text.append(", expression: rate(1 day), handler: work, a: 1, b: 2}\n");
    }
    var file = ScheduleFile.parse("a.yaml", text.toString());
    assertThat(file.faults()).hasSize(1_000);
    assertThat(file.jobs()).isEmpty();
  }

  @Test
  void a_second_document_is_refused() {
    assertThatThrownBy(() -> ScheduleFile.parse("a.yaml", "jobs: []\n---\njobs: []\n"))
        .hasMessage("a.yaml:2:1: a second document begins; a file has one");
  }

  @Test
  void a_file_that_is_missing_a_directory_or_not_in_utf_8_is_refused() throws IOException {
    assertThatThrownBy(() -> ScheduleFile.read(directory.resolve("none.yaml")))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageEndingWith("do not exist");
    assertThatThrownBy(() -> ScheduleFile.read(directory))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("cannot be read");
    var latin =
        Files.write(
            directory.resolve("latin.yaml"), "jobs: [] # é".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ScheduleFile.read(latin))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageEndingWith("are not in UTF-8");
  }

  @Test
  void a_damaged_file_is_read_or_refused_and_nothing_else() {
    var sound =
        HEAD
            + "    request: {url: \"https://example.com/\", headers: {X: \"a\\tb\"}, body: {a: [1, ~]}}\n"
            + "    retry: fixed 3 every 10s\n    tags: &t [a, b]\n"
            + "  - {name: b, expression: \"0 0 2 ? * MON\", handler: work, tags: *t }\n";
    var random = new Random(7);
    int read = 0;
    for (int i = 0; i < 2_000; i++) {
      var damaged = new StringBuilder(sound);
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        int at = random.nextInt(damaged.length());
        switch (random.nextInt(3)) {
          case 0 -> damaged.setCharAt(at, (char) (random.nextInt(96) + 32));
          case 1 -> damaged.deleteCharAt(at);
          default ->
              damaged.insert(at, "{}[]:,-#&*!|>'\"%@`\t\n\u0000\ud83d".charAt(random.nextInt(22)));
        }
      }
      try {
        var file = ScheduleFile.parse("a.yaml", damaged.toString());
        read += file.jobs().size();
      } catch (InvalidDefinitionException e) {
        assertThat(e.getMessage()).matches("a\\.yaml:\\d+:\\d+: .+");
      }
    }
    assertThat(read).isGreaterThan(100);
  }
}
