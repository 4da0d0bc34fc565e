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
    CREATE,
    UPDATE_CODE,
    UPDATE_CONFIGURATION,
    INVOKE,
    GET_ROLE,
    CREATE_ROLE,
    ATTACH_POLICY
  }

  /** One request. */
  record Request(Operation operation, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  /** What the stub does with a request that it has read. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

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

  /** A function as AWS shows it, ready unless the state says otherwise. */
  static Answer shown(LambdaFunction function, String role, String state, String... more) {
    FunctionCode code = function.code();
    StringBuilder json =
        new StringBuilder(
            """
            {"FunctionName":"%s","Runtime":"%s","Handler":"%s","CodeSha256":"%s","Role":"%s",\
            "MemorySize":%d,"Timeout":%d,"State":"%s"\
            """
                .formatted(
                    function.name(),
                    code.runtime(),
                    code.handler(),
                    code.sha256(),
                    role,
                    function.memory(),
                    function.timeout().toSeconds(),
                    state));
    for (int i = 0; i < more.length; i += 2) {
      json.append(",\"%s\":\"%s\"".formatted(more[i], more[i + 1]));
    }
    return ok(json.append('}').toString());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Operation operation = operation(exchange, body);
      requests.add(new Request(operation, Map.copyOf(exchange.getRequestHeaders()), body));
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
    String path = exchange.getRequestURI().getPath();
    return switch (exchange.getRequestMethod() + " " + path.replaceFirst(".*/", "")) {
      case "POST functions" -> Operation.CREATE;
      case "PUT code" -> Operation.UPDATE_CODE;
      case "PUT configuration" -> Operation.UPDATE_CONFIGURATION;
      case "GET configuration" -> Operation.LOOK;
      case "POST invocations" -> Operation.INVOKE;
      default ->
          body.contains("Action=GetRole")
              ? Operation.GET_ROLE
              : body.contains("Action=CreateRole")
                  ? Operation.CREATE_ROLE
                  : Operation.ATTACH_POLICY;
    };
  }

  @Override
  public void close() {
    latches.values().forEach(CountDownLatch::countDown);
    server.stop(0);
    threads.shutdownNow();
  }
}
