package dev.punctual.verification.store;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.Overlap;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.sqlite.SqlitePersistence;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** S5 on real threads and the real clock, since the wait is SQLite's own. */
class ForeignWriterTest {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignWriterTest.class);
  private static final Duration PERIOD = ofMillis(250);
  private static final Duration HOLD = ofSeconds(3);
  private static final int RUNS_AFTERWARDS = 5;

  @TempDir private Path folder;
  private final ConcurrentLinkedQueue<Instant> ran = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<SchedulerEvent> storeChanges = new ConcurrentLinkedQueue<>();
  private final CountDownLatch begun = new CountDownLatch(2);
  private final CountDownLatch afterwards = new CountDownLatch(RUNS_AFTERWARDS);
  private volatile Instant released = Instant.MAX;

  private void run(Instant scheduled) {
    ran.add(scheduled);
    begun.countDown();
    if (scheduled.isAfter(released)) {
      afterwards.countDown();
    }
  }

  @Test
  void a_foreign_writer_that_holds_the_lock_for_3_s_fails_nothing_and_delays_by_no_more_than_that()
      throws Exception {
    Path file = folder.resolve("jobs.db");
    var job =
        Job.of("tick", Target.handler("tick"), Trigger.every(PERIOD))
            .withOverlap(Overlap.queue(100));
    try (var scheduler =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(file))
            .handler(Target.handler("tick"), attempt -> run(attempt.scheduledTime()))
            .on(SchedulerEvent.StoreChanged.class, storeChanges::add)
            .start()) {
      scheduler.schedule(job);
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      holdTheLock(file);
      assertThat(afterwards.await(20, TimeUnit.SECONDS)).isTrue();
      scheduler.job("tick").pause("seen enough");
      check(scheduler.executions(ExecutionQuery.ofJob("tick").limit(1_000)).items());
    }
  }

  /** The hold is the fault that is tested. */
  private void holdTheLock(Path file) throws SQLException {
    try (Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = foreign.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      statement.execute("BEGIN IMMEDIATE");
      CompletableFuture.runAsync(() -> {}, delayedExecutor(HOLD.toMillis(), TimeUnit.MILLISECONDS))
          .join();
      statement.execute("ROLLBACK");
      released = Instant.now();
    }
  }

  private void check(List<Execution> lines) {
    var started = lines.stream().filter(line -> line.end().isPresent()).toList();
    assertThat(started)
        .allSatisfy(line -> assertThat(line.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
    assertThat(started.reversed().stream().map(Execution::scheduledTime).toList())
        .hasSizeGreaterThanOrEqualTo(ran.size() - 1)
        .isEqualTo(ran.stream().limit(started.size()).toList());
    for (int i = 1; i < started.size(); i++) {
      var distance =
          Duration.between(started.get(i).scheduledTime(), started.get(i - 1).scheduledTime());
      assertThat(distance).as("no scheduled time is left out").isEqualTo(PERIOD);
    }
    var latest =
        started.stream()
            .map(line -> Duration.between(line.scheduledTime(), line.start().orElseThrow()))
            .max(Duration::compareTo)
            .orElseThrow();
    assertThat(latest).isBetween(ofSeconds(1), HOLD.plusSeconds(1));
    assertThat(storeChanges).isEmpty();
    LOG.info("a foreign writer held the lock for {}: at most {} late", HOLD, latest);
  }
}
