package dev.punctual.benchmarks.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An explanation of answers in which a peer differs from us. Its examples are asked again in every
 * build, so that an explanation which has ceased to be true does not stay.
 *
 * @param name what the peer does
 * @param peers who does it
 * @param condition when this is the explanation, as narrowly as can be said
 * @param right what is right, and why
 * @param source where the peer's behaviour, or the rule, is written down
 * @param examples rows: peer, expression, zone, the question, the right answer, the peer's answer
 */
record KnownDifference(
    String name,
    Set<PeerGrammar> peers,
    Predicate<Difference> condition,
    String right,
    String source,
    String examples) {

  private static final List<KnownDifference> ALL =
      Stream.of(
              QuartzDifferences.all(),
              SpringDifferences.all(),
              CronUtilsClockDifferences.all(),
              CronUtilsGrammarDifferences.all())
          .flatMap(List::stream)
          .toList();

  /** Returns all explanations. */
  static List<KnownDifference> all() {
    return ALL;
  }

  /** Returns the first explanation that applies. */
  static Optional<KnownDifference> explaining(Difference difference) {
    return ALL.stream().filter(known -> known.explains(difference)).findFirst();
  }

  private boolean explains(Difference difference) {
    return peers.contains(difference.peer()) && condition.test(difference);
  }

  /** Returns the rows of the examples. */
  Stream<Example> exampleRows() {
    return examples.lines().map(row -> Example.of(this, List.of(row.split(" *\\| *"))));
  }

  @Override
  public String toString() {
    return name;
  }

  /** A question whose two answers are known. */
  record Example(
      KnownDifference known,
      PeerGrammar peer,
      String expression,
      ZoneId zone,
      Instant after,
      String right,
      String theirs) {

    private static Example of(KnownDifference known, List<String> cells) {
      return new Example(
          known,
          PeerGrammar.valueOf(cells.get(0)),
          cells.get(1),
          ZoneId.of(cells.get(2)),
          Instant.parse(cells.get(3)),
          cells.get(4),
          cells.get(5));
    }

    @Override
    public String toString() {
      return "%s: \"%s\" in %s after %s".formatted(known, expression, zone, after);
    }
  }
}
