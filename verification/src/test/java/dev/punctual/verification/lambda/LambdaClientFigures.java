package dev.punctual.verification.lambda;

import com.sun.management.OperatingSystemMXBean;
import dev.punctual.Attempt;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.JobId;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.lambda.LambdaExecutor;
import dev.punctual.verification.crash.ChildProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Compares Apache HttpClient 5, as the executor configures it, with {@code HttpURLConnection}: many
 * invocations of 200 ms in flight at once on virtual threads, each round in a process of its own. A
 * measurement, not a test; run it with {@code mvn -q -Pfigures -Dfigures=lambda.LambdaClientFigures
 * -pl verification -am test-compile}.
 */
final class LambdaClientFigures {
  private static final List<String> CLIENTS = List.of("Apache 5", "HttpURLConnection");
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 300;

  private LambdaClientFigures() {}

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    if (args.length > 0) {
      measure(args[0], Integer.parseInt(args[1]));
      return;
    }
    System.out.println(
        "| client | in flight | succeeded | ms for all | ms for all again | CPU ms | connections |"
            + " most platform threads | pinned | heap MB | resident MB |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (int many : new int[] {1_000, 2_000}) {
      for (int round = 0; round < ROUNDS; round++) {
        for (String client : CLIENTS) {
          var folder = Files.createTempDirectory("lambda-client");
          ChildProcess.of(folder, LambdaClientFigures.class, client, Integer.toString(many))
              .inheritIO()
              .start()
              .waitFor();
        }
      }
    }
  }

  private static void measure(String client, int many)
      throws IOException, InterruptedException, ExecutionException {
    try (var server = LambdaServerProcess.start();
        var executor = executor(client, server)) {
      invoke(executor, WARM_UP);
      int before = server.counts()[1];
      try (var watch = new Watch()) {
        long cpu = cpuNanos();
        long begun = System.nanoTime();
        int succeeded = invoke(executor, many);
        long first = System.nanoTime() - begun;
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        begun = System.nanoTime();
        succeeded += invoke(executor, many);
        long second = System.nanoTime() - begun;
        System.out.printf(
            Locale.ROOT,
            "| %s | %,d | %,d of %,d | %,d | %,d | %,d | %,d | %d | %s | %d | %d |%n",
            client,
            many,
            succeeded,
            2 * many,
            first / 1_000_000,
            second / 1_000_000,
            (cpuNanos() - cpu) / 1_000_000,
            server.counts()[1] - before,
            watch.mostThreads(),
            watch.pinned(),
            heap >> 20,
            residentKilobytes() >> 10);
      }
    }
  }

  private static LambdaExecutor executor(String client, LambdaServerProcess server) {
    if (client.equals(CLIENTS.getFirst())) {
      return LambdaJobs.executor(server.uri());
    }
    return LambdaExecutor.builder()
        .client(builder ->
            builder
                .endpointOverride(server.uri())
                .region(Region.US_EAST_1)
                .httpClientBuilder(defaults -> new UrlConnectionHttpClient())
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret"))))
        .build();
  }

  private static int invoke(LambdaExecutor executor, int many)
      throws InterruptedException, ExecutionException {
    int succeeded = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes = new ArrayList<Future<Outcome>>();
      for (int i = 0; i < many; i++) {
        var attempt = attempt(i);
        outcomes.add(threads.submit(() -> executor.execute(attempt)));
      }
      for (Future<Outcome> outcome : outcomes) {
        succeeded += outcome.get().status() == Outcome.Status.SUCCEEDED ? 1 : 0;
      }
    }
    return succeeded;
  }

  private static Attempt<Payload> attempt(int serial) {
    return Attempt.of(
        JobId.of("figures"),
        new ExecutionId(String.format(Locale.ROOT, "figures%016d", serial)),
        LambdaJobs.BILLING.target(),
        ExecutionKind.SCHEDULED,
        Instant.EPOCH,
        1,
        Payload.json("{\"n\":" + serial + "}"));
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
