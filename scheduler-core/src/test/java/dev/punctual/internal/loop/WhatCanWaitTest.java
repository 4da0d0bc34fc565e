package dev.punctual.internal.loop;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.punctual.Delivery;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Outcome;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which changes may wait a few milliseconds for others before they are stored. */
class WhatCanWaitTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Target<?> WORK = Target.handler("work");

  private final ManualClocks clocks = new ManualClocks(START);
  private final EarlyDriver driver = new EarlyDriver(clocks, new Random(1));

  static Stream<Arguments> ends() {
    return Stream.of(
        arguments("the only run", true, job(Trigger.at(START.plusSeconds(3)))),
        arguments("the next is in a second", true, job(Trigger.every(ofSeconds(1)))),
        arguments("the next is in 100 ms", false, job(Trigger.every(ofMillis(100)))),
        arguments("a second after the end", true, job(Trigger.afterEnd(ofSeconds(1)))),
        arguments("100 ms after the end", false, job(Trigger.afterEnd(ofMillis(100)))),
        arguments("at most once, in a second", true, mostOnce(Trigger.every(ofSeconds(1)))),
        arguments("at most once, in 100 ms", false, mostOnce(Trigger.every(ofMillis(100)))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("ends")
  void the_end_of_a_run_can_wait_unless_something_comes_soon(String what, boolean can, Job job) {
    try (var scheduler = scheduler()) {
      scheduler.schedule(job);
      driver.advance(ofSeconds(6));
      assertThat(driver.commits())
          .filteredOn(commit -> !commit.change().ended().isEmpty())
          .isNotEmpty()
          .allMatch(commit -> commit.canWait() == can);
    }
  }

  @Test
  void what_a_call_waits_for_cannot_wait() {
    try (var scheduler = scheduler()) {
      var handle = scheduler.schedule(job(Trigger.every(Duration.ofHours(1))), IfExists.REJECT);
      handle.pause("for a while");
      handle.cancel();
      assertThat(driver.commits()).hasSize(3).noneMatch(StoreRequest.Commit::canWait);
    }
  }

  @Test
  void a_retry_can_wait_unless_it_comes_soon() {
    try (var scheduler = scheduler()) {
      scheduler.schedule(failing("soon", ofMillis(100)));
      scheduler.schedule(failing("later", ofSeconds(1)));
      driver.advance(ofSeconds(2));
      assertThat(driver.commits())
          .filteredOn(commit ->
              commit.change().record().open().stream().anyMatch(open -> open.attempt() == 2))
          .hasSize(2)
          .allMatch(commit -> commit.canWait() == commit.change().id().value().equals("later"));
    }
  }

  private LocalScheduler scheduler() {
    var settings =
        Scheduler.builder()
            .handler(Target.handler("work"), run -> {})
            .executor("down", attempt -> Outcome.retry("down"))
            .settings();
    var scheduler = new LocalScheduler(settings, driver);
    scheduler.start();
    return scheduler;
  }

  private static Job job(Trigger trigger) {
    return Job.of("job", WORK, trigger);
  }

  private static Job mostOnce(Trigger trigger) {
    return job(trigger).withDelivery(Delivery.AT_MOST_ONCE);
  }

  private static Job failing(String id, Duration wait) {
    return Job.of(id, Target.of("down", "x"), Trigger.at(START.plusMillis(500)))
        .withRetry(Retry.fixed(2, wait));
  }
}
