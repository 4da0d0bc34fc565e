package dev.punctual.examples;

import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.SchedulerEvent;
import dev.punctual.Trigger;
import dev.punctual.http.HttpCall;
import dev.punctual.http.HttpExecutor;
import dev.punctual.http.SecretResolver;
import dev.punctual.sqlite.SqlitePersistence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Calls the URL of a Lambda function every minute, with a bearer token and a JSON body, and prints
 * what became of each call. The URL is in {@value #URL}, the token in {@value #TOKEN}; jobs and log
 * are in {@code report.db}. Runs until it is interrupted.
 */
public final class FunctionUrl {
  static final String URL = "REPORT_URL";
  static final String TOKEN = "REPORT_TOKEN";

  private FunctionUrl() {}

  /**
   * Runs it.
   *
   * @param args none
   * @throws InterruptedException if it is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    String url =
        Optional.ofNullable(System.getenv(URL))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "set "
                        + URL
                        + " to the URL of the function, and "
                        + TOKEN
                        + " to the token it expects"));
    var stopped = new CountDownLatch(1);
    try (var scheduler =
        jobs(url, SecretResolver.environment("REPORT_"))
            .persistence(SqlitePersistence.open(Path.of("report.db")))
            .on(SchedulerEvent.ExecutionEnded.class, event -> System.out.println(event.execution()))
            .start()) {
      Runtime.getRuntime().addShutdownHook(new Thread(scheduler::close));
      stopped.await();
    }
  }

  static SchedulerBuilder jobs(String url, SecretResolver secrets) {
    var report =
        HttpCall.post(url)
            .withBearer("${secret:TOKEN}")
            .withJson("{\"report\":true}")
            .withTimeout(Duration.ofSeconds(20));
    return Scheduler.builder()
        .executor("http", HttpExecutor.builder().secrets(secrets).build())
        .job(
            report
                .job("report", Trigger.every(Duration.ofMinutes(1)))
                .withRetry(Retry.fixed(2, Duration.ofSeconds(10))));
  }
}
