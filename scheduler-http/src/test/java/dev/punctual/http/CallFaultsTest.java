package dev.punctual.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever an exchange breaks: what the outcome is, and that no request is ever sent twice. */
class CallFaultsTest {
  private static final String CANARY = "canary-4111";
  private static final String NO_TLS = "HTTP/1.1 400 Use TLS\r\n\r\n";
  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration AMPLE = Duration.ofMinutes(1);

  /** Those that go on until the timeout of the call. */
  private static final Set<Fault> OUTLASTING =
      EnumSet.of(
          Fault.NEVER_ANSWERED,
          Fault.BYTE_BY_BYTE,
          Fault.BYTE_BY_BYTE_IN_THE_BODY,
          Fault.AN_ERROR_BYTE_BY_BYTE);

  /** What the target does, and what becomes of the attempt. */
  enum Fault {
    CLOSED_WITHIN_THE_REQUEST(Status.UNKNOWN, connection -> connection.readByte()),
    RESET_WITHIN_THE_REQUEST(
        Status.UNKNOWN,
        connection -> {
          connection.readByte();
          connection.reset();
        }),
    CLOSED_AFTER_THE_REQUEST(Status.UNKNOWN, connection -> connection.readRequest()),
    RESET_AFTER_THE_REQUEST(
        Status.UNKNOWN,
        connection -> {
          connection.readRequest();
          connection.reset();
        }),
    NEVER_ANSWERED(
        Status.UNKNOWN,
        connection -> {
          connection.readRequest();
          connection.stayUntilTheEnd();
        }),
    CLOSED_WITHIN_THE_HEADERS(Status.UNKNOWN, answer("HTTP/1.1 200 OK\r\nX-Echo: " + CANARY)),
    RESET_WITHIN_THE_BODY(
        Status.UNKNOWN,
        connection -> {
          answer("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n" + CANARY).serve(connection);
          connection.reset();
        }),
    CLOSED_WITHIN_THE_BODY(
        Status.UNKNOWN, answer("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n" + CANARY)),
    CLOSED_WITHIN_A_CHUNK(
        Status.UNKNOWN,
        answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n90\r\n" + CANARY)),
    A_CHUNK_WITHOUT_A_LENGTH(
        Status.UNKNOWN,
        answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz" + CANARY + "\r\n")),
    BYTE_BY_BYTE(Status.UNKNOWN, connection -> dribble(connection, "HTTP/1.1 200 OK\r\nX-A: ")),
    BYTE_BY_BYTE_IN_THE_BODY(
        Status.UNKNOWN,
        connection -> dribble(connection, "HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n")),
    NO_HTTP_AT_ALL(Status.UNKNOWN, answer(CANARY + " go away\r\n\r\n")),
    NO_HTTP_VERSION_THAT_IS_KNOWN(Status.UNKNOWN, answer("HTTP/9.9 200 OK\r\n\r\n")),
    ANOTHER_PROTOCOL(
        Status.UNKNOWN,
        answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")),
    ENDLESS_HEADERS(Status.UNKNOWN, connection -> endless(connection, "HTTP/1.1 200 OK\r\nX: ")),
    AN_ERROR_THAT_BREAKS_OFF(
        Status.FAILED, answer("HTTP/1.1 500 No\r\nContent-Length: 90\r\n\r\n" + CANARY)),
    AN_ERROR_BYTE_BY_BYTE(
        Status.FAILED,
        connection -> dribble(connection, "HTTP/1.1 503 No\r\nContent-Length: 999999\r\n\r\n")),
    AN_ENDLESS_ANSWER(
        Status.SUCCEEDED, connection -> endless(connection, "HTTP/1.1 200 OK\r\n\r\n")),
    ANNOUNCED_BY_OTHER_STATUSES(
        Status.SUCCEEDED,
        answer(
            String.join(
                "\r\n\r\n",
                "HTTP/1.1 102 Processing",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>",
                "HTTP/1.1 200 OK\r\nContent-Length: 0",
                "")));

    private final Status expected;

    @SuppressWarnings("ImmutableEnumChecker") // A lambda without state.
    private final RawTarget.Behaviour behaviour;

    Fault(Status expected, RawTarget.Behaviour behaviour) {
      this.expected = expected;
      this.behaviour = behaviour;
    }

    private static RawTarget.Behaviour answer(String text) {
      return connection -> {
        connection.readRequest();
        connection.write(text);
      };
    }

    private static void dribble(RawTarget.Connection connection, String head)
        throws IOException, InterruptedException {
      connection.readRequest();
      connection.write(head);
      while (true) {
        connection.write(".");
        Thread.sleep(20);
      }
    }

    private static void endless(RawTarget.Connection connection, String head) throws IOException {
      connection.readRequest();
      connection.write(head);
      while (true) {
        connection.write("x".repeat(10_000));
      }
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(Fault.values())
        .filter(fault -> !OUTLASTING.contains(fault))
        .flatMap(fault ->
            Stream.of("GET", "POST", "DELETE")
                .flatMap(method ->
                    Stream.of(false, true).map(reused -> Arguments.of(fault, method, reused))));
  }

  @ParameterizedTest(name = "{0} {1} connections reused: {2}")
  @MethodSource("faults")
  void each_has_its_outcome_after_one_request_and_shows_no_secret(
      Fault fault, String method, boolean reused) throws Exception {
    check(fault, method, reused, AMPLE);
  }

  @Test
  void what_outlasts_the_timeout_has_its_outcome_too() throws Exception {
    var checks = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var fault : OUTLASTING) {
        for (var method : List.of("GET", "POST")) {
          for (var reused : List.of(false, true)) {
            checks.add(
                threads.submit(() -> {
                  check(fault, method, reused, Duration.ofSeconds(6));
                  return fault;
                }));
          }
        }
      }
    }
    for (var check : checks) {
      assertThat(check.get()).isNotNull();
    }
  }

  private static void check(Fault fault, String method, boolean reused, Duration timeout)
      throws Exception {
    var builder = HttpExecutor.builder().secrets(name -> Optional.of(CANARY));
    if (reused) {
      builder.reuseConnections();
    }
    try (var target = new RawTarget(fault.behaviour);
        var executor = builder.build()) {
      var call = call(method, target.url("/run")).withTimeout(timeout);
      var outcome = executor.execute(Attempts.of(call));
      assertThat(outcome.status()).as(fault + outcome.text()).isEqualTo(fault.expected);
      assertThat(outcome.isRetryable()).isEqualTo(fault.expected != Status.SUCCEEDED);
      assertThat(outcome.text()).doesNotContain(CANARY).hasSizeLessThan(70_000);
      assertThat(target.requests()).hasSizeLessThanOrEqualTo(1);
    }
  }

  private static HttpCall call(String method, String url) {
    var call = HttpCall.of(method, url).withHeader("X-Key", "${secret:KEY}");
    return method.equals("POST") ? call.withJson("{\"a\":\"" + "b".repeat(20_000) + "\"}") : call;
  }

  @Test
  void a_refused_connection_is_not_started() throws Exception {
    int closed;
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      closed = server.getLocalPort();
    }
    assertNotStarted(
        HttpExecutor.create(), HttpCall.get("http://127.0.0.1:" + closed), "no connection");
  }

