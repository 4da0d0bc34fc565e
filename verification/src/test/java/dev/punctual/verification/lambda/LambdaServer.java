package dev.punctual.verification.lambda;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda as far as an invocation and a look at durable executions go, on raw sockets, so that it
 * can also not answer and reset. It writes down each call before it does anything about it.
 */
final class LambdaServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)");
  private static final Pattern CONTEXT = Pattern.compile("x-amz-client-context: (\\S+)");
  private static final Pattern FIELDS =
      Pattern.compile("\"key\":\"(\\w+)\",\"job\":\"([^\"]+)\".*\"attempt\":\"(\\d+)\"");
  private static final Pattern NAME = Pattern.compile("durableexecutionname=(\\w+)");

  /** What is done about a call. */
  enum Reply {
    ANSWERS,
    HANGS,
    RESETS
  }

  /** What the function was told. */
  record Call(String job, String key, int attempt) {}

  private final Function<Call, Reply> behaviour;
  private final Duration work;
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> succeeded = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ServerSocket server;

  LambdaServer(Function<Call, Reply> behaviour, Duration work) {
    this.behaviour = behaviour;
    this.work = work;
    try {
      server = new ServerSocket(0, 10_000, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  synchronized List<Call> calls(String job) {
    return calls.stream().filter(call -> call.job().equals(job)).toList();
  }

  synchronized int callCount() {
    return calls.size();
  }

  int connectionCount() {
    return connections.get();
  }

  /** Waits until so many calls have come. */
  synchronized void awaitCalls(int count) throws InterruptedException {
    while (calls.size() < count) {
      wait();
    }
  }

  /** From now on the durable execution of this name has succeeded. */
  void succeed(String name) {
    succeeded.add(name);
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream());
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        Matcher length = LENGTH.matcher(head);
        in.skipNBytes(length.find() ? Long.parseLong(length.group(1)) : 0);
        if (head.contains("/invocations")) {
          invoke(socket, head);
        } else {
          answer(socket, durable(head));
        }
      }
    } catch (IOException e) {
      // The other side has gone, which is what some tests are about.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The request line and the headers in lower case; empty at the end. */
  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (c == '\n' && head.length() > 3 && head.charAt(head.length() - 3) == '\n') {
        return withContext(head.toString());
      }
    }
    return "";
  }

  /** The context is base64, and so the one header whose case matters. */
  private static String withContext(String head) {
    String lower = head.toLowerCase(Locale.ROOT);
    Matcher context = CONTEXT.matcher(lower);
    return context.find()
        ? lower.replace(context.group(1), head.substring(context.start(1), context.end(1)))
        : lower;
  }

  private void invoke(Socket socket, String head) throws IOException, InterruptedException {
    Call call = call(head);
    synchronized (this) {
      calls.add(call);
      notifyAll();
    }
    switch (behaviour.apply(call)) {
      case ANSWERS -> {
        Thread.sleep(work);
        answer(socket, "\"done\"");
      }
      case HANGS -> closed.await();
      case RESETS -> {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    }
  }

  private static Call call(String head) {
    Matcher context = CONTEXT.matcher(head);
    String json =
        context.find()
            ? new String(Base64.getDecoder().decode(context.group(1)), StandardCharsets.UTF_8)
            : "";
    Matcher fields = FIELDS.matcher(json);
    return fields.find()
        ? new Call(fields.group(2), fields.group(1), Integer.parseInt(fields.group(3)))
        : new Call("", "", 0);
  }

  private String durable(String head) {
    Matcher name = NAME.matcher(head);
    if (!name.find()) {
      return "{\"Status\":\"SUCCEEDED\",\"Result\":\"\\\"done meanwhile\\\"\"}";
    }
    return succeeded.contains(name.group(1))
        ? "{\"DurableExecutions\":[{\"DurableExecutionName\":\"%1$s\",\"Status\":\"SUCCEEDED\",\"DurableExecutionArn\":\"arn:%1$s\"}]}"
            .formatted(name.group(1))
        : "{\"DurableExecutions\":[]}";
  }

  private static void answer(Socket socket, String body) throws IOException {
    String response =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
