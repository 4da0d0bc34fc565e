package dev.punctual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of names, numbers and times, and what values show of themselves. */
class ValuesTest {
  private static final Target<Payload> TARGET = Target.handler("work");
  private static final Trigger HOURLY = Trigger.every(Duration.ofHours(1));

  @ParameterizedTest
  @ValueSource(strings = {"a", "invoice-42", "Tenant_1/report:daily@eu.west", "-"})
  void a_job_id_is_taken_as_it_is(String id) {
    assertThat(JobId.of(id)).hasToString(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "ä", "a\n", "a;b", "a\u202eb"})
  void another_job_id_is_refused_on_one_line(String id) {
    assertThatThrownBy(() -> JobId.of(id))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("is not 1 to 200 characters of A-Z a-z 0-9 . _ : / @ -")
        .hasMessageNotContainingAny("\n", "\u202e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "half \udc00 of it", "\udc00\ud800"})
  void text_that_utf_8_cannot_hold_is_no_payload(String text) {
    refuses(() -> Payload.text(text), "half of a surrogate pair");
    refuses(() -> Payload.json(text), "half of a surrogate pair");
    assertThat(Payload.text("\ud83d\ude00\0\uffff").asText()).isEqualTo("\ud83d\ude00\0\uffff");
  }

  @Test
  void names_have_a_longest_length() {
    assertThat(JobId.of("x".repeat(200)).value()).hasSize(200);
    refuses(() -> JobId.of("x".repeat(201)), "is not 1 to 200 characters");
    assertThat(Target.of("x".repeat(50), "y".repeat(2_000)).address()).hasSize(2_000);
    refuses(() -> Target.of("x".repeat(51), "y"), "is not 1 to 50 characters of a-z 0-9 -");
    refuses(() -> Target.of("x", "y".repeat(2_001)), "longer than 2000 characters");
    assertThat(new NodeId("n".repeat(64)).value()).hasSize(64);
    assertThatThrownBy(() -> new NodeId("n".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new ExecutionId("0".repeat(20)).value()).hasSize(20);
    assertThat(new ExecutionId("0".repeat(64)).value()).hasSize(64);
    assertThatThrownBy(() -> new ExecutionId("0".repeat(19)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExecutionId("0".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExecutionId("0".repeat(19) + "A"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_target_names_an_executor_and_an_address() {
    assertThat(Target.handler("send mail")).hasToString("handler send mail");
    refuses(() -> Target.of("Http", "y"), "executor name 'Http'");
    refuses(() -> Target.of("-http", "y"), "executor name '-http'");
    refuses(() -> Target.of("http", " "), "address ' ' is blank");
    refuses(() -> Target.of("http", "a\nb"), "has control characters");
  }

  @Test
  void durations_are_whole_milliseconds_up_to_a_hundred_years() {
    assertThat(Checks.positive("wait", Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
    assertThat(Checks.notNegative("wait", Duration.ofDays(36_500)))
        .isEqualTo(Duration.ofDays(36_500));
    refuses(() -> Checks.positive("wait", Duration.ZERO), "wait is PT0S, less than a millisecond");
    refuses(() -> Checks.positive("wait", Duration.ofNanos(999_999)), "less than a millisecond");
    refuses(() -> Checks.positive("wait", Duration.ofNanos(1_000_001)), "not whole milliseconds");
    refuses(() -> Checks.notNegative("wait", Duration.ofMillis(-1)), "not between zero and 36500");
    refuses(() -> Checks.notNegative("wait", Duration.ofDays(36_501)), "not between zero and");
    var gigantic = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    refuses(() -> Checks.positive("wait", gigantic), "not between zero and 36500 days");
    refuses(() -> Checks.positive("wait", Duration.ofSeconds(Long.MIN_VALUE)), "less than");
  }

  @Test
  void instants_are_whole_milliseconds_from_1970_to_9999() {
    assertThat(Checks.instant("at", Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    assertThat(Checks.instant("at", Checks.LATEST)).isEqualTo(Checks.LATEST);
    assertThat(Checks.instant("at", Instant.EPOCH.plusNanos(1_999_999)))
        .isEqualTo(Instant.EPOCH.plusMillis(1));
    refuses(() -> Checks.instant("at", Instant.EPOCH.minusNanos(1)), "at is 1969-12-31T23:59:59");
    refuses(() -> Checks.instant("at", Checks.LATEST.plusNanos(1)), "not between the years");
    refuses(() -> Checks.instant("at", Instant.MIN), "not between the years 1970 and 9999");
    refuses(() -> Checks.instant("at", Instant.MAX), "not between the years 1970 and 9999");
  }

  @Test
  void pages_have_1_to_1000_lines() {
    assertThat(ExecutionQuery.all().limit()).isEqualTo(100);
    assertThat(ExecutionQuery.all().limit(1).limit(1_000).limit()).isEqualTo(1_000);
    assertThat(JobQuery.all().limit(1_000).limit()).isEqualTo(1_000);
    refuses(() -> ExecutionQuery.all().limit(0), "limit 0 is not between 1 and 1000");
    refuses(() -> ExecutionQuery.all().limit(1_001), "limit 1001 is not between 1 and 1000");
    refuses(() -> JobQuery.all().limit(-1), "limit -1 is not between 1 and 1000");
  }

  @Test
  void a_query_keeps_what_was_asked_before() {
    var query =
        ExecutionQuery.ofJob("report")
            .withStatus(ExecutionStatus.FAILED, ExecutionStatus.UNKNOWN)
            .from(Instant.EPOCH)
            .until(Checks.LATEST)
            .limit(7)
            .after("mark");
    assertThat(query.job()).contains(JobId.of("report"));
    assertThat(query.statuses())
        .containsExactlyInAnyOrder(ExecutionStatus.FAILED, ExecutionStatus.UNKNOWN);
    assertThat(query.from()).contains(Instant.EPOCH);
    assertThat(query.until()).contains(Checks.LATEST);
    assertThat(query.limit()).isEqualTo(7);
    assertThat(query.after()).contains("mark");
  }

  @Test
  void a_job_has_at_most_20_tags_and_2000_characters_of_description() {
    var job = Job.of("job", TARGET, HOURLY);
    var tags = IntStream.range(0, 21).mapToObj(i -> "tag" + i).toArray(String[]::new);
    refuses(() -> job.withTags(tags), "job job: more than 20 tags");
    assertThat(job.withTags("a", "b", "a").tags()).containsExactlyInAnyOrder("a", "b");
    refuses(() -> job.withTags("a b"), "job id 'a b'");
    assertThat(job.withDescription("x".repeat(2_000)).description()).hasSize(2_000);
    refuses(() -> job.withDescription("x".repeat(2_001)), "longer than 2000 characters");
    refuses(() -> job.withMaxExecutions(0), "job job: maxExecutions 0 is less than 1");
  }

  @Test
  void payloads_show_format_and_size_and_never_their_content() {
    var secret = "hunter2-" + "x".repeat(100);
    var payload = Payload.json(secret);
    var id = new ExecutionId("0".repeat(20));
    var attempt =
        Attempt.of(JobId.of("job"), id, TARGET, ExecutionKind.SCHEDULED, Instant.EPOCH, 1, payload);
    assertThat(payload).hasToString("Payload[JSON, 108 bytes]");
    assertThat(Payload.none()).hasToString("Payload[NONE, 0 bytes]");
    assertThat(Job.of("job", TARGET, payload, HOURLY).toString()).doesNotContain("hunter2");
    assertThat(attempt.toString()).doesNotContain("hunter2");
    assertThat(Outcome.succeeded(secret).withLog(secret).toString()).doesNotContain("hunter2");
    assertThat(Outcome.failed(secret).toString()).doesNotContain("hunter2");
  }

  @Test
  void a_payload_cannot_be_changed_from_outside() {
    byte[] bytes = {1, 2, 3};
    var payload = Payload.bytes(bytes);
    bytes[0] = 9;
    payload.toBytes()[1] = 9;
    assertThat(payload).isEqualTo(Payload.bytes(new byte[] {1, 2, 3}));
    assertThat(payload).isNotEqualTo(Payload.of(Payload.Format.TEXT, new byte[] {1, 2, 3}));
    assertThatThrownBy(() -> Payload.of(Payload.Format.NONE, bytes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(message);
  }
}
