package dev.punctual.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.internal.text.DurationText;
import dev.punctual.verification.ClockWorld.Start;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The clock is set back: what was decided is not decided again, and each job goes on, on time, when
 * the clock reaches its next time.
 */
class ClockSetBackTest {
  private static final String JOBS =
      """
      latest:    every 10s
      none:      every 10s; catch-up none
      all:       every 10s; catch-up all
      most-once: every 10s; delivery at-most-once
      two:       every 10s; overlap allow 2
      dense:     every 500ms; overlap allow 9
      cron:      cron quartz "5 * * * * ?" in Europe/Berlin
      hourly:    every 1h anchored at 2026-03-01T00:01:00Z
      daily:     daily 01:01 in Europe/Berlin
      once:      at 2026-03-01T00:01:00Z
      later:     at 2026-03-01T00:10:00Z
      limited:   every 10s; at most 15 runs
      """;

  /** In the second phase the next start of most jobs is already claimed. */
  @ParameterizedTest(name = "by {0}, {1} ms after a start")
  @CsvSource({
    "1s, 4300",
    "1s, 9300",
    "8s, 4300",
    "8s, 9300",
    "30s, 4300",
    "30s, 9300",
    "1h, 4300",
    "1h, 9300",
    "1d, 4300",
    "1d, 9300",
  })
  void every_time_runs_once_and_on_time_by_the_clock_that_is_valid_then(
      String back, long phaseMillis) {
    var step = DurationText.parse(back);
    var world = ClockWorld.of(JOBS);
    try (world) {
      world.time.advance(ofSeconds(90).plusMillis(phaseMillis));
      var latest = world.time.now();
      world.time.stepClock(step.negated());
      world.time.advance(step.minus(ofSeconds(1)));
      assertThat(world.starts())
          .as("nothing runs before the clock is where it was")
          .allMatch(start -> start.scheduledTime().isBefore(latest));
      world.time.advance(ofSeconds(91));

      assertThat(world.starts())
          .as("each start is on time")
          .allMatch(start -> start.at().equals(start.scheduledTime()));
      assertThat(world.starts("latest")).hasSize(18);
      assertThat(world.starts("most-once")).hasSize(18);
      assertThat(world.starts("dense")).hasSizeGreaterThan(360);
      assertThat(world.starts("limited")).hasSize(15);
      assertThat(world.starts("daily")).hasSize(1);
      assertThat(world.starts("once")).hasSize(1);
      world.checkLaws("back by " + back);
      assertThat(world.time.executions()).allMatch(line -> line.reason() == null);
    }
    assertThat(world.jumps()).hasSize(step.compareTo(ofSeconds(1)) > 0 ? 1 : 0);
    assertThat(world.jumps()).allMatch(step.negated()::equals);
  }

  /** A clock that is wrong for a while, by a year and more, and is corrected. */
  @ParameterizedTest(name = "by {0} and forth")
  @CsvSource({"30s", "1h", "1d", "400d"})
  void a_clock_that_is_wrong_for_a_minute_costs_that_minute_and_no_more(String back) {
    var step = DurationText.parse(back);
    var world = ClockWorld.of(JOBS);
    try (world) {
      world.time.advance(ofMillis(94_300));
      world.time.stepClock(step.negated());
      world.time.advance(ofSeconds(20));
      world.time.stepClock(step);
      world.time.advance(ofSeconds(1));
      assertThat(world.starts("latest"))
          .as("what passed by the right clock is caught up within a second")
          .extracting(Start::scheduledTime)
          .endsWith(at(90), at(110));
      world.time.advance(ofSeconds(65));
      assertThat(world.starts("latest"))
          .extracting(Start::at)
          .endsWith(at(120), at(130), at(140), at(150), at(160), at(170), at(180));
      world.checkLaws("back by " + back);
    }
    assertThat(world.jumps()).containsExactly(step.negated(), step);
  }

  private static Instant at(long second) {
    return ClockWorld.START.plusSeconds(second);
  }
}
