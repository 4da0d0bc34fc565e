package dev.punctual.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer means, by its status and what it asks for. */
class AnswersTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

  private static Outcome outcome(HttpCall call, RawTarget target) throws Exception {
    try (target;
        var executor = HttpExecutor.builder().clock(CLOCK).build()) {
      return executor.execute(Attempts.of(call));
    }
  }

  private static Outcome outcome(String answer) throws Exception {
    var target = RawTarget.answering(answer);
    return outcome(HttpCall.post(target.url("/run?day=1")), target);
  }

  @ParameterizedTest
  @CsvSource({
    "200, SUCCEEDED, false",
    "201, SUCCEEDED, false",
    "204, SUCCEEDED, false",
    "299, SUCCEEDED, false",
    "300, FAILED, false",
    "304, FAILED, false",
    "400, FAILED, false",
    "401, FAILED, false",
    "403, FAILED, false",
    "404, FAILED, false",
    "407, FAILED, false",
    "408, FAILED, true",
    "409, FAILED, false",
    "422, FAILED, false",
    "425, FAILED, true",
    "429, FAILED, true",
    "500, FAILED, true",
    "501, FAILED, true",
    "502, FAILED, true",
    "503, FAILED, true",
    "504, FAILED, true",
    "599, FAILED, true",
    "600, FAILED, false",
    "999, FAILED, false"
  })
  void a_status_says_whether_it_succeeded_and_whether_to_try_again(
      int status, Status expected, boolean again) throws Exception {
    var outcome = outcome("HTTP/1.1 " + status + " Why\r\nContent-Length: 0\r\n\r\n");
    assertThat(outcome.status()).isEqualTo(expected);
    assertThat(outcome.isRetryable()).isEqualTo(again);
    assertThat(outcome.text())
        .matches(
            expected == Status.SUCCEEDED ? "" : "POST http://127.0.0.1:\\d+/run answered \\d+");
  }

  @ParameterizedTest
  @CsvSource({
    "304, 304, SUCCEEDED",
    "'200-299, 404', 404, SUCCEEDED",
    "'200-299, 503', 503, SUCCEEDED",
    "302, 302, SUCCEEDED",
    "204, 200, FAILED"
  })
  void what_is_expected_is_a_success_whatever_the_status_is(
      String expected, int status, Status outcome) throws Exception {
    var target =
        RawTarget.answering(
            "HTTP/1.1 " + status + " Why\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
    var call = HttpCall.get(target.url("/")).withExpected(expected);
    assertThat(outcome(call, target).status()).isEqualTo(outcome);
    assertThat(target.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          503 | Retry-After: 7                                                                      | PT7S
          429 | retry-after:  120                                                                   | PT2M
          408 | Retry-After: 1                                                                      | PT1S
          425 | Retry-After: 1                                                                      | PT1S
          500 | Retry-After: 999999999                                                              | PT1H
          503 | Retry-After: Sun, 01 Mar 2026 12:00:30 GMT                                          | PT30S
          503 | Retry-After: Sun, 01 Mar 2026 07:00:10 GMT;Date: Sun, 01 Mar 2026 07:00:00 GMT      | PT10S
          503 | Retry-After: Sun, 01 Mar 2026 06:59:50 GMT;Date: Sun, 01 Mar 2026 07:00:00 GMT      | none
          503 | Retry-After: Sun, 01 Mar 2026 12:00:30 GMT;Date: today                              | PT30S
          503 | Retry-After: 0                                                                      | none
          503 | Retry-After: -5                                                                     | none
          503 | Retry-After: soon                                                                   | none
          503 | Retry-After: 99999999999999999999                                                   | none
          503 | X-Nothing: 1                                                                        | none
          404 | Retry-After: 7                                                                      | none
          """)
  void the_wait_that_an_answer_asks_for_is_kept_within_an_hour(
      int status, String headers, Duration wait) throws Exception {
    var outcome =
        outcome(
            "HTTP/1.1 "
                + status
                + " Why\r\n"
                + headers.replace(";", "\r\n")
                + "\r\nContent-Length: 0\r\n\r\n");
    assertThat(outcome.retryAfter().orElse(null)).isEqualTo(wait);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain; charset=ISO-8859-1, ISO-8859-1",
    "text/plain;charset=\"utf-16be\"; x=y, UTF-16BE",
    "application/json, UTF-8",
    "text/plain; charset=utf-8, UTF-8",
    "text/plain; charset=klingon, UTF-8",
    "text/plain; charset=%%%, UTF-8"
  })
  void a_result_is_read_in_the_charset_that_the_answer_names(String type, Charset charset)
      throws Exception {
    byte[] body = "größer".getBytes(charset);
    var target =
        new RawTarget(connection -> {
          connection.readRequest();
          connection.write(
              "HTTP/1.1 200 OK\r\nContent-Type: "
                  + type
                  + "\r\nContent-Length: "
                  + body.length
                  + "\r\n\r\n");
          connection.write(body);
        });
    assertThat(outcome(HttpCall.get(target.url("/")), target))
        .isEqualTo(Outcome.succeeded("größer"));
  }

  @Test
  void an_error_shows_the_beginning_of_the_answer_on_one_harmless_line() throws Exception {
    String body = "no\r\npaper\u0007 " + "x".repeat(2_000);
    var outcome = outcome("HTTP/1.1 500 Why\r\nContent-Length: 2012\r\n\r\n" + body);
    assertThat(outcome.text())
        .contains("answered 500: no\\u000d\\u000apaper\\u0007 xxx")
        .endsWith("x…")
        .hasSizeLessThan(700);
  }

  @Test
  void of_a_long_answer_the_beginning_is_kept() throws Exception {
    var target =
        RawTarget.answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + "y".repeat(300_000));
    assertThat(outcome(HttpCall.get(target.url("/")), target))
        .isEqualTo(Outcome.succeeded("y".repeat(65_536)));
  }

  @Test
  void an_answer_without_end_is_not_waited_for_and_costs_no_memory() {
    var body = new CappedBody(1_000);
    var cancelled = new AtomicBoolean();
    body.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {}

          @Override
          public void cancel() {
            cancelled.set(true);
          }
        });
    int pieces = 0;
    while (!cancelled.get() && pieces < 1_000) {
      body.onNext(List.of(ByteBuffer.allocate(16_384)));
      pieces++;
    }
    assertThat(pieces).isEqualTo(65);
    assertThat(body.getBody()).isCompletedWithValue(body);
    assertThat(body.bytes()).hasSize(1_000);
    assertThat(body.isCut()).isTrue();
  }

  @Test
  void a_head_and_an_empty_answer_succeed_without_a_result() throws Exception {
    var target = RawTarget.answering("HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n");
    assertThat(outcome(HttpCall.head(target.url("/")), target)).isEqualTo(Outcome.succeeded(""));
    assertThat(target.requests().getFirst()).startsWith("HEAD / HTTP/1.1\r\n");
  }
}
