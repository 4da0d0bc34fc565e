package dev.punctual.tck;

import dev.punctual.spi.Persistence;

/** The store in memory keeps the contract, and does not outlive its process. */
class MemoryPersistenceTest extends PersistenceContract {
  @Override
  protected Persistence create() {
    return Persistence.inMemory();
  }
}
