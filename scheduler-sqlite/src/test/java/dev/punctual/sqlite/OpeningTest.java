package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One opener at a time, and clear words for whatever prevents opening. */
class OpeningTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("jobs.db");
  }

  @Test
  void a_second_opener_in_the_same_process_is_refused_and_the_first_keeps_its_lock()
      throws Exception {
    try (var first = SqlitePersistence.open(file())) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> SqlitePersistence.open(file()))
            .isInstanceOf(StoreUnavailableException.class)
            .hasMessageContaining(file().toRealPath().toString())
            .hasMessageContaining("in use by this process")
            .hasMessageContaining("waitForLock");
      }
      assertThat(first.commit(List.of(CommitLoop.change(0)))).isEmpty();
      try (var child = Child.start(TryToOpen.class, file())) {
        assertThat(child.line())
            .contains("in use by another process (pid " + ProcessHandle.current().pid());
      }
    }
    SqlitePersistence.open(file()).close();
  }

  @Test
  void every_name_of_a_file_is_the_same_store() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link.db"), Path.of("jobs.db"));
    Path roundabout = directory.resolve("sub").resolve("..").resolve("jobs.db");
    Files.createDirectory(directory.resolve("sub"));
    Path folder = Files.createSymbolicLink(directory.resolve("folder"), directory);
    List<Path> names = List.of(file(), link, roundabout, folder.resolve("jobs.db"));
    for (Path opened : names) {
      try (var store = SqlitePersistence.open(opened)) {
        assertThat(store).hasToString("SqlitePersistence[" + file().toRealPath() + "]");
        for (Path other : names) {
          assertThatThrownBy(() -> SqlitePersistence.open(other))
              .isInstanceOf(StoreUnavailableException.class)
              .hasMessageContaining("in use");
        }
      }
      Files.delete(file());
    }
  }

  @Test
  void a_second_process_is_refused_by_name_until_the_first_is_killed() throws Exception {
    try (var child = Child.start(CommitLoop.class, file())) {
      assertThat(child.line()).isEqualTo("1");
      long began = System.nanoTime();
      assertThatThrownBy(() -> SqlitePersistence.open(file()))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("in use by another process (pid " + child.pid() + " on ");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      child.kill();
    }
    SqlitePersistence.open(file()).close();
  }

  @Test
  void an_opener_that_waits_gets_the_store_when_it_is_free() throws Exception {
    var waiting = new CountDownLatch(1);
    CompletableFuture<Void> opened;
    try (var first = SqlitePersistence.open(file())) {
      opened =
          CompletableFuture.runAsync(() -> {
            waiting.countDown();
            var options = SqliteOptions.defaults().waitForLock(Duration.ofMinutes(1));
            SqlitePersistence.open(file(), options).close();
          });
      waiting.await();
      assertThat(first.commit(List.of(CommitLoop.change(0)))).isEmpty();
    }
    opened.get();
  }

  @Test
  void a_missing_directory_is_named() {
    assertThatThrownBy(() -> SqlitePersistence.open(directory.resolve("no/jobs.db")))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("no/jobs.db")
        .hasMessageContaining("directory must exist");
    assertThatThrownBy(() -> SqlitePersistence.open(directory))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("is a directory");
  }

  @Test
  void a_file_that_is_no_database_is_refused_and_left_alone() throws IOException {
    String text = "no database ".repeat(1_000);
    Files.writeString(file(), text);
    assertThatThrownBy(() -> SqlitePersistence.open(file()))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("not a database")
        .hasMessageContaining("another file");
    assertThat(file()).hasContent(text);
  }

  @Test
  void a_refused_file_is_not_locked() throws IOException {
    Files.writeString(file(), "no database ".repeat(1_000));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> SqlitePersistence.open(file()))
          .hasMessageContaining("not a database");
    }
    Files.delete(file());
    SqlitePersistence.open(file()).close();
  }

  @Test
  void a_store_can_be_opened_for_faster_commits_that_power_loss_may_undo() {
    var options = SqliteOptions.defaults().withSynchronous(Synchronous.NORMAL);
    try (var store = SqlitePersistence.open(file(), options)) {
      assertThat(store.commit(List.of(CommitLoop.change(0)))).isEmpty();
    }
  }

  /** Says what opening leads to. */
  static final class TryToOpen {
    private TryToOpen() {}

    public static void main(String[] args) {
      try (var store = SqlitePersistence.open(Path.of(args[0]))) {
        System.out.println(store + " opened");
      } catch (StoreUnavailableException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
