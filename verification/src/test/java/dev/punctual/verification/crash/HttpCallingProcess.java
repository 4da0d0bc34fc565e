package dev.punctual.verification.crash;

import dev.punctual.Delivery;
import dev.punctual.Job;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.Trigger;
import dev.punctual.http.HttpCall;
import dev.punctual.http.HttpExecutor;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The process that is killed while its call waits for an answer. */
final class HttpCallingProcess {
  static final String SECRET = "canary-5105105105105100";

  private HttpCallingProcess() {}

  static Job job(String id, String url, Delivery delivery) {
    return HttpCall.post(url)
        .withBearer("${secret:TOKEN}")
        .withTimeout(Duration.ofSeconds(8))
        .job(id, Trigger.at(Instant.now()))
        .withDelivery(delivery)
        .withRetry(Retry.fixed(3, Duration.ofMillis(100)));
  }

  static Scheduler start(Path file) {
    return Scheduler.builder()
        .persistence(SqlitePersistence.open(file))
        .executor("http", HttpExecutor.builder().secrets(name -> Optional.of(SECRET)).build())
        .start();
  }

  public static void main(String[] args) throws IOException {
    var scheduler = start(Path.of(args[0]));
    var call =
        HttpCall.post(args[1])
            .withBearer("${secret:TOKEN}")
            .withTimeout(Duration.ofMinutes(10))
            .job("call", Trigger.at(Instant.now()))
            .withDelivery(Delivery.valueOf(args[2]));
    System.out.println(scheduler.schedule(call));
    while (System.in.read() >= 0) {
      System.out.println("running");
    }
    scheduler.close();
  }
}
