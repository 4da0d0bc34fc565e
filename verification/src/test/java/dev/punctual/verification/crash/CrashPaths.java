package dev.punctual.verification.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The crashes that are tried: for each run, where each of its processes is halted. */
final class CrashPaths {
  /** About as often a process calls its store until it is through with recovering. */
  private static final int CALLS_OF_A_RECOVERY = 14;

  private CrashPaths() {}

  /**
   * Draws from three lists: all points of the scenario; for one of them, all points of the recovery
   * after it; and crashes in recovery, three deep.
   *
   * @param calls how often the scenario calls its store
   * @param percent how much of each list; 100 for all
   */
  static List<List<HaltPoint>> draw(Scenario scenario, int calls, int percent, long seed) {
    var random = new Random(seed ^ scenario.name().hashCode());
    var points = shuffled(calls, random);
    var recovery = shuffled(CALLS_OF_A_RECOVERY, random);
    var first = points.getLast();
    var deep = new ArrayList<List<HaltPoint>>();
    for (int i = 0; i < calls; i += 4) {
      var third = recovery.get(random.nextInt(recovery.size()));
      deep.add(List.of(points.get(i), recovery.get(i % recovery.size()), third));
    }
    var paths = new ArrayList<List<HaltPoint>>();
    part(points, percent).forEach(point -> paths.add(List.of(point)));
    part(recovery, percent).forEach(second -> paths.add(List.of(first, second)));
    paths.addAll(part(deep, percent));
    return paths;
  }

  private static List<HaltPoint> shuffled(int calls, Random random) {
    var points = new ArrayList<HaltPoint>();
    for (int call = 1; call <= calls; call++) {
      points.add(new HaltPoint(call, true));
      points.add(new HaltPoint(call, false));
    }
    Collections.shuffle(points, random);
    return points;
  }

  private static <T> List<T> part(List<T> all, int percent) {
    return all.subList(0, Math.max(1, all.size() * percent / 100));
  }
}
