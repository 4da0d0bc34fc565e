package dev.punctual.examples;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.test.TestScheduler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Minutes pass in virtual time; the server and the calls are real. */
class FunctionUrlTest {
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
  private HttpServer function;

  @BeforeEach
  void serve() throws IOException {
    function = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    function.createContext("/", this::answer);
    function.start();
  }

  @AfterEach
  void stop() {
    function.stop(0);
  }

  /** The second call finds it overloaded. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      seen.add(exchange.getRequestMethod() + " " + headers.getFirst("Authorization") + " " + body);
      keys.add(headers.getFirst("Idempotency-Key"));
      var answer = "{\"rows\":42}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(seen.size() == 2 ? 503 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Test
  void the_function_is_called_every_minute_and_again_when_it_was_overloaded() {
    String url = "http://127.0.0.1:" + function.getAddress().getPort() + "/";
    var builder = FunctionUrl.jobs(url, name -> Optional.of("t0ken of " + name));
    try (var time = TestScheduler.start(builder, "2026-03-01T00:00:30Z")) {
      time.advance(ofMinutes(3));
      assertThat(time.executions("report"))
          .hasSize(3)
          .allMatch(line -> line.status() == ExecutionStatus.SUCCEEDED)
          .allMatch(line -> line.result().equals("{\"rows\":42}"));
      assertThat(time.executions("report"))
          .extracting(Execution::attempts)
          .containsExactly(1, 2, 1);
    }
    assertThat(seen).hasSize(4).containsOnly("POST Bearer t0ken of TOKEN {\"report\":true}");
    assertThat(keys.get(1)).isEqualTo(keys.get(2));
    assertThat(keys).doesNotContainNull();
    assertThat(new TreeSet<>(keys)).hasSize(3);
  }
}
