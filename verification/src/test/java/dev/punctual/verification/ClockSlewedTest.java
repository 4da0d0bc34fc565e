package dev.punctual.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A clock that is slewed by 500 millionths, as fast as a time service does it: a millisecond every
 * two seconds.
 */
class ClockSlewedTest {
  private static final String JOBS =
      """
      dense:     every 500ms; overlap allow 9
      latest:    every 10s
      none:      every 10s; catch-up none
      most-once: every 7s; delivery at-most-once
      cron:      cron quartz "0 * * * * ?" in UTC
      """;

  @ParameterizedTest(name = "{0} ms every two seconds")
  @ValueSource(longs = {1, -1})
  void a_slewed_clock_is_nothing_special(long slew) {
    var world = ClockWorld.of(JOBS);
    try (world) {
      for (int i = 0; i < 600; i++) {
        world.time.advance(ofSeconds(2));
        world.time.stepClock(ofMillis(slew));
      }
      world.time.advance(ofSeconds(1));
      world.checkLaws("slewed");
      assertThat(world.starts("dense")).hasSizeBetween(2_395, 2_405);
      assertThat(world.starts("latest")).hasSize(120);
      assertThat(world.starts("cron")).hasSize(20);
      assertThat(world.starts())
          .allMatch(start -> start.at().isBefore(start.scheduledTime().plusMillis(2)));
      assertThat(world.time.executions()).extracting(line -> line.reason()).containsOnlyNulls();
      assertThat(Set.copyOf(world.starts())).hasSameSizeAs(world.starts());
    }
    assertThat(world.jumps()).isEmpty();
  }
}
