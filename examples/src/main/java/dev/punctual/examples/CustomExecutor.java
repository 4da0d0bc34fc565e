package dev.punctual.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.punctual.Execution;
import dev.punctual.Job;
import dev.punctual.Payload;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Registers an executor of one's own, {@link Webhook}, and lets it call a server of this process
 * that says "503" at first: the retry carries the same key.
 */
public final class CustomExecutor {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private CustomExecutor() {}

  /**
   * Runs it.
   *
   * @param args none
   * @throws IOException if the server cannot be started
   */
  public static void main(String[] args) throws IOException {
    run(System.out);
  }

  static Execution run(PrintStream out) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var calls = new AtomicInteger();
    server.createContext("/", exchange -> answer(exchange, calls.incrementAndGet(), out));
    server.start();
    try (var scheduler = Scheduler.builder().executor("webhook", new Webhook()).start()) {
      var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      var target = Target.of("webhook", url);
      var job =
          scheduler.schedule(
              Job.of("notify", target, Payload.json("{}"), Trigger.at(scheduler.now()))
                  .withRetry(Retry.fixed(3, Duration.ofMillis(300))));
      var ended = scheduler.await(job.executions().items().getFirst().id(), PATIENCE);
      LogTable.print(List.of(ended), out);
      return ended;
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, int call, PrintStream out) throws IOException {
    try (exchange) {
      int status = call == 1 ? 503 : 200;
      var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      out.println("call " + call + " with key " + key + " is answered " + status);
      exchange.sendResponseHeaders(status, -1);
    }
  }
}
