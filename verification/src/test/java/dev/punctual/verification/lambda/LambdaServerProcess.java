package dev.punctual.verification.lambda;

import dev.punctual.verification.crash.ChildProcess;
import dev.punctual.verification.lambda.LambdaServer.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;

/** A Lambda of its own process, whose function takes 200 ms, for measurements of the caller. */
final class LambdaServerProcess implements AutoCloseable {
  static final Duration WORK = Duration.ofMillis(200);

  private final Process process;
  private final BufferedReader said;
  private final PrintWriter asked;
  private final URI uri;

  private LambdaServerProcess(Process process) throws IOException {
    this.process = process;
    this.said = process.inputReader(StandardCharsets.UTF_8);
    this.asked = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.uri = URI.create(said.readLine());
  }

  static LambdaServerProcess start() throws IOException {
    var folder = Files.createTempDirectory("lambda-server");
    return new LambdaServerProcess(ChildProcess.of(folder, LambdaServerProcess.class).start());
  }

  public static void main(String[] args) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (var server = new LambdaServer(call -> Reply.ANSWERS, WORK)) {
      System.out.println(server.uri());
      while (in.readLine() != null) {
        System.out.println(server.callCount() + " " + server.connectionCount());
      }
    }
  }

  URI uri() {
    return uri;
  }

  /** The calls and the connections that it has seen so far. */
  int[] counts() throws IOException {
    asked.println();
    var words = said.readLine().split(" ", -1);
    return new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[1])};
  }

  @Override
  public void close() {
    asked.close();
    process.destroy();
  }
}
