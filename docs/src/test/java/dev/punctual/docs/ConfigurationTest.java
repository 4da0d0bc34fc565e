package dev.punctual.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.CatchUp;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.Outcome;
import dev.punctual.Overlap;
import dev.punctual.Retention;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.TimingThread;
import dev.punctual.Trigger;
import dev.punctual.sqlite.SqliteOptions;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.sqlite.Synchronous;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the configuration page, and the bounds it states. */
class ConfigurationTest {
  @Test
  void every_knob_can_be_set_at_once(@TempDir Path directory) {
    var file = directory.resolve("jobs.db");
    var options =
        SqliteOptions.defaults()
            .withSynchronous(Synchronous.NORMAL)
            .waitForLock(Duration.ofSeconds(30));
    var builder =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(file, options))
            .lead(Duration.ofSeconds(5))
            .drain(Duration.ofMinutes(2))
            .callTimeout(Duration.ofSeconds(3))
            .maxConcurrent(500)
            .maxConcurrent("http", 50)
            .circuitBreaker("http", 10, Duration.ofMinutes(1))
            .retention(new Retention(1_000, Duration.ofDays(90)))
            .timingThread(TimingThread.VIRTUAL)
            .keepAlive(false);
    builder.executor("http", attempt -> Outcome.succeeded());
    try (var scheduler = builder.start()) {
      assertThat(scheduler.health().isUp()).isTrue();
    }
  }

  @Test
  void all_faults_are_reported_at_once_and_none_is_corrected() {
    var builder =
        Scheduler.builder()
            .lead(Duration.ofHours(1))
            .drain(Duration.ofDays(1))
            .callTimeout(Duration.ZERO)
            .maxConcurrent(0);
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContainingAll("lead", "drain", "callTimeout", "maxConcurrent");
  }

  @Test
  void policies_are_set_on_the_job_and_have_a_text_form() {
    var nightly = Target.handler("nightly");
    var job =
        Job.of("nightly", nightly, Trigger.cron("0 0 2 * * ?"))
            .withDescription("rebuilds the index")
            .withTags("index", "night")
            .withCatchUp(CatchUp.all().within(Duration.ofDays(1)).atMost(100))
            .withOverlap(Overlap.allow(3))
            .withRetry(Retry.fixed(3, Duration.ofMinutes(1)).withJitter(50))
            .withTimeout(Duration.ofMinutes(20))
            .withPauseAfterFailures(5)
            .withMaxExecutions(1_000);
    assertThat(job.catchUp()).hasToString("all within 1d at most 100");
    assertThat(job.overlap()).hasToString("allow 3");
    assertThat(job.retry()).hasToString("fixed 3 every 1m jitter 50%");
    assertThat(job.trigger()).hasToString("cron quartz \"0 0 2 * * ?\" in Z");
  }
}
