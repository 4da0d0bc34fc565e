package dev.punctual.internal.loop;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.StoreUnavailableException;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long the scheduler is patient goes by elapsed time: setting the clock by hours makes no wait
 * longer or shorter. The clock is set while the store is being asked.
 */
class ClockPatienceTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Target<?> WORK = Target.handler("work");

  private final ManualClocks clocks = new ManualClocks(START);
  private final EarlyDriver driver = new EarlyDriver(clocks, new Random(1));
  private final List<String> calls = new ArrayList<>();
  private Runnable atNextCall = () -> {};
  private Duration awayUntil = Duration.ZERO;

  private LocalScheduler started() {
    var scheduler =
        new LocalScheduler(
            Scheduler.builder()
                .persistence(new HookedStore(this::called))
                .callTimeout(ofSeconds(10))
                .handler(WORK, run -> {})
                .settings(),
            driver);
    scheduler.start();
    driver.advance(ofSeconds(1));
    return scheduler;
  }

  private void called(String name) {
    calls.add(name);
    var step = atNextCall;
    atNextCall = () -> {};
    step.run();
    if (clocks.elapsed().compareTo(awayUntil) < 0) {
      throw new IllegalStateException("the store is away");
    }
  }

  private void awayFor(Duration duration) {
    awayUntil = clocks.elapsed().plus(duration);
  }

  @ParameterizedTest(name = "{0} h")
  @ValueSource(longs = {-1, 1, -24, 24})
  void a_call_fails_when_its_time_is_up_and_not_before(long hours) {
    try (var scheduler = started()) {
      awayFor(ofMinutes(60));
      atNextCall = () -> clocks.step(Duration.ofHours(hours));
      var begun = clocks.elapsed();
      var job = Job.of("work", WORK, Trigger.at(START.plusSeconds(60)));
      assertThatThrownBy(() -> scheduler.schedule(job, IfExists.REJECT))
          .isInstanceOf(StoreUnavailableException.class);
      assertThat(clocks.elapsed().minus(begun)).isBetween(ofSeconds(10), ofSeconds(13));
      awayUntil = Duration.ZERO;
    }
  }

  @ParameterizedTest(name = "{0} h")
  @ValueSource(longs = {-1, 1, -24, 24})
  void a_call_succeeds_soon_after_the_store_has_returned(long hours) {
    try (var scheduler = started()) {
      awayFor(ofSeconds(5));
      atNextCall = () -> clocks.step(Duration.ofHours(hours));
      var job = Job.of("work", WORK, Trigger.at(START.plus(Duration.ofDays(9))));
      scheduler.schedule(job, IfExists.REJECT);
      assertThat(clocks.elapsed().minus(awayUntil)).isBetween(Duration.ZERO, ofSeconds(2));
    }
  }

  @ParameterizedTest(name = "{0} h")
  @ValueSource(longs = {-1, 1, -24, 24})
  void a_store_that_does_not_answer_is_asked_for_due_jobs_as_often_as_ever(long hours) {
    try (var scheduler = started()) {
      var due = clocks.instant().plusSeconds(4);
      scheduler.schedule(Job.of("work", WORK, Trigger.at(due)), IfExists.REJECT);
      awayFor(ofSeconds(20));
      driver.advance(ofSeconds(5));
      assertThat(calls.stream().filter("due"::equals)).hasSizeGreaterThan(8);
      calls.clear();
      clocks.step(Duration.ofHours(hours));
      driver.advance(ofSeconds(10));
      assertThat(calls.stream().filter("due"::equals)).hasSizeBetween(38, 46);
    }
  }

  @ParameterizedTest(name = "{0} h")
  @ValueSource(longs = {-1, 1, -24, 24})
  void the_house_is_kept_as_often_as_ever(long hours) {
    try (var scheduler = started()) {
      assertThat(scheduler.health().isUp()).isTrue();
      driver.advance(ofSeconds(10));
      calls.clear();
      clocks.step(Duration.ofHours(hours));
      driver.advance(ofMinutes(9));
      assertThat(calls.stream().filter("heartbeat"::equals)).hasSizeBetween(18, 20);
      assertThat(calls).as("the log is trimmed every ten minutes").doesNotContain("purge");
      driver.advance(ofMinutes(1));
      assertThat(calls).containsOnlyOnce("purge");
    }
  }
}
