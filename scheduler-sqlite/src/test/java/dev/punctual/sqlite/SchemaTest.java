package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.StoreUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose file it is, which version it has, and what people see in it. */
class SchemaTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("jobs.db");
  }

  private void create() {
    try (var store = SqlitePersistence.open(file())) {
      assertThat(store.commit(List.of(CommitLoop.change(0)))).isEmpty();
    }
  }

  @Test
  void a_new_file_gets_the_current_version_and_our_application_id() throws SQLException {
    create();
    assertThat(Sql.query(file(), "PRAGMA user_version")).containsExactly("1");
    assertThat(Sql.query(file(), "PRAGMA application_id")).containsExactly("1349873251");
    assertThat(Sql.query(file(), "PRAGMA journal_mode")).containsExactly("wal");
  }

  @Test
  void closing_leaves_one_whole_file_and_the_free_lock_file() {
    create();
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("jobs.db", "jobs.db.lock");
  }

  @Test
  void opening_again_keeps_what_is_stored() {
    create();
    try (var store = SqlitePersistence.open(file())) {
      assertThat(store.load(CommitLoop.JOB)).isPresent();
    }
  }

  @Test
  void an_empty_file_becomes_a_store() throws Exception {
    Files.createFile(file());
    create();
    assertThat(Sql.query(file(), "PRAGMA user_version")).containsExactly("1");
  }

  @Test
  void a_newer_schema_is_refused_with_both_versions() throws SQLException {
    create();
    Sql.update(file(), "PRAGMA user_version = 7");
    assertThatThrownBy(() -> SqlitePersistence.open(file()))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("schema version 7")
        .hasMessageContaining("up to 1")
        .hasMessageContaining("newer version");
  }

  @Test
  void the_database_of_another_application_is_refused_and_left_alone() throws SQLException {
    Sql.update(file(), "CREATE TABLE theirs (id INTEGER)");
    assertThatThrownBy(() -> SqlitePersistence.open(file()))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("another application");
    assertThat(Sql.query(file(), "SELECT name FROM sqlite_schema")).containsExactly("theirs");
    assertThat(Sql.query(file(), "PRAGMA journal_mode")).containsExactly("delete");
  }

  @Test
  void the_view_shows_ended_and_open_executions_with_readable_times() throws SQLException {
    create();
    Sql.update(
        file(),
        "UPDATE job SET open = '[{\"id\":\"z\",\"status\":\"RUNNING\",\"scheduled\":60123}]'");
    assertThat(Sql.query(file(), "SELECT job, status, scheduled, millis FROM executions"))
        .containsExactly(
            "looping SUCCEEDED 1970-01-01T00:00:00.000Z 0",
            "looping RUNNING 1970-01-01T00:01:00.123Z null");
  }
}
