package dev.punctual.verification.crash;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CatchUp;
import dev.punctual.Execution;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.JobState;
import dev.punctual.JobStatus;
import dev.punctual.SkipReason;
import dev.punctual.spi.ExecutionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The checker is checked: a story in which all promises hold, and the same story with one line
 * changed, which it must object to. {@code @05} is five seconds after the start.
 */
class PromisesTest {
  private static final String STORY =
      """
      up @00
      asked @00 -1 SCHEDULE tick
      asked @00 -1 SCHEDULE once
      asked @00 -1 SCHEDULE few
      asked @00 -1 SCHEDULE stopped
      answered @00 -1 SCHEDULE tick -
      answered @00 -1 SCHEDULE once -
      answered @00 -1 SCHEDULE few -
      answered @00 -1 SCHEDULE stopped -
      begun @02 once o2 SCHEDULED @02 1
      begun @04 few f4 SCHEDULED @04 1
      done @04 few f4 1 true
      begun @04 tick t4 SCHEDULED @04 1
      begun @04 stopped s4 SCHEDULED @04 1
      done @04 stopped s4 1 true
      asked @04 0 PAUSE stopped
      answered @04 0 PAUSE stopped -
      down @05
      up @13
      found @13 few f4 SUCCEEDED 1
      begun @13 tick t4 SCHEDULED @04 2
      done @13 tick t4 2 true
      begun @13 tick t12 CATCH_UP @12 1
      done @13 tick t12 1 true
      asked @15 1 RUN_NOW few
      answered @15 1 RUN_NOW few m15
      begun @15 few m15 MANUAL @15 1
      done @15 few m15 1 true
      """;

  /** Job, key, kind, status, scheduled time, through, end, attempts, times, reason. */
  private static final String LOG =
      """
      tick t4 SCHEDULED SUCCEEDED @04 @04 @13 2 1 -
      tick t8 SCHEDULED SKIPPED @08 @08 @13 0 1 MISSED
      tick t12 CATCH_UP SUCCEEDED @12 @12 @13 1 1 -
      once o2 SCHEDULED UNKNOWN @02 @02 @13 1 1 -
      few f4 SCHEDULED SUCCEEDED @04 @04 @04 1 1 -
      few m15 MANUAL SUCCEEDED @15 @15 @15 1 1 -
      stopped s4 SCHEDULED SUCCEEDED @04 @04 @04 1 1 -
      """;

  /** Job, state, count. */
  private static final String JOBS =
      """
      tick ACTIVE 2
      once FINISHED 1
      few FINISHED 1
      stopped PAUSED 1
      """;

  private static final Map<String, List<Spec>> VERSIONS =
      Map.of(
          "tick", List.of(Spec.every("tick", ofSeconds(4))),
          "once", List.of(Spec.at("once", at(2)).startedAtMostOnce()),
          "few", List.of(Spec.every("few", ofSeconds(4)).limitedTo(1).with(CatchUp.all())),
          "stopped", List.of(Spec.every("stopped", ofSeconds(4))));

