package dev.punctual.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import dev.punctual.Payload;
import dev.punctual.Target;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpExecutorTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final Duration PROMPTLY = Duration.ofSeconds(10);

  @Test
  void a_call_is_sent_as_it_was_written_with_the_key_of_its_execution() throws Exception {
    try (var target = RawTarget.answering(OK);
        var executor = HttpExecutor.create()) {
      var call =
          HttpCall.put(target.url("/run?day=1"))
              .withHeader("X-Day", "one")
              .withJson("{\"report\":true}");
      assertThat(executor.execute(Attempts.of(call))).isEqualTo(Outcome.succeeded("ok"));
      assertThat(target.requests().getFirst())
          .startsWith("PUT /run?day=1 HTTP/1.1\r\n")
          .contains("\r\nHost: 127.0.0.1:" + target.port() + "\r\n")
          .contains("\r\nIdempotency-Key: " + Attempts.KEY + "\r\n")
          .contains("\r\nX-Day: one\r\n", "\r\nContent-Type: application/json\r\n")
          .contains("\r\nUser-Agent: Punctual\r\n")
          .doesNotContain("Upgrade")
          .endsWith("\r\n\r\n{\"report\":true}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "JSON,  {\"a\":1}, application/json",
        "TEXT,  hello ${secret:PATH}, text/plain; charset=utf-8",
        "BYTES, xyz, application/octet-stream",
        "NONE,  '', none"
      })
  void an_address_with_a_method_takes_the_payload_of_the_job_as_it_is(
      Payload.Format format, String body, String type) throws Exception {
    try (var target = RawTarget.answering(OK);
        var executor = HttpExecutor.builder().secrets(SecretResolver.environment()).build()) {
      var job = Target.of("http", "POST " + target.url("/hook"));
      var payload = Payload.of(format, body.getBytes(StandardCharsets.UTF_8));
      executor.validate(job, payload);
      assertThat(executor.execute(Attempts.of(job, payload)).text()).isEqualTo("ok");
      assertThat(target.requests().getFirst())
          .startsWith("POST /hook HTTP/1.1\r\n")
          .endsWith("\r\n\r\n" + body)
          .matches(request ->
              type == null
                  ? !request.contains("Content-Type")
                  : request.contains("\r\nContent-Type: " + type + "\r\n"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ftp://a.example/        | NONE | ''                   | does not begin with https://
          post https://a.example/ | NONE | ''                   | percent-encode
          CONNECT https://a.ex/   | NONE | ''                   | method 'CONNECT' is not one
          https://a.example/      | JSON | {}                   | write the method before the URL
          https://a.example/      | TEXT | hello                | method 'hello' is not one
          https://a.example/?${secret:A} | NONE | ''            | names secret 'A'
          http://[fe80::1%25eth0]/       | NONE | ''            | link-local
          http://169.254.169.254/latest  | NONE | ''            | link-local
          """)
  void what_can_never_work_is_refused_when_it_is_scheduled_and_fails_for_good_when_it_runs(
      String address, Payload.Format format, String body, String fault) throws Exception {
    try (var executor = HttpExecutor.create()) {
      var target = Target.of("http", address);
      var payload = Payload.of(format, body.getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> executor.validate(target, payload))
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContaining(fault);
      var outcome = executor.execute(Attempts.of(target, payload));
      assertThat(outcome.status()).isEqualTo(Status.FAILED);
      assertThat(outcome.isRetryable()).isFalse();
    }
  }

  @Test
  void the_schedulers_timeout_is_a_little_later_than_that_of_the_call() {
    try (var executor = HttpExecutor.create()) {
      assertThat(executor.timeout(Target.of("http", "GET https://a.example/")))
          .isEqualTo(Duration.ofSeconds(40));
      assertThat(executor.timeout(Target.of("http", "https://a.example/")))
          .isEqualTo(Duration.ofHours(1).plusSeconds(10));
    }
  }

  @Test
  void a_target_that_closes_or_resets_idle_connections_costs_no_call() throws Exception {
    try (var target =
            new RawTarget(connection -> {
              connection.readRequest();
              connection.write(OK);
              connection.readByte();
              connection.reset();
            });
        var executor = HttpExecutor.create()) {
      for (int i = 0; i < 20; i++) {
        var call = i % 2 == 0 ? HttpCall.get(target.url("/")) : HttpCall.post(target.url("/"));
        assertThat(executor.execute(Attempts.of(call))).isEqualTo(Outcome.succeeded("ok"));
      }
      assertThat(target.connections()).isEqualTo(20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE"})
  void where_connections_are_reused_one_that_breaks_is_unknown_and_nothing_is_sent_twice(
      String method) throws Exception {
    try (var target =
            new RawTarget(connection -> {
              connection.readRequest();
              connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              connection.readRequest();
            });
        var executor = HttpExecutor.builder().reuseConnections().build()) {
      var call = HttpCall.of(method, target.url("/"));
      assertThat(executor.execute(Attempts.of(call)).status()).isEqualTo(Status.SUCCEEDED);
      assertThat(executor.execute(Attempts.of(call)).status()).isEqualTo(Status.UNKNOWN);
      assertThat(target.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_interrupt_ends_the_call_at_the_target_too_and_leaves_it_unknown(boolean reused)
      throws Exception {
    var reached = new CountDownLatch(1);
    var ending = new AtomicReference<Object>();
    var builder = HttpExecutor.builder();
    if (reused) {
      builder.reuseConnections();
    }
    try (var target =
            new RawTarget(connection -> {
              connection.readRequest();
              reached.countDown();
              connection.stayUntilTheEnd();
            });
        var executor = builder.build()) {
      var thread = start(executor, HttpCall.post(target.url("/")).withText("a"), ending);
      reached.await();
      thread.interrupt();
      assertThat(thread.join(PROMPTLY)).isTrue();
      assertThat(((Outcome) ending.get()).status()).isEqualTo(Status.UNKNOWN);
      assertThat(((Outcome) ending.get()).text()).contains("interrupted");
      assertThat(target.wasHungUpOn()).isTrue();
    }
  }

  @Test
  void an_interrupt_before_anything_was_sent_is_passed_on() throws Exception {
    var looking = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    var ending = new AtomicReference<Object>();
    try (var executor =
        HttpExecutor.builder()
            .lookup(host -> {
              looking.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return List.of(InetAddress.getLoopbackAddress());
            })
            .build()) {
      var thread = start(executor, HttpCall.get("http://localhost:1/"), ending);
      looking.await();
      thread.interrupt();
      assertThat(thread.join(PROMPTLY)).isTrue();
      assertThat(ending.get()).isInstanceOf(InterruptedException.class);
    }
  }

  private static Thread start(
      HttpExecutor executor, HttpCall call, AtomicReference<Object> ending) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            ending.set(executor.execute(Attempts.of(call)));
          } catch (InterruptedException e) {
            ending.set(e);
          }
        });
  }

  @Test
  void the_timeout_also_holds_while_secrets_and_hosts_are_looked_up() throws Exception {
    var never = new CountDownLatch(1);
    SecretResolver waiting =
        name -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return Optional.empty();
        };
    try (var executor = HttpExecutor.builder().secrets(waiting).build()) {
      var call =
          HttpCall.get("http://localhost:1/?${secret:A}").withTimeout(Duration.ofMillis(200));
      var outcome = executor.execute(Attempts.of(call));
      assertThat(outcome.status()).isEqualTo(Status.NOT_STARTED);
      assertThat(outcome.text()).contains("its 200 ms are up");
    }
  }

  @Test
  void a_closed_executor_ends_what_runs_and_starts_nothing() throws Exception {
    var reached = new CountDownLatch(1);
    var ending = new AtomicReference<Object>();
    try (var target =
        new RawTarget(connection -> {
          connection.readRequest();
          reached.countDown();
          connection.stayUntilTheEnd();
        })) {
      var executor = HttpExecutor.create();
      var call = HttpCall.get(target.url("/"));
      var thread = start(executor, call, ending);
      reached.await();
      executor.close();
      assertThatCode(executor::close).doesNotThrowAnyException();
      assertThat(thread.join(PROMPTLY)).isTrue();
      assertThat(((Outcome) ending.get()).status()).isEqualTo(Status.UNKNOWN);
      assertThat(executor.execute(Attempts.of(call)).status()).isEqualTo(Status.NOT_STARTED);
    }
  }

  @Test
  void all_faults_of_a_configuration_are_reported_at_once() {
    var builder =
        HttpExecutor.builder()
            .allow("169.254.0.0/33")
            .allow("")
            .responseLimit(-1)
            .maxRedirects(6)
            .connectTimeout(Duration.ZERO);
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContainingAll(
            "allow '169.254.0.0/33'",
            "allow ''",
            "responseLimit -1",
            "maxRedirects 6",
            "connectTimeout PT0S");
  }
}
