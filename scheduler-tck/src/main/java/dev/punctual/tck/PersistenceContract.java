package dev.punctual.tck;

import org.junit.jupiter.api.RepeatedTest;

/**
 * The contract of {@link dev.punctual.spi.Persistence}, as tests. Extend it in a JUnit test, say
 * how a store is made, and run it:
 *
 * <pre>{@code
 * class MyStoreTest extends PersistenceContract {
 *   @Override
 *   protected Persistence create() {
 *     return new MyStore();
 *   }
 * }
 * }</pre>
 *
 * <p>A store that outlives its opener extends {@link DurablePersistenceContract}, and one whose
 * rows a test can damage {@link DamageablePersistenceContract}. Each test carries the number of the
 * rule it checks. What a throw leaves behind (P4) takes faults that only the implementer can bring
 * about, and is theirs to test. The random sequences take their seed from system property {@code
 * punctual.tck.seed}, if it is set; a failure names it.
 */
public abstract class PersistenceContract extends ListingRules {
  /** For subclasses. */
  protected PersistenceContract() {}

  @RepeatedTest(3)
  void p1_to_p14_random_calls_are_answered_as_by_the_reference() throws Exception {
    long seed = Long.getLong("punctual.tck.seed", System.nanoTime());
    try (var comparison = new RandomComparison(seed, store(), isExclusive())) {
      comparison.run(3_000);
    }
  }
}
