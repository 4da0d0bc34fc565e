package dev.punctual.sqlite;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Job;
import dev.punctual.JobQuery;
import dev.punctual.JobState;
import dev.punctual.Retention;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.test.TestScheduler;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S13: however long it runs, the tables and the file stay as large as retention says. */
class RetentionTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Target<?> WORK = Target.handler("work");
  private static final int KEPT = 100;
  private static final int TIMES_BETWEEN_TWO_PURGES = 60;

  @TempDir private Path folder;
  private int failing;

  @Test
  void log_finished_jobs_and_file_stop_growing_and_only_what_is_too_old_or_too_much_goes()
      throws SQLException {
    var options = SqliteOptions.defaults().withSynchronous(Synchronous.NORMAL);
    var builder =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(folder.resolve("jobs.db"), options))
            .retention(new Retention(KEPT, ofHours(2)))
            .handler(WORK, run -> failNowAndThen());
    var pages = new ArrayList<Long>();
    try (var time = TestScheduler.start(builder, START)) {
      var tick = Job.of("tick", WORK, Trigger.every(ofSeconds(10)));
      time.scheduler().schedule(tick);
      time.scheduler().schedule(Job.of("later", WORK, Trigger.at(START.plus(ofDays(5)))));
      for (int hour = 0; hour < 10; hour++) {
        for (int i = 0; i < 60; i++) {
          time.scheduler().schedule(Job.of("once-" + hour + "-" + i, WORK, Trigger.at(time.now())));
        }
        time.advance(ofHours(1));
        pages.add(number("PRAGMA page_count") - number("PRAGMA freelist_count"));
      }
      assertThat(
              number("SELECT count(*) FROM execution WHERE status = 'SUCCEEDED' AND job = 'tick'"))
          .isBetween((long) KEPT, (long) KEPT + TIMES_BETWEEN_TWO_PURGES);
      assertThat(number("SELECT count(*) FROM execution WHERE status = 'FAILED'"))
          .as("failures stay until they are too old")
          .isBetween(70L, 90L);
      assertThat(number("SELECT count(*) FROM job")).isBetween(122L, 190L);
      assertThat(number("SELECT count(*) FROM definition"))
          .isEqualTo(number("SELECT count(*) FROM job"));
      assertThat(time.scheduler().jobs(JobQuery.all().withState(JobState.ACTIVE)).items())
          .extracting(status -> status.id().value())
          .containsExactly("later", "tick");
    }
    long settled = pages.get(3);
    assertThat(pages.subList(4, 10))
        .allSatisfy(size -> assertThat((double) size).isBetween(0.8 * settled, 1.2 * settled));
  }

  private void failNowAndThen() {
    if (++failing % 10 == 0) {
      throw new IllegalStateException("one in ten");
    }
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(Sql.query(folder.resolve("jobs.db"), sql).getFirst());
  }
}
