package dev.punctual.internal.loop;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.TimingThread;
import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real threads on the machine's clocks, of which the test sets the wall clock as it likes. */
class RealTimeDriverTest {
  private static final Target<?> WORK = Target.handler("work");
  private static final Duration NOTICED = ofSeconds(2);

  private final SetClocks clocks = new SetClocks();
  private final LinkedBlockingQueue<Instant> starts = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Duration> jumps = new LinkedBlockingQueue<>();

  /** The machine's clocks, the wall clock being off by what the test says. */
  private static final class SetClocks implements Clocks {
    private final Clocks machine = new SystemClocks();
    private volatile Duration off = Duration.ZERO;

    @Override
    public Instant instant() {
      return machine.instant().plus(off);
    }

    @Override
    public Duration elapsed() {
      return machine.elapsed();
    }

    @Override
    public Duration until(Instant instant) {
      return machine.until(instant.minus(off));
    }
  }

  private LocalScheduler started(TimingThread kind) {
    var settings =
        Scheduler.builder()
            .handler(WORK, run -> starts.add(clocks.instant()))
            .on(SchedulerEvent.ClockJumped.class, event -> jumps.add(event.ahead()))
            .settings();
    var scheduler = new LocalScheduler(settings, new RealTimeDriver(kind, true, clocks));
    scheduler.start();
    assertThat(scheduler.health().running()).as("the loop has looked at the clock").isTrue();
    return scheduler;
  }

  @ParameterizedTest
  @EnumSource(TimingThread.class)
  void a_clock_that_is_set_forward_is_noticed_within_two_seconds(TimingThread kind)
      throws InterruptedException {
    try (var scheduler = started(kind)) {
      var due = clocks.instant().plus(ofHours(1));
      scheduler.schedule(Job.of("work", WORK, Trigger.at(due)), IfExists.REJECT);
      var set = clocks.elapsed();
      clocks.off = ofHours(2);
      assertThat(jumps.poll(20, TimeUnit.SECONDS)).isBetween(ofMinutes(119), ofMinutes(121));
      assertThat(starts.poll(20, TimeUnit.SECONDS)).isAfter(due);
      assertThat(clocks.elapsed().minus(set)).isLessThan(NOTICED);
    }
    assertThat(jumps).as("told once").noneMatch(jump -> jump.abs().compareTo(ofMinutes(1)) > 0);
  }

  @ParameterizedTest
  @EnumSource(TimingThread.class)
  void after_the_clock_is_set_back_a_start_is_on_time_by_the_new_clock(TimingThread kind)
      throws InterruptedException {
    try (var scheduler = started(kind)) {
      clocks.off = ofHours(-2);
      assertThat(jumps.poll(20, TimeUnit.SECONDS)).isBetween(ofMinutes(-121), ofMinutes(-119));
      var due = clocks.instant().plus(ofMillis(700));
      scheduler.schedule(Job.of("work", WORK, Trigger.at(due)), IfExists.REJECT);
      assertThat(starts.poll(20, TimeUnit.SECONDS)).isBetween(due, due.plusSeconds(1));
    }
    assertThat(jumps).as("told once").noneMatch(jump -> jump.abs().compareTo(ofMinutes(1)) > 0);
  }
}
