package dev.punctual.verification.crash;

import java.util.Locale;

/** What a target does with an attempt. */
enum Behaviour {
  SUCCEEDS,
  /** Fails the first two attempts of an execution. */
  FAILS_TWICE,
  FAILS,
  /** Takes the process with it. */
  HALTS,
  /** Takes a while, then succeeds. */
  WORKS,
  /** Waits until the scenario opens the gate, then succeeds. */
  WAITS;

  /** The name of its handler. */
  String target() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean fails(int attempt) {
    return this == FAILS || (this == FAILS_TWICE && attempt <= 2);
  }
}
