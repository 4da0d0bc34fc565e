package dev.punctual.internal.loop;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CatchUp;
import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The process is stopped while the loop takes a turn, and not while it rests. */
class StoppedInTurnTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Target<?> WORK = Target.handler("work");

  @Test
  void a_minute_that_passes_in_the_midst_of_a_turn_is_noticed_in_that_turn() {
    var clocks = new ManualClocks(START);
    var driver = new EarlyDriver(clocks, new Random(1));
    var jumps = new ConcurrentLinkedQueue<Duration>();
    var job = Job.of("work", WORK, Trigger.every(ofSeconds(10))).withCatchUp(CatchUp.none());
    var builder =
        Scheduler.builder()
            .handler(WORK, run -> {})
            .job(job)
            .on(SchedulerEvent.ClockJumped.class, event -> jumps.add(event.ahead()));
    try (var scheduler = new LocalScheduler(builder.settings(), driver)) {
      scheduler.start();
      driver.advance(ofSeconds(14));
      driver.afterNextEvent(() -> clocks.pass(ofMinutes(1)));
      assertThat(scheduler.health().isUp()).isTrue();
      driver.advance(ofSeconds(20));
      assertThat(scheduler.executions(ExecutionQuery.ofJob("work")).items().reversed())
          .extracting(StoppedInTurnTest::words)
          .containsExactly(
              "12:00:10Z SUCCEEDED",
              "12:00:20Z SKIPPED MISSED 5 times",
              "12:01:10Z SUCCEEDED",
              "12:01:20Z SUCCEEDED",
              "12:01:30Z SUCCEEDED");
    }
    assertThat(jumps).containsExactly(ofMinutes(1));
  }

  /** One attempt has started by then; the other job's claim was due in the same turn. */
  @Test
  void a_stop_in_the_midst_of_a_timer_is_noticed_before_the_next_timer() {
    var clocks = new ManualClocks(START);
    var driver = new EarlyDriver(clocks, new Random(1));
    var jumps = new ConcurrentLinkedQueue<Duration>();
    var builder =
        Scheduler.builder()
            .handler(WORK, run -> {})
            .on(SchedulerEvent.ClockJumped.class, event -> jumps.add(event.ahead()));
    for (var name : List.of("one", "other")) {
      builder.job(Job.of(name, WORK, Trigger.every(ofSeconds(10))).withCatchUp(CatchUp.none()));
    }
    try (var scheduler = new LocalScheduler(builder.settings(), driver)) {
      scheduler.start();
      driver.advance(ofSeconds(5));
      driver.atNextStart(() -> clocks.pass(ofSeconds(15)));
      driver.advance(ofSeconds(30));
      var logs =
          Stream.of("one", "other")
              .map(name -> scheduler.executions(ExecutionQuery.ofJob(name)).items().reversed())
              .map(log -> log.stream().map(StoppedInTurnTest::words).toList());
      assertThat(logs)
          .containsExactlyInAnyOrder(
              List.of(
                  "12:00:10Z SUCCEEDED", "12:00:20Z SKIPPED MISSED 1 times", "12:00:30Z SUCCEEDED"),
              List.of(
                  "12:00:10Z SKIPPED MISSED 1 times",
                  "12:00:20Z SUCCEEDED",
                  "12:00:30Z SUCCEEDED"));
    }
    assertThat(jumps).containsExactly(ofSeconds(15));
  }

  private static String words(Execution line) {
    var reason = line.reason() == null ? "" : " " + line.reason() + " " + line.times() + " times";
    return line.scheduledTime().toString().substring(11) + " " + line.status() + reason;
  }
}
