package dev.punctual.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.punctual.Handler;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.Persistence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures how late a job that runs every 100 ms starts while the other handlers keep the machine
 * busy: two per core that compute, a thousand that sleep, two hundred that sleep in native code and
 * so hold their carriers; and while each call of the store takes three seconds. A measurement, not
 * a test; arguments choose among the loads. Run it with {@code mvn -q -Pfigures
 * -Dfigures=BusyFigures -pl verification -am test-compile}.
 */
final class BusyFigures {
  private static final Duration LASTS = ofSeconds(20);
  private static final Duration WARM_UP = ofSeconds(3);
  private static final Duration HANGS = ofSeconds(3);

  private BusyFigures() {}

  /** What keeps the machine busy. */
  private enum Load {
    CALM(0, 0, 0, false),
    COMPUTING(2 * Runtime.getRuntime().availableProcessors(), 0, 0, false),
    SLEEPING(0, 1_000, 0, false),
    NATIVE(0, 0, 200, false),
    COMPUTING_AND_SLEEPING(2 * Runtime.getRuntime().availableProcessors(), 1_000, 0, false),
    ALL(2 * Runtime.getRuntime().availableProcessors(), 1_000, 200, false),
    HANGING_STORE(0, 0, 0, true);

    private final int computing;
    private final int sleeping;
    private final int inNative;
    private final boolean storeHangs;

    Load(int computing, int sleeping, int inNative, boolean storeHangs) {
      this.computing = computing;
      this.sleeping = sleeping;
      this.inNative = inNative;
      this.storeHangs = storeHangs;
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException, SQLException {
    System.out.println(
        "| load | starts of the 100 ms job in 20 s | p50 ms | p99 ms | largest ms |");
    System.out.println("| --- | --- | --- | --- | --- |");
    for (var load : Load.values()) {
      if (args.length == 0 || List.of(args).contains(load.name())) {
        measure(load);
      }
    }
  }

  private static void measure(Load load) throws IOException, InterruptedException, SQLException {
    var lateMicros = new ConcurrentLinkedQueue<Long>();
    var over = new CountDownLatch(1);
    var folder = Files.createTempDirectory("busy");
    var from = Instant.now().plus(WARM_UP);
    Handler<Payload> note =
        run -> {
          var now = Instant.now();
          if (run.scheduledTime().isAfter(from) && now.isBefore(from.plus(LASTS))) {
            lateMicros.add(Duration.between(run.scheduledTime(), now).toNanos() / 1_000);
          }
        };
    var builder =
        Scheduler.builder()
            .persistence(new SlowCommits(load.storeHangs))
            .drain(ofMillis(100))
            .handler(Target.handler("note"), note)
            .handler(Target.handler("compute"), run -> spinUntil(over))
            .handler(Target.handler("sleep"), run -> over.await())
            .handler(Target.handler("native"), run -> sleepInNative(folder.resolve("busy.db")));
    var url = "jdbc:sqlite:" + folder.resolve("busy.db");
    try (var lock = DriverManager.getConnection(url);
        var statement = lock.createStatement();
        var scheduler = builder.start()) {
      statement.execute("BEGIN IMMEDIATE");
      scheduler.schedule(Job.of("note", Target.handler("note"), Trigger.every(ofMillis(100))));
      scheduler.scheduleAll(jobs(load), IfExists.REJECT);
      over.await(
          Duration.between(Instant.now(), from.plus(LASTS)).toMillis(), TimeUnit.MILLISECONDS);
      over.countDown();
      statement.execute("ROLLBACK");
    }
    print(load, lateMicros.stream().sorted().toList());
  }

  private static List<Job> jobs(Load load) {
    var jobs = new ArrayList<Job>();
    add(jobs, "compute", load.computing);
    add(jobs, "sleep", load.sleeping);
    add(jobs, "native", load.inNative);
    return jobs;
  }

  private static void add(List<Job> jobs, String handler, int count) {
    for (int i = 0; i < count; i++) {
      var due = Instant.now().plusSeconds(1);
      jobs.add(Job.of(handler + "-" + i, Target.handler(handler), Trigger.at(due)));
    }
  }

  private static void spinUntil(CountDownLatch over) {
    while (over.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  /** Waits inside SQLite for a lock that another connection holds. */
  private static void sleepInNative(Path file) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + LASTS.toMillis());
      statement.execute("BEGIN IMMEDIATE");
    }
  }

  /** The fault that is measured, once the scheduler has begun. */
  private static final class SlowCommits extends Reopened {
    private final boolean hangs;
    private final Instant since = Instant.now().plus(WARM_UP);

    SlowCommits(boolean hangs) {
      super(Persistence.inMemory());
      this.hangs = hangs;
    }

    @Override
    public Set<JobId> commit(List<JobChange> changes) {
      if (hangs && Instant.now().isAfter(since)) {
        try {
          Thread.sleep(HANGS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return super.commit(changes);
    }
  }

  private static void print(Load load, List<Long> micros) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %s | %d | %s | %s | %s |",
            load.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            micros.size(),
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