  @Test
  void an_unknown_host_is_not_started() throws Exception {
    var executor =
        HttpExecutor.builder()
            .lookup(host -> {
              throw new UnknownHostException(host);
            })
            .build();
    assertNotStarted(executor, HttpCall.get("http://nowhere.example/"), "has no address");
  }

  @Test
  void a_connection_that_is_never_made_is_not_started() throws Exception {
    var waiting = new ArrayList<SocketChannel>();
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 8; i++) {
        waiting.add(SocketChannel.open());
        waiting.getLast().configureBlocking(false);
        waiting.getLast().connect(server.getLocalSocketAddress());
      }
      var url = "http://127.0.0.1:" + server.getLocalPort();
      assertNotStarted(
          HttpExecutor.builder().connectTimeout(Duration.ofMillis(300)).build(),
          HttpCall.get(url),
          "no connection in time");
      assertNotStarted(
          HttpExecutor.create(), HttpCall.post(url).withTimeout(SHORT), "its 700 ms are up");
    } finally {
      for (var channel : waiting) {
        channel.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void a_tls_connection_that_is_not_made_in_time_is_not_started(String method) throws Exception {
    try (var target = new RawTarget(connection -> new CountDownLatch(1).await())) {
      assertNotStarted(
          HttpExecutor.create(),
          HttpCall.of(method, "https://127.0.0.1:" + target.port()).withTimeout(SHORT),
          "its 700 ms are up");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST"})
  void a_target_that_dies_with_the_request_is_unknown_although_it_then_refuses_connections(
      String method) throws Exception {
    var itself = new AtomicReference<RawTarget>();
    try (var target =
            new RawTarget(connection -> {
              connection.readRequest();
              itself.get().refuse();
            });
        var executor = HttpExecutor.create()) {
      itself.set(target);
      var outcome = executor.execute(Attempts.of(HttpCall.of(method, target.url("/"))));
      assertThat(outcome.status()).as(outcome.text()).isEqualTo(Status.UNKNOWN);
      assertThat(target.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void a_tls_connection_that_breaks_while_it_is_made_is_never_taken_for_an_answer(String method)
      throws Exception {
    for (RawTarget.Behaviour behaviour :
        List.<RawTarget.Behaviour>of(
            RawTarget.Connection::readByte,
            connection -> connection.write(NO_TLS),
            connection -> {
              connection.write(NO_TLS);
              new CountDownLatch(1).await();
            })) {
      try (var target = new RawTarget(behaviour);
          var executor = HttpExecutor.create()) {
        var call = HttpCall.of(method, "https://127.0.0.1:" + target.port()).withTimeout(SHORT);
        assertThat(executor.execute(Attempts.of(call)).status())
            .isIn(Status.UNKNOWN, Status.NOT_STARTED);
      }
    }
  }

  private static void assertNotStarted(HttpExecutor executor, HttpCall call, String why)
      throws InterruptedException {
    try (executor) {
      Outcome outcome = executor.execute(Attempts.of(call));
      assertThat(outcome.status()).as(outcome.text()).isEqualTo(Status.NOT_STARTED);
      assertThat(outcome.text()).contains(call + " was not sent", why);
    }
  }
}
