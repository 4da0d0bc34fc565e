package dev.punctual.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The Lambda and IAM APIs as a script: for each operation the answers in order, the last of which
 * is repeated; and all requests as they came.
 */
final class LambdaStub implements AutoCloseable {
  /** What can be asked of it. */
  enum Operation {
    LOOK,
    LOOK_CONFIGURATION,
    CREATE,
    UPDATE_CODE,
    UPDATE_CONFIGURATION,
    TAG,
    PUBLISH,
    CREATE_ALIAS,
    UPDATE_ALIAS,
    DELETE,
    INVOKE,
    LIST_EXECUTIONS,
    GET_EXECUTION,
    GET_ROLE,
    CREATE_ROLE,
    ATTACH_POLICY
  }

  /** One request. */
  record Request(Operation operation, String uri, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  /** What the stub does with a request that it has read. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private static final Map<String, Operation> PATHS =
      Map.ofEntries(
          Map.entry("GET /functions/[^/]+", Operation.LOOK),
          Map.entry("GET /functions/[^/]+/configuration", Operation.LOOK_CONFIGURATION),
          Map.entry("POST /functions", Operation.CREATE),
          Map.entry("PUT /functions/[^/]+/code", Operation.UPDATE_CODE),
          Map.entry("PUT /functions/[^/]+/configuration", Operation.UPDATE_CONFIGURATION),
          Map.entry("POST /tags/.*", Operation.TAG),
          Map.entry("POST /functions/[^/]+/versions", Operation.PUBLISH),
          Map.entry("POST /functions/[^/]+/aliases", Operation.CREATE_ALIAS),
          Map.entry("PUT /functions/[^/]+/aliases/.*", Operation.UPDATE_ALIAS),
          Map.entry("DELETE /functions/[^/]+", Operation.DELETE),
          Map.entry("POST /functions/[^/]+/invocations", Operation.INVOKE),
          Map.entry("GET /functions/[^/]+/durable-executions", Operation.LIST_EXECUTIONS),
          Map.entry("GET /durable-executions/.*", Operation.GET_EXECUTION));

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Operation, Deque<Answer>> script = new EnumMap<>(Operation.class);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();

  LambdaStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  LambdaStub on(Operation operation, Answer... answers) {
    script.put(operation, new ArrayDeque<>(List.of(answers)));
    return this;
  }

  List<Request> requests(Operation operation) {
    return requests.stream().filter(request -> request.operation() == operation).toList();
  }

  /** Whether such a request held the text. */
  boolean has(Operation operation, String text) {
    return requests(operation).stream().anyMatch(request -> request.body().contains(text));
  }

  List<Operation> operations() {
    return requests.stream().map(Request::operation).toList();
  }

  /** A gate that {@link #after} waits for. */
  CountDownLatch gate(String name) {
    return latches.computeIfAbsent(name, unused -> new CountDownLatch(1));
  }

  /** An answer that comes once the gate is open. */
  Answer after(String gate, Answer answer) {
    return exchange -> {
      gate(gate).await();
      answer.to(exchange);
    };
  }

  static Answer ok(String body, String... headers) {
    return answer(200, body, headers);
  }

  static Answer error(int status, String code, String message, String... headers) {
    List<String> all = new ArrayList<>(List.of("x-amzn-ErrorType", code));
    all.addAll(List.of(headers));
    return answer(status, "{\"Message\":\"" + message + "\"}", all.toArray(String[]::new));
  }

  static Answer answer(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Operation operation = operation(exchange, body);
      requests.add(
          new Request(
              operation,
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              body));
      next(operation).to(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Answer next(Operation operation) {
    Deque<Answer> answers = script.getOrDefault(operation, new ArrayDeque<>());
    return switch (answers.size()) {
      case 0 -> error(500, "ServiceException", "nothing scripted for " + operation);
      case 1 -> answers.getFirst();
      default -> answers.removeFirst();
    };
  }

  private static Operation operation(HttpExchange exchange, String body) {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/[0-9-]+", "");
    String request = exchange.getRequestMethod() + ' ' + path;
    return PATHS.entrySet().stream()
        .filter(entry -> request.matches(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> iam(body));
  }

  private static Operation iam(String body) {
    if (body.contains("Action=GetRole")) {
      return Operation.GET_ROLE;
    }
    return body.contains("Action=CreateRole") ? Operation.CREATE_ROLE : Operation.ATTACH_POLICY;
  }

  @Override
  public void close() {
    latches.values().forEach(CountDownLatch::countDown);
    server.stop(0);
    threads.shutdownNow();
  }
}
