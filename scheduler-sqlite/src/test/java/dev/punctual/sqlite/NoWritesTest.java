package dev.punctual.sqlite;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CatchUp;
import dev.punctual.Job;
import dev.punctual.JobQuery;
import dev.punctual.Outcome;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.JobExecutor;
import dev.punctual.test.TestScheduler;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * S5 and S6: a store that can be read but not written, because the disk is full, the file has
 * become read-only, or a foreign connection holds the lock. Nothing runs without a stored claim,
 * nothing is recorded that did not happen, and service resumes by itself.
 */
class NoWritesTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int JOBS = 10;
  private static final Duration PERIOD = ofSeconds(2);

  @TempDir private Path folder;
  private final Seen seen = new Seen();
  private final TroubledWriter writer = new TroubledWriter();
  private final List<Boolean> reachable = new CopyOnWriteArrayList<>();

  private TestScheduler start() {
    JobExecutor wordy =
        attempt -> {
          seen.add(attempt);
          return Outcome.succeeded("all is well ".repeat(100));
        };
    var builder =
        Scheduler.builder()
            .persistence(writer.open(folder.resolve("jobs.db")))
            .executor("wordy", wordy)
            .on(SchedulerEvent.StoreChanged.class, event -> reachable.add(event.reachable()));
    for (int i = 0; i < JOBS; i++) {
      builder.job(
          Job.of("job-" + i, Target.of("wordy", "x"), Trigger.every(PERIOD, first(i)))
              .withCatchUp(CatchUp.all()));
    }
    return TestScheduler.start(builder, START);
  }

  private static Instant first(int job) {
    return START.plusMillis(150L * (job + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRAGMA max_page_count = 1", "PRAGMA query_only = ON"})
  void twenty_times_writes_fail_for_20_s_and_each_time_all_jobs_run_again_within_10_s(
      String trouble) throws SQLException {
    try (var time = start()) {
      var slowest = Duration.ZERO;
      for (int round = 0; round < 20; round++) {
        String what = trouble + ", round " + round;
        time.advance(ofMillis(20_000 + 730L * round));
        writer.trouble(trouble);
        time.advance(ofSeconds(20));
        assertThat(time.scheduler().health().storeReachable()).as(what).isFalse();

        writer.free();
        var back = time.now();
        time.advance(ofSeconds(10));
        slowest = max(slowest, backInService(back, what));
        assertThat(time.scheduler().health().storeReachable()).as(what).isTrue();
      }
      everyScheduledTimeRanOnce(time);
      assertThat(slowest).isLessThan(ofSeconds(5));
    }
    assertThat(Sql.query(folder.resolve("jobs.db"), "PRAGMA integrity_check"))
        .isEqualTo(List.of("ok"));
    assertThat(reachable).hasSizeGreaterThanOrEqualTo(40).last().isEqualTo(true);
  }

  /** How long until the last of the jobs ran again. */
  private Duration backInService(Instant back, String what) {
    var slowest = Duration.ZERO;
    for (int i = 0; i < JOBS; i++) {
      var job = "job-" + i;
      var first =
          seen.scheduledTimes(job).stream().filter(time -> !time.isBefore(back)).findFirst();
      assertThat(first).as(what + ", " + job).isPresent();
      slowest = max(slowest, Duration.between(back, first.get()));
    }
    return slowest;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void everyScheduledTimeRanOnce(TestScheduler time) {
    time.advance(ofSeconds(1));
    for (int i = 0; i < JOBS; i++) {
      var due = Stream.iterate(first(i), at -> !at.isAfter(time.now()), at -> at.plus(PERIOD));
      assertThat(seen.scheduledTimes("job-" + i)).isEqualTo(due.toList());
    }
    seen.agreeWith(time, "in the end");
  }

  @Test
  void while_a_foreign_connection_holds_the_lock_claimed_runs_start_and_the_rest_is_caught_up()
      throws SQLException {
    try (var time = start()) {
      time.advance(ofSeconds(20));
      try (Connection foreign = DriverManager.getConnection(url());
          Statement statement = foreign.createStatement()) {
        statement.execute("BEGIN EXCLUSIVE");
        time.advance(ofSeconds(60));
        assertThat(time.scheduler().health().storeReachable()).isFalse();
        assertThat(time.scheduler().jobs(JobQuery.all()).items()).hasSize(JOBS);
        assertThat(seen.scheduledTimes("job-3")).last().isEqualTo(first(3).plusSeconds(20));
        statement.execute("ROLLBACK");
      }
      var back = time.now();
      time.advance(ofSeconds(5));
      assertThat(time.scheduler().health().storeReachable()).isTrue();
      assertThat(backInService(back, "after the lock")).isLessThan(ofSeconds(5));
      everyScheduledTimeRanOnce(time);
    }
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("jobs.db");
  }
}
