package dev.punctual.verification;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.JobState;
import dev.punctual.Outcome;
import dev.punctual.spi.Persistence;
import dev.punctual.verification.ClockWorld.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clocks that are set, suspensions, stalls, crashes, shutdowns and pauses, all drawn from a seed,
 * on a store that takes its time. The number of seeds is the system property {@code
 * punctual.clocks.seeds}, the first one {@code punctual.clocks.seed}.
 */
class ClockRandomTest {
  private static final String JOBS =
      """
      latest:    every 3s
      none:      every 7s; catch-up none grace 2s
      all:       every 10s; catch-up all at most 30
      most-once: every 4s; delivery at-most-once
      two:       every 1s; overlap allow 2
      retried:   every 20s; retry fixed 2 every 5s
      limited:   every 5s; catch-up all at most 4; at most 9 runs
      daily:     daily 01:05 in Europe/Berlin
      once:      at 2026-03-01T00:01:30Z
      """;

  static LongStream seeds() {
    long first = Long.getLong("punctual.clocks.seed", 1);
    return LongStream.range(first, first + Long.getLong("punctual.clocks.seeds", 40));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothing_runs_early_twice_or_unrecorded_however_the_clocks_jump(long seed) {
    var random = new Random(seed);
    var done = new ArrayList<String>();
    var world =
        new ClockWorld(
            JOBS,
            Persistence.inMemory(),
            builder -> builder,
            run ->
                run.job().value().equals("retried") && run.number() == 1
                    ? Outcome.retry("the first attempt fails")
                    : Outcome.succeeded());
    try (world) {
      world.time.delayStore(ofMillis(random.nextInt(400)));
      for (int i = 0; i < 40; i++) {
        done.add(step(world, random));
      }
      var what = "seed " + seed + ", " + String.join(", ", done);
      world.checkLaws(what);
      assertThat(world.starts("most-once")).extracting(Start::key).doesNotHaveDuplicates();
      assertThat(world.starts("limited").stream().map(Start::key).distinct().count())
          .as(what)
          .isLessThanOrEqualTo(9);
      goesOn(what, world);
    }
  }

  /**
   * Once the clock is where no job has decided yet, and where nothing waits that was to be tried
   * again by a clock that was ahead, every job runs again.
   */
  private static void goesOn(String what, ClockWorld world) {
    for (var job : List.of("latest", "none", "all", "most-once", "two", "retried")) {
      world.time.job(job).resume();
      var next = world.time.job(job).status().next().orElseThrow();
      world.time.advanceTo(next.plusSeconds(60));
      for (var open : world.time.job(job).status().open()) {
        world.time.advanceTo(open.dueTime().plusSeconds(60));
      }
      int before = world.starts(job).size();
      world.time.advance(ofSeconds(60));
      assertThat(world.starts(job)).as(what + ", " + job).hasSizeGreaterThan(before + 1);
    }
  }

  private static String step(ClockWorld world, Random random) {
    var time = world.time;
    var length = length(random);
    return switch (random.nextInt(14)) {
      case 0 -> {
        time.stepClock(length);
        yield "forward " + length;
      }
      case 1 -> {
        time.stepClock(length.negated());
        yield "back " + length;
      }
      case 2 -> {
        time.suspend(length);
        yield "suspend " + length;
      }
      case 3 -> {
        time.stall(length);
        yield "stall " + length;
      }
      case 4 -> {
        world.crash(ofMillis(random.nextInt(9_000)));
        yield "crash";
      }
      case 5 -> {
        time.down(ofMillis(random.nextInt(9_000)));
        yield "down";
      }
      case 6 -> {
        var job = time.job(List.of("latest", "two", "all").get(random.nextInt(3)));
        if (job.status().state() == JobState.PAUSED) {
          job.resume();
        } else {
          job.pause("for a while");
        }
        yield "pause or resume";
      }
      default -> {
        var advance = ofMillis(random.nextInt(20_000));
        time.advance(advance);
        yield "advance " + advance;
      }
    };
  }

  private static Duration length(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> ofMillis(random.nextInt(1_000));
      case 1 -> ofMillis(1_000 + random.nextInt(9_000));
      case 2 -> ofSeconds(10 + random.nextInt(600));
      case 3 -> ofHours(1 + random.nextInt(5));
      default -> Duration.ofDays(1);
    };
  }
}
