package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.ExecutionQuery;
import dev.punctual.JobQuery;
import dev.punctual.NodeId;
import dev.punctual.StoreUnavailableException;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.UnreadableJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P9: what is wrong in one row stays in that row. */
class DamagedRowsTest {
  private static final DueQuery DUE =
      new DueQuery(
          new NodeId("me"), Instant.EPOCH, Instant.EPOCH, Set.of(), true, 10, Optional.empty());

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("jobs.db");
  }

  private void create() {
    try (var store = SqlitePersistence.open(file())) {
      assertThat(store.commit(List.of(CommitLoop.change(0)))).isEmpty();
    }
  }

  private String reasonAfter(String damage) throws SQLException {
    create();
    assertThat(Sql.update(file(), damage)).isEqualTo(1);
    try (var store = SqlitePersistence.open(file())) {
      JobRow job = store.load(CommitLoop.JOB).orElseThrow();
      assertThat(store.due(DUE).jobs()).hasSize(1);
      assertThat(store.jobs(JobQuery.all()).items()).hasSize(1);
      assertThat(job).isInstanceOf(UnreadableJob.class);
      assertThat(job.version()).isEqualTo(1);
      return ((UnreadableJob) job).reason();
    }
  }

  @Test
  void a_definition_with_other_bytes_is_unreadable() throws SQLException {
    assertThat(reasonAfter("UPDATE definition SET text = 'lOop'")).contains("checksum");
  }

  @Test
  void a_payload_with_other_bytes_is_unreadable() throws SQLException {
    assertThat(reasonAfter("UPDATE definition SET format = 'TEXT', payload = x'00'"))
        .contains("payload does not match its checksum");
  }

  @Test
  void a_missing_definition_is_unreadable() throws SQLException {
    assertThat(reasonAfter("DELETE FROM definition")).contains("missing");
  }

  @Test
  void an_unknown_state_is_unreadable() throws SQLException {
    assertThat(reasonAfter("UPDATE job SET state = 'DREAMING'")).contains("DREAMING");
  }

  @Test
  void broken_lists_are_unreadable() throws SQLException {
    assertThat(reasonAfter("UPDATE job SET open = '[{\"id\":'")).contains("JSON");
    Sql.update(file(), "DELETE FROM job");
    Sql.update(file(), "DELETE FROM definition");
    assertThat(reasonAfter("UPDATE job SET tags = 'red'")).contains("JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "progress = 'at 7'",
        "wake = 1234",
        "version = 1, wake = NULL",
        "tags = '[\"red\"]'",
        "executor = 'handler work'",
        "change_sequence = 2",
        "state = 'PAUSED'",
        "open = '[]'"
      })
  void a_row_with_other_values_is_unreadable_though_each_of_them_is_legal(String damage)
      throws SQLException {
    create();
    assertThat(Sql.update(file(), "UPDATE job SET " + damage)).isEqualTo(1);
    try (var store = SqlitePersistence.open(file())) {
      assertThat(store.load(CommitLoop.JOB).orElseThrow())
          .isInstanceOfSatisfying(
              UnreadableJob.class, job -> assertThat(job.reason()).contains("checksum"));
    }
  }

  @Test
  void a_row_without_a_legal_id_is_left_out_and_hides_no_other() throws SQLException {
    create();
    Sql.update(
        file(),
        "INSERT INTO job SELECT NULL, 'not an id!', version, change_node, change_sequence, state,"
            + " wake, executor, owner, successes, tags, progress, open, checksum FROM job");
    try (var store = SqlitePersistence.open(file())) {
      assertThat(store.due(DUE).jobs()).extracting(JobRow::id).containsExactly(CommitLoop.JOB);
      assertThat(store.jobs(JobQuery.all().limit(1)).items())
          .extracting(JobRow::id)
          .containsExactly(CommitLoop.JOB);
    }
  }

  @Test
  void a_line_of_the_log_that_cannot_be_read_is_left_out() throws SQLException {
    create();
    try (var store = SqlitePersistence.open(file())) {
      assertThat(store.commit(List.of(CommitLoop.change(1)))).isEmpty();
    }
    Sql.update(file(), "UPDATE execution SET status = 'MAYBE' WHERE scheduled = 0");
    try (var store = SqlitePersistence.open(file())) {
      assertThat(store.executions(ExecutionQuery.all()).items()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"started = 1", "result = 'paid'", "job = 'another'", "times = 2"})
  void a_line_of_the_log_with_other_values_is_left_out(String damage) throws SQLException {
    create();
    assertThat(Sql.update(file(), "UPDATE execution SET " + damage)).isEqualTo(1);
    try (var store = SqlitePersistence.open(file())) {
      assertThat(store.executions(ExecutionQuery.all()).items()).isEmpty();
    }
  }

  @Test
  void a_row_that_its_index_does_not_know_is_refused_with_the_cure() throws IOException {
    create();
    String whole = Files.readString(file(), StandardCharsets.ISO_8859_1);
    var places = new ArrayList<String>();
    for (int at = whole.indexOf("handler"); at > 0; at = whole.indexOf("handler", at + 1)) {
      String damaged = whole.substring(0, at) + "handles" + whole.substring(at + 7);
      Files.writeString(file(), damaged, StandardCharsets.ISO_8859_1);
      assertThatThrownBy(() -> SqlitePersistence.open(file()))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("is damaged (row 1 missing from index job_due)")
          .hasMessageContaining("restore it from a copy")
          .message()
          .hasLineCount(1);
      places.add("byte " + at);
    }
    assertThat(places).as("in the row, and in the index").hasSize(2);
  }
}
