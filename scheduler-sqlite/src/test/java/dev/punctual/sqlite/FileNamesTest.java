package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.StoreUnavailableException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** X9: a path is the name of a file and nothing else, whatever SQLite or its driver read in it. */
class FileNamesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":memory:",
        "file:jobs.db",
        "file:jobs.db&mode=memory",
        ":resource:jobs.db",
        "jobs%2e%2e%2fup.db",
        "jobs#1.db",
        "jobs;synchronous=OFF.db",
        "'; DROP TABLE job; --",
        "-wal",
        "$HOME.db",
        "a b\tc.db",
        "\u00e4\ud83d\ude00.db"
      })
  void the_file_has_exactly_the_name_it_was_given(String name) {
    try (var store = SqlitePersistence.open(folder.resolve(name))) {
      assertThat(store.commit(List.of(CommitLoop.change(0)))).isEmpty();
    }
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder(name, name + ".lock");
    try (var store = SqlitePersistence.open(folder.resolve(name))) {
      assertThat(store.load(CommitLoop.JOB)).isPresent();
    }
  }

  @Test
  void a_name_with_options_of_the_driver_is_refused_and_leaves_no_file() {
    assertThatThrownBy(() -> SqlitePersistence.open(folder.resolve("jobs.db?journal_mode=OFF")))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("question mark");
    assertThat(folder.toFile().list()).isEmpty();
  }
}
