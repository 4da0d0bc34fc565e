package dev.punctual.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.punctual.Handler;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.TimingThread;
import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures how late attempts begin with the timing loop on a virtual and on a platform thread, in
 * turn: one-shots spread over ten seconds, on a calm machine and while twice as many handlers as
 * cores compute without a pause. A measurement, not a test; run it with {@code mvn -q -Pfigures -pl
 * verification -am test-compile}.
 */
final class TimingThreadFigures {
  private static final int JOBS = 5_000;
  private static final Duration SPREAD = ofSeconds(10);
  private static final int ROUNDS = 3;

  private TimingThreadFigures() {}

  public static void main(String[] args) throws InterruptedException {
    System.out.println(
        "| timing thread | load | begun within 60 s | p50 ms | p99 ms | largest ms |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    for (int round = 0; round < ROUNDS; round++) {
      for (var kind : TimingThread.values()) {
        for (var burn : List.of(false, true)) {
          measure(kind, burn);
        }
      }
    }
  }

  private static void measure(TimingThread kind, boolean burn) throws InterruptedException {
    var lateMicros = new ConcurrentLinkedQueue<Long>();
    var begun = new CountDownLatch(JOBS);
    var over = new CountDownLatch(1);
    Handler<Payload> note =
        run -> {
          var late = Duration.between(run.scheduledTime(), Instant.now());
          lateMicros.add(late.toNanos() / 1_000);
          begun.countDown();
        };
    try (var scheduler =
        Scheduler.builder()
            .timingThread(kind)
            .drain(ofMillis(100))
            .handler(Target.handler("note"), note)
            .handler(Target.handler("burn"), run -> spinUntil(over))
            .start()) {
      var first = Instant.now().plusSeconds(4);
      scheduler.scheduleAll(jobs(first), IfExists.REJECT);
      for (int i = 0; burn && i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
        scheduler.schedule(
            Job.of("burn-" + i, Target.handler("burn"), Trigger.at(first.minusMillis(500))));
      }
      begun.await(60, TimeUnit.SECONDS);
      over.countDown();
    }
    print(kind, burn, lateMicros.stream().sorted().toList());
  }

  private static List<Job> jobs(Instant first) {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < JOBS; i++) {
      var due = first.plusNanos(SPREAD.toNanos() / JOBS * i);
      jobs.add(Job.of("note-" + i, Target.handler("note"), Trigger.at(due)));
    }
    return jobs;
  }

  private static void spinUntil(CountDownLatch over) {
    while (over.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  private static void print(TimingThread kind, boolean burn, List<Long> micros) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %s | %s | %d of %d | %s | %s | %s |",
            kind,
            burn ? "burning" : "calm",
            micros.size(),
            JOBS,
            millis(micros, 0.5),
            millis(micros, 0.99),
            millis(micros, 1)));
  }

  private static String millis(List<Long> micros, double quantile) {
    if (micros.isEmpty()) {
      return "–";
    }
    int index = (int) Math.min(micros.size() - 1L, (long) (micros.size() * quantile));
    return String.format(Locale.ROOT, "%.2f", micros.get(index) / 1_000.0);
  }
}
