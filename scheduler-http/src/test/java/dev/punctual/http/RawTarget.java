package dev.punctual.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A target on a raw socket: does with each connection what it is told, and remembers each request
 * that it has read.
 */
final class RawTarget implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

  private final ServerSocket server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final CountDownLatch hungUp = new CountDownLatch(1);

  /** What it does with a connection, which is closed afterwards. */
  @FunctionalInterface
  interface Behaviour {
    void serve(Connection connection) throws IOException, InterruptedException;
  }

  RawTarget(Behaviour behaviour) {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().start(() -> accept(behaviour));
  }

  /** One that reads a request and answers with this, on each connection. */
  static RawTarget answering(String answer) {
    return new RawTarget(connection -> {
      connection.readRequest();
      connection.write(answer);
    });
  }

  private void accept(Behaviour behaviour) {
    while (true) {
      try {
        var socket = server.accept();
        connections.add(socket);
        Thread.ofVirtual().start(() -> serve(behaviour, socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Behaviour behaviour, Socket socket) {
    try (socket) {
      behaviour.serve(new Connection(socket));
    } catch (IOException | InterruptedException e) {
      hungUp.countDown();
    }
  }

  /** A connection that was accepted. */
  final class Connection {
    private final Socket socket;

    private Connection(Socket socket) {
      this.socket = socket;
    }

    /** Reads one request to the end of its body. */
    String readRequest() throws IOException {
      var bytes = new ByteArrayOutputStream();
      while (!isComplete(text(bytes))) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new IOException("no request");
        }
        bytes.write(next);
      }
      requests.add(text(bytes));
      return text(bytes);
    }

    private static boolean isComplete(String text) {
      int end = text.indexOf("\r\n\r\n");
      var length = LENGTH.matcher(text);
      return end >= 0
          && text.length() - end - 4 >= (length.find() ? Integer.parseInt(length.group(1)) : 0);
    }

    private static String text(ByteArrayOutputStream bytes) {
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    void readByte() throws IOException {
      if (socket.getInputStream().read() < 0) {
        throw new IOException("no byte");
      }
    }

    void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /** Lets the connection end by a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
    }

    /** Says nothing until the other side ends the connection. */
    void stayUntilTheEnd() throws IOException {
      if (socket.getInputStream().read() < 0) {
        throw new IOException("the other side has closed");
      }
    }
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getLocalPort() + path;
  }

  int port() {
    return server.getLocalPort();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  int connections() {
    return connections.size();
  }

  /** Whether a connection ended by the other side's doing, within ten seconds. */
  boolean wasHungUpOn() throws InterruptedException {
    return hungUp.await(10, TimeUnit.SECONDS);
  }

  /** Takes no connections any more, as if its process had died. */
  void refuse() throws IOException {
    server.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var connection : connections) {
      connection.close();
    }
  }
}
