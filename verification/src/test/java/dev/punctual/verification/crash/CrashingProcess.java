package dev.punctual.verification.crash;

import java.nio.file.Path;

/** The process that halts itself: one life in a scenario, up to a halt point. */
final class CrashingProcess {
  private CrashingProcess() {}

  public static void main(String[] args) {
    var scenario = Scenarios.find(args[1]);
    var end = Life.live(Path.of(args[0]), scenario, HaltPoint.parse(args[2]));
    System.out.println(end.calls());
  }
}
