package dev.punctual.verification.simulation;

import static java.lang.invoke.MethodType.methodType;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A checker that has never failed proves nothing: faults are put into the core, one at a time, and
 * the simulation must notice each of them. The library as it is passes the seed that gives a fault
 * away.
 *
 * <p>Seeds begin at {@code -Dpunctual.mutants.seed=1}.
 */
class MutantsTest {
  private static final int MOST_SEEDS = 2_000;
  private static final long FIRST = Long.getLong("punctual.mutants.seed", 1);

  static Stream<Mutant> mutants() {
    return Mutant.all().stream();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void the_simulation_notices(Mutant mutant) throws Throwable {
    var classes = MutantClasses.of(mutant);
    var run =
        MethodHandles.publicLookup()
            .findStatic(
                classes.loadClass(MutantTrial.class.getName()),
                "firstViolation",
                methodType(String.class, long.class, long.class));
    var violation = (String) run.invokeExact(FIRST, FIRST + MOST_SEEDS);
    assertThat(violation).as("what the simulation says to: " + mutant).isNotEmpty();
    long seed = Long.parseLong(violation.substring(0, violation.indexOf(' ')));
    assertThat(Simulation.run(Plan.of(seed)).violations()).as("seed " + seed).isEqualTo(List.of());
    System.out.println(mutant + ": seed " + violation);
  }

  @Test
  void the_simulation_notices_a_store_that_answers_before_it_has_synced() {
    var seed =
        LongStream.range(FIRST, FIRST + MOST_SEEDS)
            .filter(each -> !Simulation.run(Plan.of(each).withoutSync()).violations().isEmpty())
            .findFirst();
    assertThat(seed).as("a seed that shows it, from seed " + FIRST + " on").isPresent();
    var plan = Plan.of(seed.getAsLong());
    assertThat(Simulation.run(plan.withoutSync()).violations())
        .as("seed " + plan.seed())
        .anyMatch(violation -> violation.startsWith("I11"));
    assertThat(Simulation.run(plan).violations()).as("seed " + plan.seed()).isEqualTo(List.of());
    System.out.println("a store that answers before it has synced: seed " + plan.seed());
  }
}
