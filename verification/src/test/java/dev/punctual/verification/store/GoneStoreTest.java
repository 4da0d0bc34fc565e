package dev.punctual.verification.store;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.sqlite.SqliteOptions;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.sqlite.Synchronous;
import dev.punctual.test.TestScheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * S1 and S2 on SQLite: the store is gone for a minute, again and again, at random phases of what is
 * going on; half of the time the first commit meanwhile is stored and its answer lost. The number
 * of rounds is the system property {@code punctual.outages}, the seed {@code
 * punctual.outages.seed}.
 */
class GoneStoreTest {
  private static final Logger LOG = LoggerFactory.getLogger(GoneStoreTest.class);
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int ROUNDS = Integer.getInteger("punctual.outages", 100);
  private static final Target<?> WORK = Target.handler("work");
  private static final long MOST = 300;

  @TempDir private Path folder;
  private final ConcurrentLinkedQueue<String> keys = new ConcurrentLinkedQueue<>();

  private static List<Job> jobs() {
    return List.of(
        Job.of("all", WORK, Trigger.every(ofMillis(1_700))).withCatchUp(CatchUp.all()),
        Job.of("latest", WORK, Trigger.every(ofSeconds(2))),
        Job.of("most-once", WORK, Trigger.every(ofMillis(2_300)))
            .withDelivery(Delivery.AT_MOST_ONCE)
            .withCatchUp(CatchUp.all()),
        Job.of("limited", WORK, Trigger.every(ofSeconds(3))).withMaxExecutions(MOST));
  }

  @Test
  void after_each_minute_without_the_store_all_jobs_run_again_within_5_s_and_nothing_is_lost() {
    long seed = Long.getLong("punctual.outages.seed", System.nanoTime());
    var random = new Random(seed);
    var options = SqliteOptions.defaults().withSynchronous(Synchronous.NORMAL);
    var store = new GoneStore(SqlitePersistence.open(folder.resolve("jobs.db"), options));
    var builder = Scheduler.builder().persistence(store);
    try (var time = TestScheduler.start(builder.handler(WORK, run -> keys.add(run.key())), START)) {
      jobs().forEach(time.scheduler()::schedule);
      var slowest = Duration.ZERO;
      for (int round = 0; round < ROUNDS; round++) {
        time.advance(ofMillis(1 + random.nextInt(12_000)));
        store.leave(random.nextBoolean());
        time.advance(ofSeconds(60));
        assertThat(time.scheduler().health().storeReachable()).isFalse();
        store.comeBack();
        Instant back = time.now();
        time.advance(ofSeconds(5));
        String what = "seed " + seed + ", round " + round;
        assertThat(time.scheduler().health().storeReachable()).as(what).isTrue();
        slowest = max(slowest, untilAllRan(time, back, what));
      }
      time.advance(ofSeconds(1));
      check(time, "seed " + seed);
      LOG.info("{} outages, seed {}: all jobs ran again after {} at most", ROUNDS, seed, slowest);
    }
  }

  private static Duration untilAllRan(TestScheduler time, Instant back, String what) {
    var slowest = Duration.ZERO;
    for (var job : List.of("all", "latest", "most-once")) {
      var first =
          time.job(job).executions().stream()
              .flatMap(line -> line.start().stream())
              .filter(start -> !start.isBefore(back))
              .min(Instant::compareTo);
      assertThat(first).as(what + ": " + job).isPresent();
      slowest = max(slowest, Duration.between(back, first.get()));
    }
    return slowest;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void check(TestScheduler time, String what) {
    Map<String, Integer> logged = new HashMap<>();
    for (Execution line : time.executions()) {
      if (line.start().isPresent()) {
        assertThat(line.status()).as(what).isEqualTo(ExecutionStatus.SUCCEEDED);
        logged.put(line.id().value(), 1);
      }
    }
    Map<String, Integer> ran = new HashMap<>();
    keys.forEach(key -> ran.merge(key, 1, Integer::sum));
    assertThat(logged).as(what + ": what ran, once each, and the log").isEqualTo(ran);
    for (var job : List.of("all", "most-once")) {
      accountedFor(time, job, what);
    }
    accountedFor(time, "latest", what);
    var limited = time.executions("limited").stream().filter(line -> line.start().isPresent());
    assertThat(limited.count()).as(what).isEqualTo(MOST);
  }

  /** Every scheduled time has its line, or lies in one counted range. */
  private static void accountedFor(TestScheduler time, String job, String what) {
    var lines = time.executions(job).reversed();
    var trigger = jobs().stream().filter(each -> each.id().value().equals(job)).findFirst();
    var cursor = START;
    for (var line : lines) {
      var times = trigger.orElseThrow().trigger().between(cursor, line.through()).orElseThrow();
      assertThat(times.first()).as(what + ", " + line).isEqualTo(line.scheduledTime());
      assertThat(times.count()).as(what + ", " + line).isEqualTo(line.times());
      cursor = line.through();
    }
    assertThat(Stream.of(cursor)).allMatch(last -> last.isAfter(time.now().minusSeconds(5)));
  }
}
