package dev.punctual.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.examples.service.RunningService.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each fault of a client, and of AWS, is a problem that says what is wrong. */
class RefusedRequestsTest {
  private static final String GOOD =
      "'name': 'job', 'source': 'export const handler = async e => e'";

  @TempDir static Path directory;
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(directory, RunningService.NOWHERE);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  /** Body, with ' for "; the fields named as faulty; a part of what is said about the first. */
  static Stream<Arguments> faultyOrders() {
    return Stream.of(
        order("{}", List.of("name", "expression", "source"), "1 to 40 characters"),
        order("", List.of("body"), "give a JSON object"),
        order("[1]", List.of("body"), "is of another type"),
        order("{'name': ", List.of("body"), "is not JSON: look at line 1, column 10"),
        order("{'name': 'a', 'name': 'b'}", List.of("body"), "is not JSON"),
        order("{" + GOOD + ", 'expresion': 'every 1s'}", List.of("expresion"), "known are [name, "),
        order("{'name': ['a']}", List.of("name"), "is of another type"),
        order("{'name': 'a b', 'expression': 'every 1s', 'source': 'x'}", List.of("name"), "_ -"),
        order("{'name': '../x', 'expression': 'every 1s', 'source': 'x'}", List.of("name"), "_ -"),
        order(
            "{'name': '" + "n".repeat(41) + "', 'expression': 'every 1s', 'source': 'x'}",
            List.of("name"),
            "1 to 40 characters"),
        order("{'name': 'a', 'expression': 'every 1s'}", List.of("source"), "Node.js module"),
        order(
            "{'name': 'a', 'expression': 'every 1s', 'source': '" + "x".repeat(262_145) + "'}",
            List.of("source"),
            "at most 256 KB"),
        good("'expression': 'every 1s', 'payload': '" + "x".repeat(262_143) + "'", "payload", "KB"),
        good("'payload': 1", "expression", "give an expression such as every 10s, or at"),
        good("'expression': 'every 1s', 'at': '2030-01-01T00:00:00Z'", "expression", "not both"),
        good("'at': 'tomorrow'", "at", "an instant such as"),
        good("'expression': 'every now and then'", "expression", "now"),
        good("'expression': 'every -1s'", "expression", "every"),
        good("'expression': '0 0 2 * * MON-FRI'", "expression", "?"),
        good("'expression': 'rate(0 minutes)'", "expression", "rate"),
        good("'expression': '" + "0,".repeat(300) + "'", "expression", "at most 500 characters"),
        good("'expression': '0 0 2 * * ?', 'zone': 'Mars/Base'", "zone", "such as Europe/Berlin"),
        good("'expression': 'every 1s', 'zone': 'UTC'", "zone", "leave it out"),
        good("'expression': 'every 1s', 'maxExecutions': 0", "maxExecutions", "1 or more"),
        good("'expression': 'every 1s', 'maxExecutions': '5'", "maxExecutions", "another type"),
        good("'expression': 'every 1s', 'maxExecutions': 1.5", "maxExecutions", "another type"));
  }

  private static Arguments order(String body, List<String> fields, String message) {
    return Arguments.of(body.replace('\'', '"'), fields, message);
  }

  private static Arguments good(String more, String field, String message) {
    return order("{" + GOOD + ", " + more + "}", List.of(field), message);
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("faultyOrders")
  void a_faulty_order_is_refused_with_every_field_at_fault(
      String body, List<String> fields, String message) {
    Answer answer = service.post("/schedule", body);
    assertProblem(answer, 400);
    List<JsonNode> errors = answer.body().get("errors").valueStream().toList();
    assertThat(errors).extracting(error -> error.get("field").asString()).isEqualTo(fields);
    assertThat(errors.getFirst().get("message").asString()).contains(message);
    assertThat(service.get("/list").body().get("jobs")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /result/nobody, 404, no job nobody is stored",
    "POST, /cancel/nobody, 404, no job nobody is stored",
    "GET,  /result/no%20body, 400, faults",
    "GET,  /list?limit=0, 400, not between 1 and 1000",
    "GET,  /list?limit=many, 400, faults",
    "GET,  /elsewhere, 404, No endpoint",
    "GET,  /schedule, 405, GET",
    "POST, /schedule, 415, ''",
    "DELETE, /cancel/nobody, 405, DELETE",
  })
  void a_request_that_cannot_be_served_is_answered_with_a_problem(
      String method, String path, int status, String detail) {
    Answer answer = service.send(method, path);
    assertProblem(answer, status);
    assertThat(answer.body().get("detail").asString()).contains(detail);
  }

  @Test
  void a_browser_page_of_another_site_cannot_schedule_by_a_plain_form() {
    assertProblem(service.post("/schedule", "text/plain", "{" + GOOD + "}"), 415);
  }

  @Test
  void a_body_that_is_too_large_or_too_deep_is_not_read_to_its_end() {
    assertProblem(service.post("/schedule", "\"" + "x".repeat(3_000_000) + "\""), 413);
    assertProblem(service.post("/schedule", "{\"payload\":" + "[".repeat(2_000)), 413);
  }

  @Test
  void a_function_that_aws_does_not_take_is_no_job() {
    Answer answer =
        service.post("/schedule", ("{" + GOOD + ", 'expression': 'every 1s'}").replace('\'', '"'));
    assertProblem(answer, 502);
    assertThat(answer.body().get("detail").asString()).contains("'punctual-job-", "Connect");
    assertThat(service.get("/list").body().get("jobs")).isEmpty();
  }

  static void assertProblem(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.body().get("status").asInt()).isEqualTo(status);
    assertThat(answer.body().propertyNames()).contains("type", "title", "detail");
  }
}
