package dev.punctual.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.Overlap;
import dev.punctual.Payload;
import dev.punctual.Retry;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store holds of a job: people can read it, and it reads back. */
class StoredTextTest {
  private static final JobId ID = JobId.of("job");
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00.001Z");
  private static final Progress FULL =
      new Progress(
          "i1",
          TEN,
          12,
          3,
          2,
          true,
          true,
          "d1",
          "the disk\nis full \\o/",
          Optional.of(new Backlog(TEN.plusSeconds(60), Backlog.Kind.ALL)),
          List.of(
              new ManualRun(ExecutionKind.MANUAL, 2, TEN),
              new ManualRun(ExecutionKind.RETRY, 3, Instant.EPOCH)),
          List.of(
              new Answered("c1", new ExecutionId("e".repeat(35))),
              new Answered("c2", new ExecutionId("f".repeat(35)))));

  @Test
  void a_definition_is_a_line_per_property() {
    var job =
        Job.of("job", Target.of("http", "POST https://example.org/a b"), Trigger.parse("every 10s"))
            .withCatchUp(CatchUp.parse("all within 1d at most 100"))
            .withOverlap(Overlap.allow(3))
            .withRetry(Retry.exponential(5, Duration.ofSeconds(10), Duration.ofMinutes(10)))
            .withDelivery(Delivery.AT_MOST_ONCE)
            .withMaxExecutions(7)
            .withTimeout(Duration.ofMinutes(5))
            .withPauseAfterFailures(3)
            .withTags("zebra", "ant")
            .withDescription("two\nlines");
    var text = DefinitionText.format(job, Payload.none());
    assertThat(text)
        .isEqualTo(
            """
            target http POST https://example.org/a b
            payload none
            trigger every 10s
            catch-up all within 1d at most 100
            overlap allow 3
            retry exponential 5 from 10s to 10m
            delivery at-most-once
            max-executions 7
            timeout 5m
            pause-after-failures 3
            tags ant zebra
            description two\\nlines\
            """);
    assertThat(DefinitionText.parse(ID, text)).isEqualTo(job);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "every 10s",
        "at 2026-03-02T10:00:00Z",
        "after end 5m",
        "every 10s anchored at 2026-03-02T10:00:03Z until 2026-03-03T00:00:00Z",
        "daily 02:30 in Europe/Berlin",
        "cron quartz \"0 0/15 8-18 ? * MON-FRI\" in Europe/Berlin dst skip-gap",
      })
  void a_definition_with_defaults_reads_back_to_the_same_text(String trigger) {
    var job = Job.of("job", Target.handler(" work "), Trigger.parse(trigger));
    var text = DefinitionText.format(job, Payload.none());
    assertThat(DefinitionText.format(DefinitionText.parse(ID, text), Payload.none()))
        .isEqualTo(text);
    assertThat(DefinitionText.parse(ID, text).retry()).isEqualTo(job.retry());
  }

  @Test
  void the_text_tells_payloads_apart_without_their_content() {
    var job = Job.of("job", Target.handler("work"), Trigger.parse("every 10s"));
    var one = DefinitionText.format(job, Payload.json("{\"secret\":1}"));
    assertThat(one).doesNotContain("secret").contains("payload json 12 ");
    assertThat(one).isEqualTo(DefinitionText.format(job, Payload.json("{\"secret\":1}")));
    assertThat(one).isNotEqualTo(DefinitionText.format(job, Payload.json("{\"secret\":2}")));
    assertThat(one).isNotEqualTo(DefinitionText.format(job, Payload.text("{\"secret\":1}")));
    assertThat(DefinitionText.hasPayload(one)).isTrue();
    assertThat(DefinitionText.hasPayload(DefinitionText.format(job, Payload.none()))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trigger every 10s  | trigger every       | trigger 'every' ends too early",
        "trigger every 10s  | trigger             | cannot be read: no name in line 'trigger'",
        "trigger every 10s  | colour red          | cannot be read: no line trigger",
        "overlap skip       | overlap skip more   | goes on with unknown 'more'",
        "delivery at-least-once | delivery never  | cannot be read",
        "target handler work    | target handler  | no address in target 'handler'",
        "catch-up latest    | overlap skip        | cannot be read: a second line 'overlap skip'",
      })
  void a_definition_that_cannot_be_read_says_where(String line, String other, String message) {
    var job = Job.of("job", Target.handler("work"), Trigger.parse("every 10s"));
    var broken = DefinitionText.format(job, Payload.none()).replace(line, other);
    assertThatThrownBy(() -> DefinitionText.parse(ID, broken))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void progress_is_a_line_per_value_that_is_not_the_usual_one() {
    assertThat(Progress.created("i1", TEN, false, "").text())
        .isEqualTo("incarnation i1\ncursor 2026-03-02T10:00:00.001Z\ncount 0");
    assertThat(FULL.text())
        .isEqualTo(
            """
            incarnation i1
            cursor 2026-03-02T10:00:00.001Z
            count 12
            serial 3
            failures 2
            immediate yes
            retired yes
            declared d1
            note the disk\\nis full \\\\o/
            backlog ALL 2026-03-02T10:01:00.001Z
            manual MANUAL 2 2026-03-02T10:00:00.001Z, RETRY 3 1970-01-01T00:00:00Z
            answered c1 %s, c2 %s\
            """
                .formatted("e".repeat(35), "f".repeat(35)));
  }

  @Test
  void progress_reads_back() {
    assertThat(Progress.parse(FULL.text())).isEqualTo(FULL);
    var usual = Progress.created("i1", TEN, false, "");
    assertThat(Progress.parse(usual.text())).isEqualTo(usual);
  }

  @Test
  void the_fullest_progress_fits_into_what_a_store_takes() {
    var runs =
        IntStream.rangeClosed(1, 100)
            .mapToObj(i -> new ManualRun(ExecutionKind.MANUAL, 1_000_000 + i, TEN))
            .toList();
    var progress =
        new Progress(
            "i".repeat(64),
            TEN,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            true,
            true,
            "d".repeat(25),
            "\n".repeat(2_000),
            Optional.of(new Backlog(TEN, Backlog.Kind.LATEST)),
            runs,
            Collections.nCopies(20, new Answered("c".repeat(25), new ExecutionId("e".repeat(35)))));
    assertThat(progress.text()).hasSizeLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "incarnation i1", "cursor 2026-03-02T10:00:00Z", "incarnation i1\ncursor x"})
  void progress_without_incarnation_or_cursor_is_refused(String text) {
    assertThatThrownBy(() -> Progress.parse(text)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void keys_sort_by_scheduled_time_and_differ_by_job_creation_and_kind() {
    var key = Keys.ofScheduled(ID, "i1", TEN);
    assertThat(key.value()).hasSize(41).matches("[a-z0-9]+");
    assertThat(Keys.ofScheduled(ID, "i1", TEN)).isEqualTo(key);
    assertThat(Keys.ofScheduled(ID, "i1", TEN.plusMillis(1))).isGreaterThan(key);
    assertThat(
            List.of(
                key,
                Keys.ofScheduled(ID, "i2", TEN),
                Keys.ofScheduled(JobId.of("other"), "i1", TEN),
                Keys.ofManual(ID, "i1", new ManualRun(ExecutionKind.MANUAL, 1, TEN)),
                Keys.ofManual(ID, "i1", new ManualRun(ExecutionKind.MANUAL, 2, TEN))))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0} before {1}")
  @CsvSource({"9-n, a-n", "z-n, 10-n", "1z-n, 20-n-7", "none, 1-n"})
  void keys_of_one_instant_sort_by_the_number_of_the_jobs_creation(String first, String second) {
    assertThat(Keys.ofScheduled(ID, first, TEN)).isLessThan(Keys.ofScheduled(ID, second, TEN));
    assertThat(Keys.ofScheduled(ID, first, TEN.plusMillis(1)))
        .isGreaterThan(Keys.ofScheduled(ID, second, TEN));
  }
}
