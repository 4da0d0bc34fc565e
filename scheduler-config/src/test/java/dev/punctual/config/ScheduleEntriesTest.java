package dev.punctual.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.config.Cases.Case;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries of files and what is read from them: tables in the resources of this package. */
class ScheduleEntriesTest {
  static List<Case> good() {
    return Cases.of("good-entries.txt");
  }

  static List<Case> bad() {
    return Cases.of("bad-entries.txt");
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_good_entry_declares_its_job(Case given) {
    var file = ScheduleFile.parse("a.yaml", "jobs:\n  - " + given.yaml().indent(4).strip());
    assertThat(file.faults()).isEmpty();
    assertThat(file.jobs()).extracting(JobWords::of).isEqualTo(given.expected());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_entry_is_a_fault_with_its_place_and_stops_no_other(Case given) {
    var sound = "  - {name: sound, expression: rate(5 minutes), handler: work}\n";
    var file = ScheduleFile.parse("a.yaml", "jobs:\n" + given.yaml().indent(2) + sound);
    var faults = file.faults().stream().map(ScheduleFault::toString).toList();
    assertThat(faults).hasSameSizeAs(given.expected());
    for (int i = 0; i < faults.size(); i++) {
      assertThat(faults.get(i)).matches(pattern("a.yaml:" + given.expected().get(i)));
    }
    assertThat(String.join("\n", faults)).doesNotContain("hidden");
    boolean firstStands = given.expected().getFirst().endsWith("another entry has this name");
    assertThat(file.jobs())
        .extracting(job -> job.id().value())
        .isEqualTo(firstStands ? List.of("a", "sound") : List.of("sound"));
  }

  /** A tilde stands for any text. */
  private static Pattern pattern(String expected) {
    return Pattern.compile(
        List.of(expected.split("~", -1)).stream()
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }
}
