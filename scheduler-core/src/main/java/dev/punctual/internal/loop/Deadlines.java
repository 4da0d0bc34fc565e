package dev.punctual.internal.loop;

import dev.punctual.StoreUnavailableException;
import java.time.Duration;

/**
 * Tells callers whose time is up, while the store does not answer, what is known of their change.
 */
final class Deadlines {
  private Deadlines() {}

  /** What waits is dropped with its caller; what is in flight goes on, as it may be stored. */
  static void expire(JobCell cell, Duration elapsed, Throwable error) {
    cell.mailbox.removeIf(mail -> {
      if (isOver(mail, elapsed)) {
        TimingLoop.fail(mail, notStored(cell, error));
        return true;
      }
      return false;
    });
    var inFlight = cell.inFlight();
    if (inFlight != null) {
      inFlight.answered().stream()
          .map(JobCell.Answered::mail)
          .filter(mail -> isOver(mail, elapsed))
          .forEach(mail -> TimingLoop.fail(mail, unknown(cell, error)));
    }
  }

  private static boolean isOver(JobCell.Mail mail, Duration elapsed) {
    return mail.reply() != null && elapsed.compareTo(mail.deadline()) > 0;
  }

  private static StoreUnavailableException notStored(JobCell cell, Throwable error) {
    return new StoreUnavailableException(
        "the store does not answer; the change of job "
            + cell.id
            + " is not stored; repeat the call",
        error);
  }

  private static StoreUnavailableException unknown(JobCell cell, Throwable error) {
    return new StoreUnavailableException(
        "the store does not answer; whether the change of job "
            + cell.id
            + " is stored is unknown; repeating the call with the same id is safe",
        error);
  }
}
