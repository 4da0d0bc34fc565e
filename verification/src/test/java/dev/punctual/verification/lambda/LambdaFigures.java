package dev.punctual.verification.lambda;

import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.Trigger;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures 1,000 jobs that each invoke a Lambda function of 200 ms every ten seconds, on SQLite:
 * how late they start, and on how many platform threads. A measurement, not a test; run it with
 * {@code mvn -q -Pfigures -Dfigures=lambda.LambdaFigures -pl verification -am test-compile}.
 */
final class LambdaFigures {
  private static final int JOBS = 1_000;
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final int PERIODS = 6;
  private static final int COLD_PERIODS = 1;
  private static final Duration SETTLING = Duration.ofSeconds(15);

  private LambdaFigures() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    System.out.println(
        "| 1,000 jobs, each every 10 s | executions in 70 s | succeeded | calls at the function |"
            + " late p50 ms | p99 ms | largest ms | largest in the first 10 s, cold |"
            + " most platform threads | pinned |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    measure("spread evenly", PERIOD.dividedBy(JOBS));
    measure("all at the same instant", Duration.ZERO);
  }

  private static void measure(String what, Duration apart)
      throws IOException, InterruptedException {
    var coldMicros = new ConcurrentLinkedQueue<Long>();
    var lateMicros = new ConcurrentLinkedQueue<Long>();
    var succeeded = new ConcurrentLinkedQueue<Boolean>();
    var ended = new CountDownLatch(JOBS * (COLD_PERIODS + PERIODS));
    var store = Files.createTempDirectory("lambda-figures").resolve("jobs.db");
    Instant first = Instant.now().plus(SETTLING);
    Instant warm = first.plus(PERIOD.multipliedBy(COLD_PERIODS));
    Instant last = warm.plus(PERIOD.multipliedBy(PERIODS));
    try (var server = LambdaServerProcess.start();
        var scheduler =
            Scheduler.builder()
                .persistence(SqlitePersistence.open(store))
                .executor("lambda", LambdaJobs.executor(server.uri()))
                .on(
                    SchedulerEvent.ExecutionEnded.class,
                    event -> {
                      var execution = event.execution();
                      boolean isCold = execution.scheduledTime().isBefore(warm);
                      (isCold ? coldMicros : lateMicros)
                          .add(execution.lateness().toNanos() / 1_000);
                      succeeded.add(execution.error().isEmpty());
                      ended.countDown();
                    })
                .start()) {
      var jobs = new ArrayList<Job>();
      for (int i = 0; i < JOBS; i++) {
        Instant from = first.plus(apart.multipliedBy(i));
        jobs.add(
            Job.of(
                "job-" + i,
                LambdaJobs.BILLING.target(),
                Trigger.every(PERIOD, from).from(first).until(last)));
      }
      scheduler.scheduleAll(jobs, IfExists.REJECT);
      try (var watch = new Watch()) {
        ended.await(
            Duration.between(Instant.now(), last).plus(SETTLING).toMillis(), TimeUnit.MILLISECONDS);
        System.out.printf(
            Locale.ROOT,
            "| %s | %,d | %,d | %,d | %.0f | %.0f | %.0f | %.0f | %d | %s |%n",
            what,
            succeeded.size(),
            succeeded.stream().filter(success -> success).count(),
            server.counts()[0],
            millis(lateMicros, 0.5),
            millis(lateMicros, 0.99),
            millis(lateMicros, 1),
            millis(coldMicros, 1),
            watch.mostThreads(),
            watch.pinned());
      }
    }
  }

  private static double millis(Collection<Long> unsorted, double quantile) {
    List<Long> micros = unsorted.stream().sorted().toList();
    int index = (int) Math.min(micros.size() - 1L, (long) (micros.size() * quantile));
    return micros.get(index) / 1_000.0;
  }
}
