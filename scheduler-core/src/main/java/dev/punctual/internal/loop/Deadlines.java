package dev.punctual.internal.loop;

import dev.punctual.StoreUnavailableException;
import java.time.Instant;

/**
 * Tells callers whose time is up, while the store does not answer, what is known of their change.
 */
final class Deadlines {
  private Deadlines() {}

  /** What waits is dropped with its caller; what is in flight goes on, as it may be stored. */
  static void expire(JobCell cell, Instant now, Throwable error) {
    cell.mailbox.removeIf(mail -> {
      if (isOver(mail, now)) {
        TimingLoop.fail(mail, notStored(cell, error));
        return true;
      }
      return false;
    });
    var inFlight = cell.inFlight;
    if (inFlight != null) {
      inFlight.answered().stream()
          .map(JobCell.Answered::mail)
          .filter(mail -> isOver(mail, now))
          .forEach(mail -> TimingLoop.fail(mail, unknown(cell, error)));
    }
  }

  private static boolean isOver(JobCell.Mail mail, Instant now) {
    return mail.reply() != null && now.isAfter(mail.deadline());
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
