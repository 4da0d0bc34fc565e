package dev.punctual.verification;

import dev.punctual.spi.Persistence;
import dev.punctual.test.ForwardingPersistence;

/** A store that outlives the schedulers that close it; base of the stores that misbehave. */
class Reopened extends ForwardingPersistence {
  Reopened(Persistence inner) {
    super(inner);
  }

  @Override
  public void close() {}
}
