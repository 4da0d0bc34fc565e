package dev.punctual.verification;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.CatchUp;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.StoreUnavailableException;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.Persistence;
import dev.punctual.test.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A store that goes away: claimed executions start, nothing is lost, service resumes by itself. */
class StoreFaultTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Target<?> WORK = Target.handler("work");

  private final List<Instant> starts = new CopyOnWriteArrayList<>();
  private final FaultyStore store = new FaultyStore(Persistence.inMemory(), 0, 0);

  private TestScheduler start(Job... jobs) {
    var builder =
        Scheduler.builder()
            .persistence(store)
            .handler(Target.handler("work"), run -> starts.add(run.scheduledTime()));
    for (var job : jobs) {
      builder.job(job);
    }
    return TestScheduler.start(builder, START);
  }

  @Test
  void what_is_claimed_starts_on_time_while_the_store_is_away_and_its_end_is_stored_later() {
    try (var time = start(Job.of("once", WORK, Trigger.at(START.plusSeconds(2))))) {
      time.advance(ofSeconds(1));
      store.off = true;
      time.advance(ofSeconds(60));
      assertThat(starts).containsExactly(START.plusSeconds(2));
      assertThat(time.scheduler().health().storeReachable()).isFalse();

      store.off = false;
      time.advance(ofSeconds(5));
      assertThat(time.executions("once"))
          .singleElement()
          .satisfies(e -> {
            assertThat(e.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(e.lateness()).isEqualTo(Duration.ZERO);
            assertThat(e.end())
                .hasValueSatisfying(end -> assertThat(end).isBefore(START.plusSeconds(5)));
          });
      assertThat(time.scheduler().health().storeReachable()).isTrue();
    }
  }

  @Test
  void after_a_minute_without_the_store_catch_up_decides_and_service_resumes_within_5_s() {
    var job = Job.of("all", WORK, Trigger.every(ofSeconds(1))).withCatchUp(CatchUp.all());
    try (var time = start(job)) {
      time.advance(ofSeconds(10));
      store.off = true;
      time.advance(ofSeconds(60));
      store.off = false;
      time.advance(ofSeconds(5));
      assertThat(starts).doesNotHaveDuplicates().isSorted().hasSizeGreaterThanOrEqualTo(73);
    }
  }

  @Test
  void a_store_that_reads_but_does_not_write_is_reported_once_and_once_when_it_writes_again() {
    var changes = new CopyOnWriteArrayList<Boolean>();
    var builder =
        Scheduler.builder()
            .persistence(store)
            .on(SchedulerEvent.StoreChanged.class, event -> changes.add(event.reachable()))
            .job("tick", Trigger.every(ofSeconds(1)), run -> starts.add(run.scheduledTime()));
    try (var time = TestScheduler.start(builder, START)) {
      time.advance(ofSeconds(10));
      store.writesOff = true;
      time.advance(ofSeconds(60));
      assertThat(time.scheduler().health().storeReachable()).isFalse();
      store.writesOff = false;
      time.advance(ofSeconds(5));
      assertThat(time.scheduler().health().storeReachable()).isTrue();
    }
    assertThat(changes).containsExactly(false, true);
  }

  @Test
  void a_call_during_an_outage_says_that_its_outcome_is_unknown_and_may_be_repeated() {
    var job = Job.of("later", WORK, Trigger.at(START.plus(ofMinutes(10))));
    try (var time = start()) {
      store.off = true;
      assertThatThrownBy(() -> time.scheduler().schedule(job))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("job later");
      store.off = false;
      time.scheduler().schedule(job);
      time.advance(ofMinutes(11));
      assertThat(starts).containsExactly(START.plus(ofMinutes(10)));
    }
  }

  @Test
  void a_change_that_the_store_cannot_take_stands_alone_in_the_end_and_the_others_go_on() {
    var poisoned = Job.of("poison", WORK, Trigger.every(ofSeconds(1)));
    var jobs = new Job[41];
    jobs[0] = poisoned;
    for (int i = 1; i < jobs.length; i++) {
      jobs[i] = Job.of("good-" + i, WORK, Trigger.every(ofSeconds(1)));
    }
    try (var time = start(jobs)) {
      time.advance(ofSeconds(5));
      store.poison = "poison";
      time.advance(ofSeconds(60));
      var good =
          time.executions("good-7").stream().filter(e -> e.status() == ExecutionStatus.SUCCEEDED);
      assertThat(good.count()).isGreaterThanOrEqualTo(63);

      store.poison = null;
      time.advance(ofSeconds(5));
      assertThat(time.executions("poison").getFirst().scheduledTime())
          .isAfter(START.plusSeconds(65));
    }
  }
}
