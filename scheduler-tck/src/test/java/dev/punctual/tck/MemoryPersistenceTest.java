package dev.punctual.tck;

import dev.punctual.spi.Persistence;

/** The store in memory keeps the contract, except that it does not outlive its process (P3). */
class MemoryPersistenceTest extends PersistenceContract {
  @Override
  protected Persistence create() {
    return Persistence.inMemory();
  }
}
