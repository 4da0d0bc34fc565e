package dev.punctual.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.punctual.Execution;
import dev.punctual.ExecutionKind;
import dev.punctual.SkipReason;
import dev.punctual.internal.text.DurationText;
import dev.punctual.verification.ClockWorld.Jump;
import dev.punctual.verification.ClockWorld.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The clock is set forward, the machine is suspended, the process is stopped: each is an outage,
 * noticed within a second of its end.
 */
class ClockSetForwardTest {
  private static final String JOBS =
      """
      latest:     every 10s
      none:       every 10s; catch-up none
      all:        every 10s; catch-up all within 1h
      twenty:     every 10s; catch-up all at most 20
      limited:    every 10s; catch-up all; at most 9 runs
      lenient:    every 10s; catch-up none grace 40s
      most-once:  every 10s; delivery at-most-once
      two:        every 10s; overlap allow 2
      dense:      every 500ms; overlap allow 9
      dense-none: every 500ms; overlap allow 9; catch-up none
      dense-all:  every 500ms; overlap allow 9; catch-up all at most 8
      hourly:     every 1h; catch-up all
      cron:       cron quartz "5 * * * * ?" in Europe/Berlin; catch-up none
      daily:      daily 01:20 in Europe/Berlin
      daily-none: daily 01:20 in Europe/Berlin; catch-up none
      once:       at 2026-03-01T00:20:00Z
      once-none:  at 2026-03-01T00:20:00Z; catch-up none
      after-end:  after end 10s
      end-none:   after end 10s; catch-up none
      """;

  /** The second phase is one in which the next start is already claimed. */
  @ParameterizedTest(name = "{0} by {1}, {2} ms after a start")
  @CsvSource({
    "STEP, 2s, 4300",
    "SUSPEND, 2s, 9300",
    "STALL, 4s, 4300",
    "STEP, 8s, 4300",
    "SUSPEND, 8s, 9300",
    "STALL, 8s, 9300",
    "STEP, 30s, 4300",
    "STEP, 30s, 9300",
    "STALL, 30s, 4300",
    "STALL, 30s, 9300",
    "STEP, 1h, 4300",
    "SUSPEND, 1h, 9300",
    "STALL, 1h, 9300",
    "STEP, 3h, 9300",
    "SUSPEND, 1d, 4300",
    "STEP, 1d, 9300",
    "STALL, 1d, 9300",
  })
  void the_same_times_run_and_are_skipped_as_after_an_outage_of_that_length(
      Jump jump, String length, long phaseMillis) {
    var expected = story(Jump.OUTAGE, length, phaseMillis);
    var actual = story(jump, length, phaseMillis);
    assertSoftly(each ->
        expected.forEach((job, lines) ->
            each.assertThat(actual.get(job)).as(job).containsExactlyElementsOf(lines)));
    assertThat(expected.get("latest")).hasSizeGreaterThan(10);
  }

  /** What became of each job's scheduled times, as its log tells. */
  private static Map<String, List<String>> story(Jump jump, String length, long phaseMillis) {
    Map<String, List<String>> story = new TreeMap<>();
    try (var world = ClockWorld.of(JOBS)) {
      world.time.advance(ofSeconds(90).plusMillis(phaseMillis));
      jump.by(DurationText.parse(length), world.time);
      world.time.scheduler().health();
      world.time.advance(ofSeconds(90));
      world.checkLaws(jump + " " + length);
      for (var job : world.jobs()) {
        var id = job.id().value();
        var lines = world.time.executions(id).stream().map(ClockSetForwardTest::words).toList();
        story.put(id, lines);
      }
    }
    return story;
  }

  private static String words(Execution line) {
    return String.join(
        " ",
        line.scheduledTime().toString(),
        line.status().toString(),
        line.kind().toString(),
        String.valueOf(line.reason()),
        String.valueOf(line.times()));
  }

  @ParameterizedTest
  @EnumSource(names = {"STEP", "SUSPEND", "STALL"})
  void a_jump_is_noticed_within_a_second_and_told_once(Jump jump) {
    var world = ClockWorld.of("daily: daily 01:20 in UTC\nonce: at 2026-03-01T00:20:00Z");
    try (world) {
      world.time.advance(ofSeconds(4).plusMillis(300));
      jump.by(Duration.ofHours(2), world.time);
      var end = world.time.now();
      world.time.advance(ofSeconds(1));
      assertThat(world.starts())
          .hasSize(2)
          .allSatisfy(start -> assertThat(start.at()).isBetween(end, end.plusSeconds(1)));
      world.time.advance(ofSeconds(60));
    }
    assertThat(world.jumps())
        .singleElement()
        .satisfies(ahead ->
            assertThat(ahead).isBetween(Duration.ofHours(2).minusSeconds(1), Duration.ofHours(2)));
  }

  @ParameterizedTest
  @CsvSource({"STEP, 1s", "SUSPEND, 1s", "STALL, 1500ms"})
  void what_is_not_over_a_second_is_not_told_and_starts_are_no_later_for_it(
      Jump jump, String length) {
    var world = ClockWorld.of("work: every 10s");
    try (world) {
      world.time.advance(ofMillis(9_300));
      jump.by(DurationText.parse(length), world.time);
      world.time.advance(ofSeconds(30));
      assertThat(world.starts()).extracting(Start::scheduledTime).startsWith(at(10), at(20));
      assertThat(world.starts().getFirst().at()).isBetween(at(10), at(12));
      assertThat(world.starts().get(1).at()).isEqualTo(at(20));
    }
    assertThat(world.jumps()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"STEP", "SUSPEND", "STALL"})
  void next_times_are_on_time_again(Jump jump) {
    try (var world = ClockWorld.of("work: every 10s; catch-up none grace 1s")) {
      world.time.advance(ofMillis(4_300));
      jump.by(Duration.ofHours(1), world.time);
      world.time.advance(ofSeconds(60));
      assertThat(world.starts())
          .hasSizeGreaterThan(5)
          .allMatch(start -> start.at().equals(start.scheduledTime()));
    }
  }

  /** Every tenth of a second is tried, so some claims are made, stored or armed at the jump. */
  @ParameterizedTest
  @EnumSource(names = {"STEP", "SUSPEND", "STALL"})
  void what_is_on_its_way_to_the_store_meanwhile_makes_no_difference(Jump jump) {
    for (int millis = 0; millis < 2_000; millis += 100) {
      try (var world = ClockWorld.of("latest: every 2s\nnone: every 2s; catch-up none grace 5s")) {
        world.time.delayStore(ofMillis(350));
        world.time.advance(ofSeconds(30).plusMillis(50 + millis));
        jump.by(ofMinutes(10), world.time);
        world.time.advance(ofMinutes(1));
        var what = "jump after " + millis + " ms";
        assertThat(missed(world, "latest")).as(what).hasSize(1);
        assertThat(missed(world, "none")).as(what).hasSize(1);
        assertThat(world.time.executions("latest"))
            .as(what)
            .filteredOn(line -> line.kind() == ExecutionKind.CATCH_UP)
            .hasSize(1);
        world.checkLaws(what);
      }
    }
  }

  private static List<Execution> missed(ClockWorld world, String job) {
    return world.time.executions(job).stream()
        .filter(line -> line.reason() == SkipReason.MISSED)
        .toList();
  }

  private static Instant at(long second) {
    return ClockWorld.START.plusSeconds(second);
  }
}
