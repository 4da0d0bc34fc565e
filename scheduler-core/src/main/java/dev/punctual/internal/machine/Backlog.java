package dev.punctual.internal.machine;

import dev.punctual.CatchUp;
import java.time.Instant;

/**
 * Scheduled times that passed without a claim and are being caught up: those after the cursor, up
 * to {@code until}. A backlog is a range, never rows.
 *
 * @param until the last of them
 * @param mode which of them run
 */
record Backlog(Instant until, CatchUp.Mode mode) {
  @Override
  public String toString() {
    return mode + " " + until;
  }

  static Backlog parse(String text) {
    var words = text.split(" ", -1);
    return new Backlog(Instant.parse(words[1]), CatchUp.Mode.valueOf(words[0]));
  }
}