  @Test
  void a_story_in_which_all_promises_hold_is_accepted() {
    assertThat(broken("", "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          I1 invented   | begun @04 few f4 SCHEDULED @04 1     | begun @04 few f4 SCHEDULED @03 1
          I1 early      | begun @02 once o2                    | begun @01 once o2
          I1 nobody     | asked @15 1 RUN_NOW few              |
          I1 other      | begun @15 few m15                    | begun @15 other m15
          I2 tick: begins | tick t4 SCHEDULED SUCCEEDED @04 @04  | tick t4 SCHEDULED SUCCEEDED @08 @08
          I2 tick: Optional | tick t8 SCHEDULED SKIPPED @08 @08 @13 0 1 MISSED |
          I2 tick: nothing | tick t12 CATCH_UP SUCCEEDED @12 @12 @13 1 1 -    |
          I2 tick: 2 times | SKIPPED @08 @08 @13 0 1              | SKIPPED @08 @12 @13 0 1
          I2 skipped    | tick t12 CATCH_UP SUCCEEDED          | tick t12 CATCH_UP SKIPPED
          I2 reason     | @13 0 1 MISSED                       | @13 0 1 PAUSED
          I2 reason     | @13 0 1 MISSED                       | @13 0 1 CANCELLED
          I2 unknown    | few f4 SCHEDULED SUCCEEDED           | few f4 SCHEDULED UNKNOWN
          I2 given up   | tick t4 SCHEDULED SUCCEEDED          | tick t4 SCHEDULED UNKNOWN
          I3 ran        | few m15 MANUAL SUCCEEDED @15 @15 @15 1 1 - |
          I3 two        | tick t12 CATCH_UP SUCCEEDED          | tick t4 CATCH_UP SUCCEEDED
          I3 succeeded  | done @13 tick t12 1 true             |
          I4            | begun @13 tick t12 CATCH_UP          | begun @13 once o2 SCHEDULED @02 2;begun @13 tick t12 CATCH_UP
          I5            | begun @04 few f4 SCHEDULED @04 1     | begun @04 few f4 SCHEDULED @04 1;begun @04 few f4 SCHEDULED @04 2
          I5 attempts   | f4 SCHEDULED SUCCEEDED @04 @04 @04 1 | f4 SCHEDULED SUCCEEDED @04 @04 @04 4
          I6 beyond     | begun @15 few m15 MANUAL @15 1       | begun @15 few m15 SCHEDULED @12 1
          I6 finished   | few FINISHED 1                       | few ACTIVE 1
          I6 counted    | few FINISHED 1                       | few FINISHED 2
          I7            | begun @13 tick t12 CATCH_UP @12      | begun @13 tick t12 CATCH_UP @04
          I8            | done @13 tick t4 2 true              |
          I10           | tick t12 CATCH_UP SUCCEEDED          | tick t12 SCHEDULED SUCCEEDED
          I11 forgotten | stopped PAUSED 1                     |
          I11 was prom  | few m15 MANUAL SUCCEEDED @15 @15 @15 1 1 - |
          I12 started   | down @05                             | begun @05 stopped s5 SCHEDULED @04 1;down @05
          I12 is not    | stopped PAUSED 1                     | stopped ACTIVE 1
          I13 never     | once o2 SCHEDULED UNKNOWN @02 @02 @13 | once o2 SCHEDULED CLAIMED @02 @02 -
          I13 changed   | found @13 few f4 SUCCEEDED 1         | found @13 few f4 FAILED 1
          I14 number    | begun @13 tick t4 SCHEDULED @04 2    | begun @13 tick t4 SCHEDULED @04 1
          I14 a later   | begun @13 tick t12 CATCH_UP @12 1    | begun @13 tick t12 CATCH_UP @12 3
          I14 failed    | tick t4 SCHEDULED SUCCEEDED          | tick t4 SCHEDULED FAILED
          I16           | SCHEDULE once -                      | SCHEDULE once other
          I18           | tick ACTIVE 2                        | tick ACTIVE 3
          """)
  void a_broken_promise_is_found(String promise, String line, String changed) {
    assertThat(broken(line, changed == null ? "" : changed.replace(';', '\n')))
        .anyMatch(broken -> broken.startsWith(promise));
  }

  private static Instant at(int second) {
    return Scenario.START.plusSeconds(second);
  }

  private static List<String> broken(String line, String changed) {
    var whole = STORY + "---\n" + LOG + "---\n" + JOBS;
    assertThat(whole).contains(line);
    var parts = (line.isEmpty() ? whole : whole.replace(line, changed)).split("---\n", -1);
    var seen = words(parts[0]).stream().map(words -> Seen.parse(String.join(" ", words))).toList();
    var log = new ArrayList<>(words(parts[1]).stream().map(PromisesTest::line).toList().reversed());
    var jobs = new HashMap<String, JobStatus>();
    for (var words : words(parts[2])) {
      jobs.put(words.get(0), status(words));
    }
    return Promises.broken(
        new Story(VERSIONS, seen, new Rest(at(15), log, jobs), ofMillis(500), false));
  }

  private static List<List<String>> words(String text) {
    return text.lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.replaceAll("@(\\d\\d)", "2026-03-01T00:00:$1Z"))
        .map(line -> line.replaceAll(" ([a-z]\\d+)\\b", " key000000000000000000$1"))
        .map(line -> List.of(line.split(" ", -1)))
        .toList();
  }

  private static JobStatus status(List<String> words) {
    return new JobStatus(
        JobId.of(words.get(0)),
        JobState.valueOf(words.get(1)),
        "",
        Optional.of(VERSIONS.get(words.get(0)).getFirst().definition()),
        Optional.empty(),
        Long.parseLong(words.get(2)),
        List.of());
  }

  private static Execution line(List<String> words) {
    var time = Instant.parse(words.get(4));
    return Execution.of(
        new ExecutionRecord(
            new ExecutionId(words.get(1)),
            JobId.of(words.get(0)),
            ExecutionKind.valueOf(words.get(2)),
            ExecutionStatus.valueOf(words.get(3)),
            time,
            time,
            Optional.empty(),
            Optional.of(words.get(6)).filter(end -> !end.equals("-")).map(Instant::parse),
            Integer.parseInt(words.get(7)),
            0,
            0,
            Optional.empty(),
            Long.parseLong(words.get(8)),
            Instant.parse(words.get(5)),
            Optional.of(words.get(9))
                .filter(reason -> !reason.equals("-"))
                .map(SkipReason::valueOf),
            "",
            "interrupted",
            ""));
  }
}
