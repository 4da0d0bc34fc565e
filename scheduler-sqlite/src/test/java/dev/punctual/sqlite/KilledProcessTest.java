package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P3 and P1 under {@code kill -9}. */
class KilledProcessTest {
  private static final int ROUNDS = 5;

  @TempDir Path directory;

  @Test
  void what_a_killed_process_had_acknowledged_is_there_and_every_change_is_whole()
      throws Exception {
    Path file = directory.resolve("jobs.db");
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      long acknowledged = commitUntilKilled(file, 1 + random.nextInt(200));
      try (var store = SqlitePersistence.open(file)) {
        long version = store.load(CommitLoop.JOB).orElseThrow().version();
        assertThat(version).as("seed %d", seed).isBetween(acknowledged, acknowledged + 1);
        assertThat(Sql.query(file, "SELECT count(*), max(ended) FROM execution"))
            .as("seed %d", seed)
            .containsExactly(version + " " + 1_000 * (version - 1));
      }
      assertThat(Sql.query(file, "PRAGMA integrity_check")).isEqualTo(List.of("ok"));
    }
  }

  private static long commitUntilKilled(Path file, int commits) throws Exception {
    try (var child = Child.start(CommitLoop.class, file)) {
      String last = "";
      for (int i = 0; i < commits; i++) {
        last = child.line();
      }
      child.kill();
      for (String line = child.line(); !line.isEmpty(); line = child.line()) {
        last = line;
      }
      return Long.parseLong(last);
    }
  }
}
