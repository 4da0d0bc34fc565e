package dev.punctual.internal.loop;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Delivery;
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
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Timers that wake the loop up to 5 ms too early: it looks at the clock, and rests again. */
class EarlyTimersTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00.000200Z");
  private static final Target<?> WORK = Target.handler("work");
  private static final List<Job> JOBS =
      List.of(
          Job.of("second", WORK, Trigger.every(ofSeconds(1))),
          Job.of("odd", WORK, Trigger.every(ofMillis(937))),
          Job.of("most-once", WORK, Trigger.every(ofSeconds(7)))
              .withDelivery(Delivery.AT_MOST_ONCE),
          Job.of("after-end", WORK, Trigger.afterEnd(ofMillis(1_500))),
          Job.of("once", WORK, Trigger.at(START.plusSeconds(31))));

  private record Start(String key, Instant scheduledTime, Instant at) {}

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothing_starts_early_or_twice_and_the_loop_does_not_spin(long seed) {
    var clocks = new ManualClocks(START);
    var driver = new EarlyDriver(clocks, new Random(seed));
    var starts = new ConcurrentLinkedQueue<Start>();
    var jumps = new ConcurrentLinkedQueue<Duration>();
    var builder =
        Scheduler.builder()
            .handler(
                WORK,
                run -> starts.add(new Start(run.key(), run.scheduledTime(), clocks.instant())))
            .on(SchedulerEvent.ClockJumped.class, event -> jumps.add(event.ahead()));
    JOBS.forEach(builder::job);
    try (var scheduler = new LocalScheduler(builder.settings(), driver)) {
      scheduler.start();
      driver.advance(ofMinutes(2));
    }
    assertThat(starts).hasSizeGreaterThan(120 + 128 + 17 + 79);
    assertThat(starts).extracting(Start::key).doesNotHaveDuplicates();
    assertThat(starts)
        .allSatisfy(start ->
            assertThat(Duration.between(start.scheduledTime(), start.at()))
                .isBetween(Duration.ZERO, ofMillis(2)));
    assertThat(jumps).isEmpty();
    assertThat(driver.turnsTaken()).as("turns").isLessThan(25L * starts.size());
  }
}
