package dev.punctual.internal.loop;

import dev.punctual.SchedulerEvent;
import dev.punctual.internal.text.Quote;
import java.time.Duration;

/** Whether the store answers; says so once per change. Owned by the timing loop. */
final class StoreHealth {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.store");
  private static final long FIRST_WAIT_MILLIS = 50;
  private static final long LONGEST_WAIT_MILLIS = 2_000;
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final TimingLoop loop;
  private boolean reachable = true;
  private Duration lastFailedWrite = Duration.ZERO.minus(QUIET);

  StoreHealth(TimingLoop loop) {
    this.loop = loop;
  }

  boolean isReachable() {
    return reachable;
  }

  /** A read was answered; after a failed write that proves little before a while has passed. */
  void read() {
    if (loop.elapsed().minus(lastFailedWrite).compareTo(QUIET) >= 0) {
      written();
    }
  }

  void failedWrite(Throwable error) {
    lastFailedWrite = loop.elapsed();
    failed(error);
  }

  /** A write was answered. */
  void written() {
    if (!reachable) {
      reachable = true;
      LOG.info("the store answers again");
      loop.announcements.announce(new SchedulerEvent.StoreChanged(true));
    }
  }

  void failed(Throwable error) {
    if (reachable) {
      reachable = false;
      LOG.error(
          "the store does not answer ({}); what is claimed runs on time, ends are kept and stored"
              + " when it answers again",
          Quote.escaped(String.valueOf(error.getMessage()), 500),
          error);
      loop.announcements.announce(new SchedulerEvent.StoreChanged(false));
    }
  }

  /** How long to leave a job alone after so many failures in a row. */
  static Duration wait(int failures) {
    long wait = FIRST_WAIT_MILLIS << Math.min(failures, 10);
    return Duration.ofMillis(Math.min(wait, LONGEST_WAIT_MILLIS));
  }
}
