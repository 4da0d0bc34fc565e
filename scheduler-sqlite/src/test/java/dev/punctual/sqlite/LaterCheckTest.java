package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.NodeId;
import dev.punctual.StoreUnavailableException;
import dev.punctual.spi.DueQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that is too large to be checked before it is used is checked beside its use. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LaterCheckTest {
  private static final Soundness LATER = new Soundness(0, Duration.ZERO);
  private static final Soundness MUCH_LATER = new Soundness(0, Duration.ofHours(1));

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("jobs.db");
  }

  private SqlitePersistence open(Soundness soundness) {
    return SqlitePersistence.open(file(), SqliteOptions.defaults(), soundness, session -> {});
  }

  private void create(Soundness soundness) {
    try (var store = open(soundness)) {
      assertThat(store.commit(List.of(CommitLoop.change(0)))).isEmpty();
    }
  }

  private void damageIndex() throws IOException {
    String whole = Files.readString(file(), StandardCharsets.ISO_8859_1);
    int at = whole.indexOf("handler");
    Files.writeString(
        file(),
        whole.substring(0, at) + "handles" + whole.substring(at + 7),
        StandardCharsets.ISO_8859_1);
  }

  private static void use(SqlitePersistence store) {
    store.due(
        new DueQuery(
            new NodeId("me"), Instant.EPOCH, Instant.EPOCH, Set.of(), true, 10, Optional.empty()));
  }

  @Test
  void a_damaged_file_is_used_until_the_check_has_found_it_and_then_no_more() throws IOException {
    create(LATER);
    damageIndex();
    try (var store = open(LATER)) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  use(store);
                }
              })
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("is damaged (row 1 missing from index job_due)")
          .hasMessageContaining("restore it from a copy");
      assertThatThrownBy(() -> store.commit(List.of(CommitLoop.change(1))))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("is damaged");
    }
  }

  @Test
  void a_sound_file_stays_in_use() {
    create(LATER);
    for (int round = 1; round < 50; round++) {
      try (var store = open(LATER)) {
        assertThat(store.commit(List.of(CommitLoop.change(round)))).isEmpty();
      }
    }
  }

  @Test
  void closing_does_not_wait_for_a_check_that_has_not_begun() throws IOException {
    create(MUCH_LATER);
    damageIndex();
    try (var store = open(MUCH_LATER)) {
      use(store);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("punctual-sqlite-check");
  }
}
