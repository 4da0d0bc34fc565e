package dev.punctual.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario is cut off before and after every call to its store, by a process that halts; for
 * some points the process that recovers is cut off too, up to three deep. Then it goes on, and the
 * promises are checked by what the target wrote down.
 *
 * <p>A build tries a part of the points, drawn from a seed: system properties {@code
 * punctual.crash.percent} (100 for all) and {@code punctual.crash.seed}; {@code
 * punctual.crash.scenario} names a single scenario.
 */
class CrashPointsTest {
  private static final int PERCENT = Integer.getInteger("punctual.crash.percent", 6);
  private static final long SEED = Long.getLong("punctual.crash.seed", System.nanoTime());

  @TempDir private Path folder;

  static List<Scenario> scenarios() {
    var only = System.getProperty("punctual.crash.scenario", "");
    return Scenarios.all().stream().filter(scenario -> scenario.name().contains(only)).toList();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void promises_hold_wherever_the_process_ends(Scenario scenario) throws Exception {
    var what = scenario + ", seed " + SEED;
    var whole = CrashRun.of(scenario, folder.resolve("whole"), List.of());
    assertThat(whole.broken()).as(what + ", without a crash").isEmpty();

    var drawn = CrashPaths.draw(scenario, whole.calls(), PERCENT, SEED);
    try (var pool = Executors.newFixedThreadPool(2)) {
      List<Future<CrashRun>> runs = new ArrayList<>();
      for (int i = 0; i < drawn.size(); i++) {
        var path = drawn.get(i);
        var place = folder.resolve("crash-" + i);
        runs.add(pool.submit(() -> CrashRun.of(scenario, place, path)));
      }
      for (var run : runs) {
        assertThat(run.get().broken()).as(what + ", halted " + run.get().path()).isEmpty();
      }
    }
    System.out.printf("%s: %d of %d points%n", what, drawn.size(), 2 * whole.calls());
  }
}
