package dev.punctual.verification.crash;

import java.util.function.Supplier;

/**
 * Counts the calls of a process to its store, opening and closing included, and ends the process
 * dead at a given one. Thread-safe.
 */
final class Fuse {
  /** The exit code of a process that was halted. */
  static final int HALTED = 99;

  private final HaltPoint point;
  private final Runnable halt;
  private int calls;

  /**
   * A fuse.
   *
   * @param point where the process ends
   * @param halt ends it
   */
  Fuse(HaltPoint point, Runnable halt) {
    this.point = point;
    this.halt = halt;
  }

  synchronized <T> T around(Supplier<T> call) {
    calls++;
    haltIf(point.isBefore());
    var answer = call.get();
    haltIf(!point.isBefore());
    return answer;
  }

  private void haltIf(boolean side) {
    if (side && calls == point.call()) {
      halt.run();
    }
  }

  synchronized int calls() {
    return calls;
  }
}
