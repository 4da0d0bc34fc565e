package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S8: after a kill, somebody loses the write-ahead log, damages it, or puts another's there. */
class LostWriteAheadLogTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("jobs.db");
  }

  private Path log() {
    return folder.resolve("jobs.db-wal");
  }

  private long commitUntilKilled(int commits) throws IOException {
    try (var child = Child.start(CommitLoop.class, file())) {
      String last = "";
      for (int i = 0; i < commits; i++) {
        last = child.line();
      }
      child.kill();
      return Long.parseLong(last);
    }
  }

  /** Opens the store and tells the version of its one job; zero if there is none. */
  private long version() throws Exception {
    long version;
    try (var store = SqlitePersistence.open(file())) {
      version = store.load(CommitLoop.JOB).map(job -> job.version()).orElse(0L);
    }
    assertThat(Sql.query(file(), "SELECT count(*) FROM execution"))
        .as("job and log are of one moment")
        .containsExactly(Long.toString(version));
    assertThat(Sql.query(file(), "PRAGMA integrity_check")).isEqualTo(List.of("ok"));
    return version;
  }

  private String warnings(ThrowingRunnable run) throws Exception {
    var said = new ByteArrayOutputStream();
    var standardError = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      run.run();
    } finally {
      System.setErr(standardError);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  @FunctionalInterface
  private interface ThrowingRunnable {
    void run() throws Exception;
  }

  @Test
  void a_deleted_log_leaves_an_earlier_whole_store_and_is_reported() throws Exception {
    long earlier;
    try (var child = Child.start(CommitLoop.class, file())) {
      earlier = Long.parseLong(child.line());
      child.kill();
    }
    earlier = Math.max(earlier, version());
    assertThat(commitUntilKilled(20)).isGreaterThan(earlier);
    Files.delete(log());
    long found = earlier;
    assertThat(warnings(() -> assertThat(version()).isEqualTo(found)))
        .hasLineCount(1)
        .contains("was not closed in order by pid ")
        .contains("jobs.db-wal is missing");
  }

  @Test
  void after_a_kill_with_its_log_in_place_nothing_is_reported() throws Exception {
    long acknowledged = commitUntilKilled(20);
    assertThat(warnings(() -> assertThat(version()).isGreaterThanOrEqualTo(acknowledged)))
        .isEmpty();
    assertThat(warnings(() -> assertThat(version()).isPositive())).isEmpty();
  }

  @Test
  void a_damaged_log_is_read_up_to_the_last_whole_commit_before_the_damage() throws Exception {
    long acknowledged = commitUntilKilled(30);
    byte[] bytes = Files.readAllBytes(log());
    bytes[bytes.length / 2] ^= 1;
    Files.write(log(), bytes);
    assertThat(version()).isBetween(1L, acknowledged - 1);
  }

  @Test
  void the_log_of_an_older_copy_leads_to_a_store_of_one_moment() throws Exception {
    commitUntilKilled(10);
    byte[] older = Files.readAllBytes(log());
    long then = version();
    commitUntilKilled(20);
    long now = version();
    Files.write(log(), older);
    assertThat(version()).isIn(then, now);
  }
}
