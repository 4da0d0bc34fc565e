package dev.punctual.docs;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Attempt;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.JobId;
import dev.punctual.Outcome;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.Trigger;
import dev.punctual.http.HttpCall;
import dev.punctual.http.HttpExecutor;
import dev.punctual.http.SecretResolver;
import dev.punctual.test.ScriptedExecutor;
import dev.punctual.test.TestScheduler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The code of the page about HTTP, and its table of outcomes, row by row. */
class HttpTest {
  private static final String SILENCE = "";

  /** What a row of the table means: what is called, and what a target on a socket answers. */
  private static Map<String, Outcome> rows() throws Exception {
    var rows = new LinkedHashMap<String, Outcome>();
    rows.put("an expected status", answered("204 Done"));
    rows.put("408, 425, 429 or 500 to 599", answered("429 Wait"));
    rows.put("any other status", answered("404 No"));
    rows.put("a redirect that is not followed", answered("302 Away\r\nLocation: //b.example/"));
    rows.put("an address that is refused", outcome(HttpCall.get("http://169.254.169.254/")));
    rows.put("a host without an address", outcome(HttpCall.get("http://nowhere.invalid/")));
    rows.put("no connection", outcome(HttpCall.get("http://127.0.0.1:" + closedPort())));
    rows.put("no TLS connection in time, or with a stranger", said("https", SILENCE));
    rows.put(
        "a secret that is not known",
        outcome(HttpCall.get("http://127.0.0.1:" + closedPort()).withBearer("${secret:A}")));
    rows.put("no answer within the timeout", said("http", SILENCE));
    rows.put("an answer that breaks off", answered("200 OK\r\nContent-Length: 90"));
    rows.put("an answer that is not HTTP", said("http", "\r\n\r\n"));
    return rows;
  }

  @Test
  void each_row_of_the_table_of_outcomes_is_what_happens() throws Exception {
    var rows =
        MarkdownTable.rows(
            "http.md", "what happened", "outcome", "retried", "retried at most once");
    var seen = rows();
    assertThat(rows)
        .extracting(row -> row.get("what happened"))
        .isEqualTo(List.copyOf(seen.keySet()));
    for (var row : rows) {
      var outcome = seen.get(row.get("what happened"));
      var status = outcome.status();
      assertThat(status.name().toLowerCase(Locale.ROOT).replace('_', ' '))
          .as(row + outcome.text())
          .isEqualTo(row.get("outcome"));
      assertThat(outcome.isRetryable() ? "yes" : "no")
          .as(row.toString())
          .isEqualTo(row.get("retried"));
      assertThat(status == Outcome.Status.NOT_STARTED ? "yes" : "no")
          .as(row.toString())
          .isEqualTo(row.get("retried at most once"));
    }
  }

  private static Outcome answered(String statusAndHeaders) throws Exception {
    return said("http", "HTTP/1.1 " + statusAndHeaders + "\r\n\r\n");
  }

  private static Outcome said(String scheme, String answer) throws Exception {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server, answer));
      var call = HttpCall.get(scheme + "://127.0.0.1:" + server.getLocalPort() + "/");
      return outcome(answer.equals(SILENCE) ? call.withTimeout(Duration.ofSeconds(5)) : call);
    }
  }

  private static void serve(ServerSocket server, String answer) {
    try (Socket socket = server.accept()) {
      var in = socket.getInputStream();
      boolean isOver = in.read(new byte[8_192]) < 0;
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      while (answer.equals(SILENCE) && !isOver) {
        isOver = in.read() < 0;
      }
    } catch (IOException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int closedPort() throws IOException {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      return server.getLocalPort();
    }
  }

  private static Outcome outcome(HttpCall call) throws InterruptedException {
    var attempt =
        Attempt.of(
            JobId.of("docs"),
            new ExecutionId("0123456789abcdefghijklmnopqrstuv"),
            call.target(),
            ExecutionKind.SCHEDULED,
            Instant.EPOCH,
            1,
            call.payload());
    try (var executor = HttpExecutor.builder().secrets(name -> Optional.empty()).build()) {
      return executor.execute(attempt);
    }
  }

  @Test
  void secrets_come_from_files_and_from_the_environment() {
    SecretResolver secrets =
        SecretResolver.files(Path.of("/run/secrets")).or(SecretResolver.environment("CALLS_"));
    assertThat(secrets.resolve("punctual-is-not-set")).isEmpty();
  }

  @Test
  void a_report_is_tried_again() {
    var http = ScriptedExecutor.answering(Outcome.retry("503"), Outcome.succeeded("{\"rows\":42}"));
    var builder =
        Scheduler.builder()
            .executor("http", http)
            .job(
                HttpCall.post("https://reports.example/run")
                    .withJson("{\"report\":true}")
                    .job("report", Trigger.every(ofMinutes(1)))
                    .withRetry(Retry.fixed(2, ofSeconds(10))));
    try (var time = TestScheduler.start(builder, "2026-03-01T00:00:30Z")) {
      time.advance(ofMinutes(2));
      assertThat(time.executions("report").getLast().result()).isEqualTo("{\"rows\":42}");
      assertThat(time.executions("report").getLast().attempts()).isEqualTo(2);
    }
  }
}
