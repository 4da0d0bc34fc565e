package dev.punctual.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.ExecutionQuery;
import dev.punctual.Job;
import dev.punctual.Retention;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.Persistence;
import dev.punctual.tck.DurablePersistenceContract;
import dev.punctual.test.TestScheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole test of a store: say how it is made, and the kit checks the rules. */
class JournalPersistenceTest extends DurablePersistenceContract {
  @TempDir Path directory;

  @Override
  protected Persistence create() throws IOException {
    return JournalPersistence.open(directory.resolve("jobs.journal"));
  }

  @Override
  protected Persistence reopen() throws IOException {
    return create();
  }

  @Test
  void a_second_opener_is_refused() {
    assertThatThrownBy(this::create)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is open");
  }

  /** A purge decides about later changes, so it has to be in the journal as well. */
  @Test
  void a_job_that_was_created_again_after_a_purge_is_found_again() throws IOException {
    var file = directory.resolve("purged.journal");
    var once = Target.handler("once");
    var builder =
        Scheduler.builder()
            .persistence(JournalPersistence.open(file))
            .retention(new Retention(1, Duration.ofDays(1)))
            .handler(once, run -> {});
    try (var time = TestScheduler.start(builder, "2026-03-01T00:00:00Z")) {
      for (int i = 0; i < 2; i++) {
        time.scheduler().schedule(Job.of("again", once, Trigger.at(time.now())));
        time.advance(Duration.ofDays(2));
      }
      time.scheduler().schedule(Job.of("again", once, Trigger.at(time.now())));
    }
    try (var store = JournalPersistence.open(file)) {
      assertThat(store.executions(ExecutionQuery.ofJob("again")).items())
          .singleElement()
          .satisfies(run ->
              assertThat(run.scheduledTime()).isEqualTo(Instant.parse("2026-03-05T00:00:00Z")));
    }
  }
}
