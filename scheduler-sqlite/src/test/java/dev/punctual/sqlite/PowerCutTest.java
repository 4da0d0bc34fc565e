package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * S9: no test can cut the power, but what is left then can be made by hand: the file and its
 * write-ahead log up to any byte behind the last commit that had returned, as the system was told
 * to sync that much. That it is told so is a setting of the connection that writes.
 */
class PowerCutTest {
  private static final int COMMITS = 12;
  private static final int LOG_HEADER_BYTES = 32;
  private static final int FRAME_BYTES = 24 + 4_096;
  private static final String SETTINGS =
      "synchronous = 2, journal_mode = wal, fullfsync = 1, checkpoint_fullfsync = 1";

  @TempDir private Path folder;
  private final List<Session> writers = new ArrayList<>();
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  private Path file() {
    return folder.resolve("jobs.db");
  }

  private Path log() {
    return folder.resolve("jobs.db-wal");
  }

  private SqlitePersistence open(SqliteOptions options) {
    return SqlitePersistence.open(file(), options, Soundness.USUAL, writers::add);
  }

  private static String settings(Session session) throws SQLException {
    var settings = new ArrayList<String>();
    for (var name : List.of("synchronous", "journal_mode", "fullfsync", "checkpoint_fullfsync")) {
      settings.add(name + " = " + session.single("PRAGMA " + name));
    }
    return String.join(", ", settings);
  }

  @Test
  void unless_told_otherwise_every_connection_that_writes_waits_for_the_disk() throws Exception {
    try (var store = open(SqliteOptions.defaults())) {
      assertThat(store.commit(List.of(CommitLoop.change(0)))).isEmpty();
      assertThat(settings(writers.getLast())).isEqualTo(SETTINGS);
      writers.getLast().execute("PRAGMA query_only = ON");
      assertThatThrownBy(() -> store.commit(List.of(CommitLoop.change(1))))
          .isInstanceOf(StoreUnavailableException.class);
      assertThat(store.commit(List.of(CommitLoop.change(1)))).isEmpty();
      assertThat(writers).as("the connection that failed, and the next one").hasSize(2);
      assertThat(settings(writers.getLast())).isEqualTo(SETTINGS);
    }
  }

  @Test
  void who_asks_for_it_does_not_wait_for_the_disk() throws Exception {
    var options = SqliteOptions.defaults().withSynchronous(Synchronous.NORMAL);
    try (var store = open(options)) {
      assertThat(store.commit(List.of(CommitLoop.change(0)))).isEmpty();
      assertThat(settings(writers.getLast()))
          .isEqualTo(SETTINGS.replace("synchronous = 2", "synchronous = 1"));
    }
  }

  @Test
  void wherever_the_log_breaks_off_what_had_returned_is_there_and_the_rest_whole_or_absent()
      throws Exception {
    var returned = new ArrayList<Long>();
    byte[] stored;
    byte[] logged;
    open(SqliteOptions.defaults()).close();
    try (var store = open(SqliteOptions.defaults())) {
      returned.add(0L);
      for (int version = 0; version < COMMITS; version++) {
        assertThat(store.commit(List.of(CommitLoop.change(version)))).isEmpty();
        returned.add(Files.size(log()));
      }
      stored = Files.readAllBytes(file());
      logged = Files.readAllBytes(log());
    }
    assertThat(returned).doesNotHaveDuplicates().isSorted();
    assertThat(returned.getLast()).isEqualTo(logged.length);
    for (long at : breaks(logged.length)) {
      long acknowledged = returned.stream().filter(bytes -> bytes <= at).count() - 1;
      var left = folder.resolve("left-" + at);
      Files.createDirectory(left);
      Files.write(left.resolve("jobs.db"), stored);
      Files.write(left.resolve("jobs.db-wal"), brokenOff(logged, (int) at));
      assertThat(version(left.resolve("jobs.db")))
          .as("seed %d, broken off at byte %d of %s", seed, at, returned)
          .isEqualTo(acknowledged);
    }
  }

  /** The end of each frame of the log, and bytes within it. */
  private List<Long> breaks(long to) {
    assertThat((to - LOG_HEADER_BYTES) % FRAME_BYTES).isZero();
    var breaks = new ArrayList<Long>(List.of(0L));
    for (long at = LOG_HEADER_BYTES; at < to; at += FRAME_BYTES) {
      breaks.add(at);
      breaks.add(at + 1 + random.nextInt(FRAME_BYTES - 1));
    }
    breaks.add(to);
    return breaks;
  }

  /** What was not synced is missing, or zeros, or something else. */
  private byte[] brokenOff(byte[] logged, int at) {
    byte[] left = Arrays.copyOf(logged, at);
    if (random.nextInt(3) == 0) {
      return left;
    }
    byte[] rest = new byte[logged.length - at];
    if (random.nextBoolean()) {
      random.nextBytes(rest);
    }
    left = Arrays.copyOf(left, logged.length);
    System.arraycopy(rest, 0, left, at, rest.length);
    return left;
  }

  @Test
  void what_a_killed_process_had_written_is_in_the_file_before_anybody_is_told_of_it()
      throws Exception {
    try (var child = Child.start(CommitLoop.class, file())) {
      for (int i = 0; i < COMMITS; i++) {
        child.line();
      }
      child.kill();
    }
    var alone = folder.resolve("alone.db");
    long told;
    try (var store = SqlitePersistence.open(file())) {
      Files.copy(file(), alone);
      told = store.load(CommitLoop.JOB).orElseThrow().version();
    }
    assertThat(told).isGreaterThanOrEqualTo(COMMITS);
    assertThat(version(alone)).isEqualTo(told);
  }

  /** The version of the one job; its log must be of the same moment, and the file sound. */
  private static long version(Path file) throws IOException, SQLException {
    long version;
    try (var store = SqlitePersistence.open(file)) {
      version = store.load(CommitLoop.JOB).map(job -> job.version()).orElse(0L);
    }
    assertThat(Sql.query(file, "SELECT count(*) FROM execution"))
        .containsExactly(Long.toString(version));
    assertThat(Sql.query(file, "PRAGMA integrity_check")).isEqualTo(List.of("ok"));
    return version;
  }
}
