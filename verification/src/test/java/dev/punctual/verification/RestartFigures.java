package dev.punctual.verification;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static java.time.temporal.ChronoUnit.MILLIS;

import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures how soon a new process runs the first due job of a store with 10,000 jobs: all but one
 * idle, or all overdue. A measurement, not a test; run it with {@code mvn -q -Pfigures
 * -Dfigures=RestartFigures -pl verification -am test-compile}.
 */
final class RestartFigures {
  private static final int JOBS = 10_000;
  private static final int ROUNDS = 3;

  /** Time enough to store the jobs and to close before the first of them is due. */
  private static final Duration FILLING = ofSeconds(15);

  private static final Target<?> WORK = Target.handler("work");

  private RestartFigures() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0) {
      start(Path.of(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[2]));
      return;
    }
    System.out.println(
        "| 10,000 jobs | ms from the new process to its first start | from opening the store |"
            + " until all that was due had started |");
    System.out.println("| --- | --- | --- | --- |");
    for (int due : List.of(1, JOBS)) {
      for (int round = 0; round < ROUNDS; round++) {
        var folder = Files.createTempDirectory("restart");
        var dueTime = Instant.now().plus(FILLING);
        fill(folder, due, dueTime);
        new CountDownLatch(1).await(Instant.now().until(dueTime, MILLIS), TimeUnit.MILLISECONDS);
        System.out.print("| " + due + " due ");
        restart(folder, due);
      }
    }
  }

  private static void fill(Path folder, int due, Instant dueTime) {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < JOBS; i++) {
      var time = i < due ? dueTime : dueTime.plus(ofHours(1 + i % 1_000));
      jobs.add(Job.of("job-" + i, WORK, Trigger.at(time)));
    }
    try (var scheduler =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(folder.resolve("jobs.db")))
            .handler(Target.handler("work"), run -> {})
            .start()) {
      scheduler.scheduleAll(jobs, IfExists.REJECT);
    }
  }

  private static void restart(Path folder, int due) throws IOException, InterruptedException {
    var child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            RestartFigures.class.getName(),
            folder.toString(),
            Integer.toString(due),
            Long.toString(System.currentTimeMillis()));
    child.inheritIO().start().waitFor();
  }

  /** The new process; the jobs are due by now. */
  private static void start(Path folder, int due, long spawned) throws InterruptedException {
    long opened = System.currentTimeMillis();
    var first = new CountDownLatch(1);
    var all = new CountDownLatch(due);
    var scheduler =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(folder.resolve("jobs.db")))
            .handler(
                Target.handler("work"),
                run -> {
                  first.countDown();
                  all.countDown();
                })
            .start();
    first.await();
    long begun = System.currentTimeMillis();
    all.await();
    long done = System.currentTimeMillis();
    System.out.printf("| %d | %d | %d |%n", begun - spawned, begun - opened, done - spawned);
    scheduler.close();
  }
}
