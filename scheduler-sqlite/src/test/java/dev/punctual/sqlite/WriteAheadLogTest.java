package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.ExecutionQuery;
import dev.punctual.JobId;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.Payload;
import dev.punctual.StoreUnavailableException;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.Definition;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S7: the write-ahead log stays small, unless a foreign reader holds it, which is said. */
class WriteAheadLogTest {
  private static final NodeId NODE = new NodeId("me");
  private static final JobId JOB = JobId.of("large");
  private static final byte[] MEGABYTE = new byte[1_000_000];
  private static final long MOST = WriteAheadLog.MOST_BYTES;

  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream standardError = System.err;
  private long version;

  @BeforeEach
  void captureWhatIsLogged() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void endCapture() {
    System.setErr(standardError);
  }

  private Path file() {
    return folder.resolve("jobs.db");
  }

  private SqlitePersistence open() {
    return SqlitePersistence.open(
        file(), SqliteOptions.defaults().withSynchronous(Synchronous.NORMAL));
  }

  /** Writes a megabyte, as one change of the job's definition. */
  private void commit(SqlitePersistence store) {
    var record =
        new JobRecord(
            JOB,
            version + 1,
            new ChangeId(NODE, version),
            Optional.empty(),
            JobState.ACTIVE,
            "handler",
            Set.of(),
            "",
            List.of());
    MEGABYTE[(int) version % MEGABYTE.length]++;
    var definition = Optional.of(new Definition("text", Payload.bytes(MEGABYTE)));
    assertThat(store.commit(List.of(new JobChange(version, record, definition, List.of()))))
        .isEmpty();
    version++;
  }

  private void look(SqlitePersistence store) {
    store.heartbeat(NODE, Instant.EPOCH, Duration.ofSeconds(90));
  }

  private long bytes() throws IOException {
    return Files.size(folder.resolve("jobs.db-wal"));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void without_a_foreign_reader_it_stays_below_64_mb_whatever_is_listed_meanwhile()
      throws IOException {
    try (var store = open()) {
      long largest = 0;
      for (int i = 0; i < 100; i++) {
        commit(store);
        store.executions(ExecutionQuery.all());
        assertThat(store.load(JOB)).isPresent();
        largest = Math.max(largest, bytes());
      }
      look(store);
      assertThat(largest).isBetween(10_000_000L, MOST);
    }
    assertThat(said()).isEmpty();
  }

  @Test
  void a_reader_that_never_ends_is_reported_once_and_so_is_its_end() throws Exception {
    try (var store = open()) {
      commit(store);
      try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = reader.createStatement()) {
        statement.execute("BEGIN");
        assertThat(count(statement)).isEqualTo(1);
        while (bytes() <= MOST) {
          look(store);
          commit(store);
        }
        assertThat(said()).isEmpty();
        for (int i = 0; i < 5; i++) {
          look(store);
          commit(store);
        }
        assertThat(said())
            .hasLineCount(1)
            .contains("WARN")
            .contains("grown to 67 MB")
            .contains("read transaction that was never ended");
        statement.execute("COMMIT");
      }
      for (int i = 0; i < 40 && bytes() > MOST; i++) {
        commit(store);
      }
      look(store);
      assertThat(bytes()).isLessThanOrEqualTo(MOST);
      assertThat(said()).hasLineCount(2).contains("is back to");
    }
  }

  @Test
  void a_large_log_that_can_be_folded_in_is_no_reason_to_warn() throws Exception {
    try (var store = open()) {
      try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = reader.createStatement()) {
        commit(store);
        statement.execute("BEGIN");
        assertThat(count(statement)).isEqualTo(1);
        while (bytes() <= MOST) {
          commit(store);
        }
      }
      look(store);
    }
    assertThat(said()).isEmpty();
  }

  @Test
  void after_a_failed_write_its_space_is_used_again_before_more_is_asked_for() throws Exception {
    var writer = new TroubledWriter();
    try (var store = writer.open(file())) {
      for (int i = 0; i < 10; i++) {
        commit(store);
      }
      assertThat(store.load(JOB)).as("keeps the log, by another connection").isPresent();
      long before = bytes();
      assertThat(before).isGreaterThan(10_000_000);
      writer.trouble("PRAGMA query_only = ON");
      assertThatThrownBy(() -> commit(store)).isInstanceOf(StoreUnavailableException.class);
      writer.free();
      for (int i = 0; i < 5; i++) {
        commit(store);
      }
      assertThat(bytes()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 250",
    "8_000_000, 250",
    "80_000_000, 2441",
    "131_072_000, 4000",
    "9_223_372_036_854_775_807, 4000"
  })
  void it_takes_at_most_an_eighth_of_the_free_space_but_at_least_a_megabyte(
      String freeBytes, int pages) {
    assertThat(WriteAheadLog.pages(Long.parseLong(freeBytes.replace("_", "")))).isEqualTo(pages);
  }

  private static int count(Statement statement) throws SQLException {
    try (var row = statement.executeQuery("SELECT count(*) FROM job")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
