package dev.punctual.verification.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One scenario on one file, cut off at some points by processes that halt, then lived to its end by
 * this process, and checked.
 *
 * @param path where each process was halted; empty for a life in order, and one after it
 * @param calls how often the store was called in the life in order
 * @param broken the promises that were broken; empty if all held
 */
record CrashRun(List<HaltPoint> path, int calls, List<String> broken) {
  private static final Duration TOLERANCE = Duration.ofMillis(200);

  static CrashRun of(Scenario scenario, Path folder, List<HaltPoint> path)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    for (var point : path) {
      ChildProcess.run(
          folder,
          CrashingProcess.class,
          Fuse.HALTED,
          folder.toString(),
          scenario.name(),
          point.toString());
    }
    int calls = path.isEmpty() ? Life.live(folder, scenario, HaltPoint.NEVER).calls() : 0;
    var end = Life.live(folder, scenario, HaltPoint.NEVER);
    var story =
        new Story(
            scenario.versions(),
            Journal.read(folder.resolve("journal.txt")),
            end.rest(),
            TOLERANCE,
            scenario.retention().isPresent());
    var broken = Promises.broken(story);
    return new CrashRun(path, calls, broken);
  }
}
