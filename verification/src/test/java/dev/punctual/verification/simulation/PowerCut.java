package dev.punctual.verification.simulation;

import java.time.Duration;

/**
 * A cut of the power at a commit that is still to come, at one of four points: before it is
 * written, early and late between its write and its sync, and between its sync and its return.
 *
 * @param commits how many commits there are up to then
 * @param point where in that commit
 * @param cut cuts the power
 */
record PowerCut(int commits, int point, Runnable cut) {
  private static final int BEFORE_WRITE = 0;
  private static final int BEFORE_SYNC = 2;
  private static final int POINTS = 4;
  private static final int TENTHS = 10;

  static PowerCut none() {
    return new PowerCut(0, 0, () -> {});
  }

  /** A number says which commit and which point of it. */
  static PowerCut at(int number, Runnable cut) {
    return new PowerCut(1 + number / POINTS, number % POINTS, cut);
  }

  /** What is left of it when one more commit begins. */
  PowerCut passed() {
    return new PowerCut(commits - 1, point, cut);
  }

  void beforeWrite() {
    if (commits == 0 && point == BEFORE_WRITE) {
      cut.run();
      throw new IllegalStateException("the power is cut before the write");
    }
  }

  void beforeSync(Agenda agenda, Duration sync) {
    if (commits == 0 && point > BEFORE_WRITE && point <= BEFORE_SYNC) {
      agenda.after(sync.multipliedBy(point == BEFORE_SYNC ? TENTHS - 1 : 1).dividedBy(TENTHS), cut);
    }
  }

  void beforeReturn(Agenda agenda, Duration sync) {
    if (commits == 0 && point > BEFORE_SYNC) {
      agenda.after(sync, cut);
    }
  }
}
