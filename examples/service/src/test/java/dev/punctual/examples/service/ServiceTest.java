package dev.punctual.examples.service;

import static dev.punctual.examples.service.RefusedRequestsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.examples.service.RunningService.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole way: a request, a function that really runs at the endpoint, its result. */
@EnabledIfEnvironmentVariable(named = RunningService.ENDPOINT, matches = ".+")
class ServiceTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String PAST = "\"at\": \"2026-01-01T00:00:00Z\"";
  private static final String NEVER_MIND = "\"expression\": \"daily 03:00 in Europe/Berlin\"";

  @TempDir static Path directory;
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(directory, System.getenv(RunningService.ENDPOINT));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void a_function_is_made_of_source_text_and_what_it_returns_is_shown() {
    Answer created =
        service.post(
            "/schedule",
            order(
                "hello",
                PAST,
                "export const handler = async e => { console.log('printed'); return e.list[1].n }",
                "{\"list\": [1.10, {\"n\": \"s3cr3t-canary\"}]}"));
    assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    assertThat(created.location()).isEqualTo("/result/hello");
    assertThat(created.body().get("function").asString()).startsWith("punctual-hello-");
    service.awaitLatest("hello");
    JsonNode result = service.get("/result/hello").body();
    assertThat(result.at("/job/state").asString()).isEqualTo("FINISHED");
    assertThat(result.at("/job/last/status").asString()).isEqualTo("SUCCEEDED");
    JsonNode line = result.at("/executions/0");
    assertThat(line.get("result").asString()).isEqualTo("\"s3cr3t-canary\"");
    assertThat(line.get("log").asString()).contains("printed");
    assertThat(line.get("attempts").asInt()).isEqualTo(1);
    assertThat(line.propertyNames()).contains("start", "end", "lateness").doesNotContain("error");
    assertThat(log())
        .anyMatch(logged -> logged.contains("[ScheduleRequest[hello, "))
        .noneMatch(logged -> logged.contains("canary") || logged.contains("async e"));
  }

  @Test
  void what_a_function_throws_is_shown() {
    service.post(
        "/schedule",
        order(
            "broken",
            "\"expression\": \"every 1s\", \"maxExecutions\": 1",
            "export const handler = async () => { throw new Error('no ink') }"));
    service.awaitLatest("broken");
    assertThat(service.get("/result/broken").body().at("/executions/0/error").asString())
        .contains("no ink");
  }

  @Test
  void jobs_functions_and_log_outlive_the_process() {
    service.post("/schedule", order("once", PAST, "export const handler = async () => 'before'"));
    service.post("/schedule", order("daily", NEVER_MIND, "export const handler = async () => 1"));
    Execution before = service.awaitLatest("once");
    JsonNode list = service.get("/list").body();
    service.close();
    start();
    assertThat(service.get("/list").body()).isEqualTo(list);
    assertThat(service.get("/result/once").body().at("/executions/0/id").asString())
        .isEqualTo(before.id().value());
    var scheduler = service.scheduler();
    Execution after = scheduler.await(scheduler.job("daily").runNow(), LONG);
    assertThat(after.status()).as(after.error()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(after.result()).isEqualTo("1");
  }

  @Test
  void the_same_order_again_changes_nothing_and_another_one_is_refused_until_it_is_cancelled() {
    String order = order("job", NEVER_MIND, "export const handler = async () => 1");
    String other = order("job", NEVER_MIND, "export const handler = async () => 2");
    JsonNode first = service.post("/schedule", order).body();
    Answer again = service.post("/schedule", order);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first);
    assertProblem(service.post("/schedule", other), 409);
    Answer cancelled = service.post("/cancel/job", "");
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.body().get("state").asString()).isEqualTo("CANCELLED");
    assertThat(cancelled.body().propertyNames()).doesNotContain("next");
    assertThat(service.post("/cancel/job", "").status()).isEqualTo(200);
    Answer replaced = service.post("/schedule", other);
    assertThat(replaced.status()).isEqualTo(201);
    assertThat(replaced.body().get("function")).isNotEqualTo(first.get("function"));
  }

  @Test
  void every_kind_of_trigger_is_taken_and_a_listing_has_pages() {
    List<String> triggers =
        List.of(
            "\"expression\": \"0 0 2 ? * MON-FRI\", \"zone\": \"Europe/Berlin\"",
            "\"expression\": \"rate(1 day)\"",
            "\"expression\": \"cron(0 2 * * ? *)\", \"zone\": \"America/New_York\"",
            "\"expression\": \"every 1d anchored at 2026-01-01T03:00:00Z\", \"maxExecutions\": 2",
            "\"at\": \"2099-01-01T00:00:00Z\"");
    for (int i = 0; i < triggers.size(); i++) {
      Answer created =
          service.post(
              "/schedule",
              order("job-" + i, triggers.get(i), "export const handler = async () => 1"));
      assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    }
    List<JsonNode> listed = listInPagesOf(2).toList();
    assertThat(listed)
        .extracting(job -> job.get("name").asString())
        .contains("job-0", "job-1", "job-2", "job-3", "job-4")
        .isSorted();
    assertThat(listed)
        .filteredOn(job -> job.get("name").asString().equals("job-0"))
        .extracting(job -> job.get("words").asString())
        .first()
        .asString()
        .contains("Monday", "Friday", "Europe/Berlin");
    assertThat(service.get("/result/job-3").body().at("/job/next")).hasSize(2);
  }

  private static Stream<JsonNode> listInPagesOf(int size) {
    String path = "/list?limit=" + size;
    return Stream.iterate(
            service.get(path).body(),
            Objects::nonNull,
            page ->
                page.has("cursor")
                    ? service.get(path + "&cursor=" + page.get("cursor").asString()).body()
                    : null)
        .peek(page -> assertThat(page.get("jobs")).hasSizeBetween(1, size))
        .flatMap(page -> page.get("jobs").valueStream());
  }

  private static String order(String name, String trigger, String source) {
    return order(name, trigger, source, "{}");
  }

  private static String order(String name, String trigger, String source, String payload) {
    return """
    {"name": "%s", %s, "source": "%s", "payload": %s}
    """
        .formatted(name, trigger, source, payload);
  }

  private static List<String> log() {
    try {
      return Files.readAllLines(directory.resolve("service.log"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
