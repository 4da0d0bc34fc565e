package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import dev.punctual.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrokenExchangeTest {
  private static final LambdaFunction BILLING = LambdaFunction.existing("billing");

  /** Where the other side breaks the exchange. */
  enum Break {
    RESET_BEFORE_THE_REQUEST_IS_READ,
    RESET_WITHIN_THE_REQUEST,
    CLOSED_AFTER_THE_REQUEST,
    RESET_AFTER_THE_REQUEST,
    RESET_WITHIN_THE_HEADERS,
    CLOSED_WITHIN_THE_BODY,
    NO_HTTP_AT_ALL
  }

  @ParameterizedTest
  @EnumSource
  void wherever_a_sent_request_is_broken_the_outcome_is_unknown_after_one_request(Break where)
      throws Exception {
    var connections = new AtomicInteger();
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server, where, connections));
      try (LambdaExecutor executor = executor(server.getLocalPort())) {
        Outcome outcome =
            executor.execute(Attempts.of(BILLING, Payload.json('"' + "x".repeat(200_000) + '"')));
        assertThat(outcome.status()).as(outcome.text()).isEqualTo(Status.UNKNOWN);
      }
    }
    assertThat(connections).hasValue(1);
  }

  @Test
  void a_refused_connection_and_an_unknown_host_are_not_started() throws Exception {
    int closed;
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      closed = server.getLocalPort();
    }
    for (String endpoint : new String[] {"http://127.0.0.1:" + closed, "http://no.invalid"}) {
      try (LambdaExecutor executor = StubbedExecutors.at(URI.create(endpoint)).build()) {
        Outcome outcome = executor.execute(Attempts.of(BILLING, Payload.none()));
        assertThat(outcome.status()).as(outcome.text()).isEqualTo(Status.NOT_STARTED);
      }
    }
  }

  private static LambdaExecutor executor(int port) {
    return StubbedExecutors.at(URI.create("http://127.0.0.1:" + port)).build();
  }

  private static void serve(ServerSocket server, Break where, AtomicInteger connections) {
    while (true) {
      try (Socket socket = server.accept()) {
        connections.incrementAndGet();
        breakOff(socket, where);
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void breakOff(Socket socket, Break where) throws IOException {
    switch (where) {
      case RESET_BEFORE_THE_REQUEST_IS_READ -> socket.setSoLinger(true, 0);
      case RESET_WITHIN_THE_REQUEST -> {
        socket.getInputStream().readNBytes(10);
        socket.setSoLinger(true, 0);
      }
      case CLOSED_AFTER_THE_REQUEST -> readRequest(socket);
      case RESET_AFTER_THE_REQUEST -> {
        readRequest(socket);
        socket.setSoLinger(true, 0);
      }
      case RESET_WITHIN_THE_HEADERS -> {
        readRequest(socket);
        write(socket, "HTTP/1.1 200 OK\r\nContent-Le");
        socket.setSoLinger(true, 0);
      }
      case CLOSED_WITHIN_THE_BODY -> {
        readRequest(socket);
        write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":");
      }
      case NO_HTTP_AT_ALL -> {
        readRequest(socket);
        write(socket, "go away\r\n\r\n");
      }
    }
  }

  private static void readRequest(Socket socket) throws IOException {
    var seen = new StringBuilder();
    var buffer = new byte[8_192];
    while (!seen.toString().endsWith("x\"")) {
      int read = socket.getInputStream().read(buffer);
      seen.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }
}
