package dev.punctual.verification.crash;

import java.time.Instant;

/** A stretch of time, both ends included. */
record Window(Instant from, Instant to) {
  boolean contains(Instant at) {
    return !at.isBefore(from) && !at.isAfter(to);
  }
}
