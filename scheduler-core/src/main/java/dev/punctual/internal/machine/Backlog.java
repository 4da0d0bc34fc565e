package dev.punctual.internal.machine;

import dev.punctual.CatchUp;
import java.time.Instant;

/**
 * Scheduled times that passed without a claim and still have a say: those after the cursor, up to
 * {@code until}. A backlog is a range, never rows.
 *
 * @param until the last of them
 * @param kind what becomes of them
 */
record Backlog(Instant until, Kind kind) {
  /** What becomes of the times of a backlog. */
  enum Kind {
    /** They were missed, and the latest of them is caught up. */
    LATEST,
    /** They were missed, and each of them is caught up. */
    ALL,
    /** They arrived while the job was busy, and wait in its queue. */
    QUEUE;

    /** How a policy that runs anything at all catches up. */
    static Kind of(CatchUp.Mode mode) {
      return mode == CatchUp.Mode.ALL ? ALL : LATEST;
    }
  }

  @Override
  public String toString() {
    return kind + " " + until;
  }

  static Backlog parse(String text) {
    var words = text.split(" ", -1);
    return new Backlog(Instant.parse(words[1]), Kind.valueOf(words[0]));
  }
}
