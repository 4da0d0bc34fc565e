package dev.punctual.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Execution;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.Persistence;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.test.TestScheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A zone changes its rules between two starts, as with a new release of Java. What was stored was
 * computed with the old ones.
 */
class ZoneRulesTest {
  private static final String START = "2026-03-02T00:00:00Z";
  private static final ChangingZone ZONE = new ChangingZone();
  private static final Target<Payload> WORK = Target.handler("work");

  static {
    ZoneRulesProvider.registerProvider(ZONE);
  }

  /** A zone whose offset is what a test says. */
  private static final class ChangingZone extends ZoneRulesProvider {
    private static final String ID = "Test/Changing";
    private volatile ZoneOffset offset = ZoneOffset.UTC;

    @Override
    protected Set<String> provideZoneIds() {
      return Set.of(ID);
    }

    @Override
    protected ZoneRules provideRules(String id, boolean forCaching) {
      return ZoneRules.of(offset);
    }

    @Override
    protected NavigableMap<String, ZoneRules> provideVersions(String id) {
      return new TreeMap<>(Map.of("1", provideRules(id, false)));
    }
  }

  @ParameterizedTest(name = "from {0} to {1}")
  @CsvSource({
    "+02:00, +01:00, 2026-03-02T11:00:00Z, 2026-03-03T11:00:00Z",
    "+02:00, +03:00, 2026-03-02T09:00:00Z, 2026-03-03T09:00:00Z",
    "+00:00, +10:00, 2026-03-02T02:00:00Z, 2026-03-03T02:00:00Z",
    "-05:00, +05:00, 2026-03-02T07:00:00Z, 2026-03-03T07:00:00Z",
  })
  void stored_times_are_computed_anew_after_a_restart(
      String before, String after, Instant first, Instant second) {
    ZONE.offset = ZoneOffset.of(before);
    try (var time = start(Persistence.inMemory())) {
      time.scheduler().schedule(noon("noon"));
      time.advance(Duration.ofHours(1));
      ZONE.offset = ZoneOffset.of(after);
      time.crash(Duration.ofMinutes(10));
      time.advanceTo(Instant.parse("2026-03-03T23:00:00Z"));
      assertThat(time.executions("noon").reversed())
          .extracting(Execution::start)
          .extracting(Optional::orElseThrow)
          .containsExactly(first, second);
    }
  }

  @Test
  void a_time_that_the_new_rules_have_already_passed_is_caught_up() {
    ZONE.offset = ZoneOffset.of("-05:00");
    try (var time = start(Persistence.inMemory())) {
      time.scheduler().schedule(noon("noon"));
      ZONE.offset = ZoneOffset.of("+05:00");
      time.crash(Duration.ofHours(8));
      var run = time.executions("noon").getFirst();
      assertThat(run.scheduledTime()).isEqualTo(Instant.parse("2026-03-02T07:00:00Z"));
      assertThat(run.start()).contains(Instant.parse("2026-03-02T08:00:00Z"));
    }
  }

  @Test
  void many_stored_times_are_computed_anew_in_sqlite_and_other_jobs_are_left_alone(
      @TempDir Path directory) {
    ZONE.offset = ZoneOffset.of("+02:00");
    var store = SqlitePersistence.open(directory.resolve("jobs.db"));
    int jobs = 600;
    try (var time = start(store)) {
      for (int i = 0; i < jobs; i++) {
        time.scheduler().schedule(noon("noon-" + i));
      }
      time.scheduler()
          .schedule(Job.of("berlin", WORK, Trigger.parse("daily 12:00 in Europe/Berlin")));
      long berlin = version(store, "berlin");
      ZONE.offset = ZoneOffset.of("+03:00");
      time.crash(Duration.ofMinutes(1));
      time.advance(Duration.ofSeconds(5));
      assertThat(version(store, "berlin")).isEqualTo(berlin);
      time.advanceTo(Instant.parse("2026-03-02T09:00:00Z"));
      assertThat(time.executions())
          .hasSize(jobs)
          .allSatisfy(
              run -> assertThat(run.start()).contains(Instant.parse("2026-03-02T09:00:00Z")));
    }
  }

  private static TestScheduler start(Persistence store) {
    return TestScheduler.start(
        Scheduler.builder().persistence(store).handler(WORK, run -> {}), START);
  }

  private static Job noon(String id) {
    return Job.of(id, WORK, Trigger.parse("daily 12:00 in " + ChangingZone.ID));
  }

  private static long version(Persistence store, String id) {
    return store.load(JobId.of(id)).orElseThrow().version();
  }
}
