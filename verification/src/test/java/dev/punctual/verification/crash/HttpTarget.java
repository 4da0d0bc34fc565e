package dev.punctual.verification.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The target of HTTP calls, on a raw socket: what it does with a request is its path. It remembers
 * every request, and says back whatever it was told.
 */
final class HttpTarget implements AutoCloseable {
  private final ServerSocket server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Boolean> seen = new ConcurrentHashMap<>();
  private final CountDownLatch reached = new CountDownLatch(1);

  HttpTarget() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    while (true) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String request = read(socket);
      requests.add(request);
      reached.countDown();
      answer(socket, request);
    } catch (IOException e) {
      reached.countDown();
    }
  }

  /** To the end of the headers; these requests have no body. */
  private static String read(Socket socket) throws IOException {
    var bytes = new ByteArrayOutputStream();
    while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("no request");
      }
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private void answer(Socket socket, String request) throws IOException {
    String path = request.split(" ", 3)[1].replaceFirst("\\?.*", "");
    boolean isFirst = seen.put(path, true) == null;
    switch (path) {
      case "/hangs-first" -> {
        if (!isFirst || socket.getInputStream().read() >= 0) {
          write(socket, 200, request.length(), request);
        }
      }
      case "/resets-first" -> {
        if (isFirst) {
          socket.setSoLinger(true, 0);
        } else {
          write(socket, 200, request.length(), request);
        }
      }
      case "/half" -> write(socket, 200, 100_000, request);
      case "/garbage" -> send(socket, request);
      case "/away" ->
          send(
              socket,
              "HTTP/1.1 307 Away\r\nLocation: http://away.invalid/?"
                  + request.replaceAll("[^A-Za-z0-9-]", "")
                  + "\r\nContent-Length: 0\r\n\r\n");
      default -> write(socket, Integer.parseInt(path.substring(1)), request.length(), request);
    }
  }

  private static void write(Socket socket, int status, int length, String body) throws IOException {
    send(socket, "HTTP/1.1 " + status + " Echo\r\nContent-Length: " + length + "\r\n\r\n" + body);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getLocalPort() + path;
  }

  boolean awaitFirst() throws InterruptedException {
    return reached.await(60, TimeUnit.SECONDS);
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  /** The idempotency keys, in the order of arrival. */
  List<String> keys() {
    return requests.stream()
        .map(request -> request.replaceFirst("(?s).*Idempotency-Key: (\\w+)\r\n.*", "$1"))
        .toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
