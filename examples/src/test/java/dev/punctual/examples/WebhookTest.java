package dev.punctual.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.punctual.Target;
import dev.punctual.spi.JobExecutor;
import dev.punctual.tck.JobExecutorContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

/** The whole test of an executor: three targets, and the kit checks the rules. */
class WebhookTest extends JobExecutorContract {
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  WebhookTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/ok", exchange -> answer(exchange, 200));
    server.createContext("/broken", exchange -> answer(exchange, 500));
    server.createContext("/silent", exchange -> note(exchange));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void note(HttpExchange exchange) {
    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    note(exchange);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private Target<?> target(String path) {
    return Target.of("webhook", "http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Override
  protected JobExecutor create() {
    return new Webhook();
  }

  @Override
  protected Target<?> succeeding() {
    return target("/ok");
  }

  @Override
  protected Target<?> failing() {
    return target("/broken");
  }

  @Override
  protected Target<?> blocking() {
    return target("/silent");
  }

  @Override
  protected Optional<Target<?>> impossible() {
    return Optional.of(Target.of("webhook", "no URL"));
  }

  @Override
  protected Optional<List<String>> receivedKeys() {
    return Optional.of(keys);
  }
}
