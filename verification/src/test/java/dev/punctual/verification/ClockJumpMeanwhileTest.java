package dev.punctual.verification;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Attempt;
import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.internal.text.DurationText;
import dev.punctual.spi.Persistence;
import dev.punctual.verification.ClockWorld.Jump;
import dev.punctual.verification.ClockWorld.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Something is under way when the clocks jump. */
class ClockJumpMeanwhileTest {
  private static final int CAUGHT_UP_BEFORE = 44;

  private final CountDownLatch released = new CountDownLatch(1);

  private ClockWorld world(String jobs, Function<Attempt<Payload>, Outcome> script) {
    return new ClockWorld(jobs, Persistence.inMemory(), builder -> builder, script);
  }

  /** An attempt of the time 00:00:10 runs until it is released, the others end at once. */
  private Outcome firstIsHeld(Attempt<Payload> run) {
    if (run.scheduledTime().equals(at(10))) {
      try {
        released.await();
      } catch (InterruptedException e) {
        return Outcome.retry("interrupted");
      }
    }
    return Outcome.succeeded();
  }

  private static final String BUSY =
      """
      none:      every 10s; catch-up none
      latest:    every 10s
      all:       every 10s; catch-up all within 20s
      most-once: every 10s; catch-up none; delivery at-most-once
      """;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          STEP,    30s
          SUSPEND, 1h
          STALL,   1h
          STEP,    1d
          """)
  void what_passes_while_an_attempt_runs_is_missed_and_not_overlapped(Jump jump, String length) {
    try (var world = world(BUSY, this::firstIsHeld)) {
      world.time.advance(ofMillis(14_300));
      jump.by(DurationText.parse(length), world.time);
      world.time.advance(ofSeconds(1));
      var resumed = world.time.now();
      released.countDown();
      world.time.advance(ofMillis(100));

      assertThat(story(world, "none")).containsExactly("10 SUCCEEDED", "20 … SKIPPED MISSED");
      assertThat(story(world, "most-once")).isEqualTo(story(world, "none"));
      assertThat(story(world, "latest"))
          .containsExactly("10 SUCCEEDED", "20 … SKIPPED MISSED", latest(resumed) + " SUCCEEDED");
      assertThat(story(world, "all")).last().isEqualTo(latest(resumed) + " SUCCEEDED");
      assertThat(world.starts("all")).hasSize(3);
      world.time.advance(ofSeconds(60));
      assertThat(world.starts("none")).hasSize(7);
      world.checkLaws(jump + " " + length);
    }
  }

  /** The last multiple of ten seconds, in seconds since the start. */
  private static long latest(Instant now) {
    return Duration.between(ClockWorld.START, now).toSeconds() / 10 * 10;
  }

  private static List<String> story(ClockWorld world, String job) {
    return world.time.executions(job).reversed().stream()
        .filter(line -> line.status().isFinal())
        .map(ClockJumpMeanwhileTest::words)
        .toList();
  }

  private static String words(Execution line) {
    var words = new StringBuilder();
    words.append(Duration.between(ClockWorld.START, line.scheduledTime()).toSeconds());
    words.append(line.times() > 1 ? " … " : " ").append(line.status());
    return words.append(line.reason() == null ? "" : " " + line.reason()).toString();
  }

  @ParameterizedTest
  @CsvSource({"8s", "30s", "1h", "1d"})
  void an_attempt_that_runs_while_the_clock_is_set_back_ends_in_order(String back) {
    var step = DurationText.parse(back);
    try (var world = world(BUSY, this::firstIsHeld)) {
      world.time.advance(ofMillis(14_300));
      world.time.stepClock(step.negated());
      world.time.advance(ofSeconds(2));
      released.countDown();
      world.time.advance(step.plus(ofSeconds(30)));
      for (var job : List.of("none", "latest", "most-once")) {
        assertThat(story(world, job))
            .containsExactly("10 SUCCEEDED", "20 SUCCEEDED", "30 SUCCEEDED", "40 SUCCEEDED");
      }
      assertThat(world.starts()).allMatch(start -> start.at().equals(start.scheduledTime()));
      assertThat(world.time.executions("none").getLast().start()).contains(at(10));
      world.checkLaws("back by " + back);
    }
  }

  /** The first attempt, at 00:00:10, fails, and the next is due at 00:01:10. */
  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({
    "STEP, 30s, 70000",
    "STEP, 1h, 3615300",
    "SUSPEND, 1d, 86415300",
    "STALL, 1h, 3614300",
    "STEP, -1s, 70000",
    "STEP, -30s, 70000",
    "STEP, -1h, 70000",
  })
  void a_retry_starts_once_when_the_clock_has_reached_its_time(
      Jump jump, String length, long expectedMillis) {
    boolean back = length.startsWith("-");
    var by = DurationText.parse(back ? length.substring(1) : length);
    var world =
        world(
            "work: at 2026-03-01T00:00:10Z; retry fixed 3 every 1m",
            run -> run.number() == 1 ? Outcome.retry("the first fails") : Outcome.succeeded());
    try (world) {
      world.time.advance(ofMillis(14_300));
      jump.by(back ? by.negated() : by, world.time);
      world.time.advance(by.plusMinutes(2));
      assertThat(world.starts())
          .extracting(start -> start.attempt() + " " + start.at())
          .containsExactly("1 " + at(10), "2 " + ClockWorld.START.plusMillis(expectedMillis));
      assertThat(world.time.job("work").status().state()).isEqualTo(JobState.FINISHED);
      world.checkLaws(jump + " " + length);
    }
  }

  /**
   * Sixty missed times are caught up, one with each change of the store, when the clock is set.
   * Each job has a world of its own: with two of them, a run's end shares the other's change or
   * waits for it, as the threads have it.
   */
  @ParameterizedTest(name = "by {0} s")
  @CsvSource({"-1", "-30", "-300", "-3600", "30", "3600"})
  void a_backlog_that_is_being_caught_up_stays_complete_and_in_order(long seconds) {
    try (var world = caughtUp("work: every 10s; catch-up all", seconds)) {
      assertThat(world.starts()).hasSizeGreaterThan(CAUGHT_UP_BEFORE + 70);
      assertThat(world.time.executions("work"))
          .allMatch(line -> line.status() != ExecutionStatus.SKIPPED);
    }
  }

  @ParameterizedTest(name = "by {0} s")
  @CsvSource({"-1", "-30", "-300", "-3600", "30", "3600"})
  void a_job_with_a_limit_has_as_many_runs_as_it_may(long seconds) {
    try (var world = caughtUp("work: every 10s; catch-up all; at most 50 runs", seconds)) {
      assertThat(world.starts()).hasSize(50);
      assertThat(world.time.job("work").status().state()).isEqualTo(JobState.FINISHED);
    }
  }

  /** A little over an hour after the clock was set in the midst of catching up ten minutes. */
  private static ClockWorld caughtUp(String job, long seconds) {
    var world = ClockWorld.of(job);
    world.time.advance(ofMillis(14_300));
    world.time.delayStore(ofMillis(110));
    world.crash(ofMinutes(10));
    world.time.advance(ofSeconds(5));
    assertThat(world.starts()).hasSize(CAUGHT_UP_BEFORE);
    world.time.stepClock(ofSeconds(seconds));
    world.time.advance(ofHours(1).plusMinutes(12));
    world.checkLaws("by " + seconds);
    assertThat(world.starts().stream().map(Start::scheduledTime))
        .isSorted()
        .doesNotHaveDuplicates();
    return world;
  }

  @Test
  void what_waits_in_line_for_a_permit_waits_for_its_time_again_if_the_clock_is_set_back() {
    var world =
        new ClockWorld(
            """
            holder: at 2026-03-01T00:00:10Z
            once:   at 2026-03-01T00:00:11Z
            tick:   every 12s
            """,
            Persistence.inMemory(),
            builder -> builder.maxConcurrent(1),
            this::firstIsHeld);
    try (world) {
      world.time.advance(ofMillis(14_300));
      assertThat(world.starts()).hasSize(1);
      world.time.stepClock(ofMinutes(-5));
      released.countDown();
      world.time.advance(ofMinutes(5).minus(ofMillis(4_300)));
      assertThat(world.starts()).hasSize(1);
      world.time.advance(ofSeconds(30));
      assertThat(world.starts())
          .extracting(Start::at)
          .containsExactly(at(10), at(11), at(12), at(24), at(36));
      world.checkLaws("in line");
    }
  }

  private static Instant at(long second) {
    return ClockWorld.START.plusSeconds(second);
  }
}
