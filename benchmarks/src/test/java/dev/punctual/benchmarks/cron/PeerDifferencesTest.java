package dev.punctual.benchmarks.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Trigger;
import dev.punctual.benchmarks.cron.KnownDifference.Example;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random questions to us, to the peers and, where two disagree, to a referee: whatever a peer
 * answers differently has an explanation in {@link KnownDifference}.
 *
 * <p>Longer runs: {@code -Dpunctual.peers.cases=100000 -Dpunctual.peers.seed=7}. The default seed
 * is always the same, since what is found here is mostly news about the peers.
 */
class PeerDifferencesTest {
  private static final long SEED = Long.getLong("punctual.peers.seed", 2026);
  private static final int CASES = Integer.getInteger("punctual.peers.cases", 2_000);
  private static final int QUESTIONS_PER_CASE = 5;
  private static final int SHOWN = 20;
  private static final Instant LATEST_START = Instant.parse("2098-01-01T00:00:00Z");
  private static final Instant LATEST_QUESTION = Instant.parse("2120-01-01T00:00:00Z");

  /** Changes at midnight, in the evening, by half an hour, two hours and a day, and in Ramadan. */
  private static final List<ZoneId> ZONES =
      Stream.of(
              "UTC",
              "Europe/Berlin",
              "Europe/Dublin",
              "America/New_York",
              "America/St_Johns",
              "America/Nuuk",
              "America/Sao_Paulo",
              "America/Santiago",
              "America/Havana",
              "Africa/Cairo",
              "Africa/Casablanca",
              "Asia/Beirut",
              "Asia/Tehran",
              "Asia/Kolkata",
              "Australia/Lord_Howe",
              "Pacific/Apia",
              "Pacific/Chatham",
              "Antarctica/Troll")
          .map(ZoneId::of)
          .toList();

  private final List<String> ourFaults = new ArrayList<>();
  private final List<String> unexplained = new ArrayList<>();
  private int agreements;
  private int differences;

  @ParameterizedTest
  @EnumSource
  void a_peer_that_answers_differently_has_an_explanation(PeerGrammar peer) {
    Random random = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      boolean isPlain = random.nextBoolean();
      ZoneId zone = isPlain ? ZONES.get(random.nextInt(ZONES.size())) : ZoneOffset.UTC;
      String expression =
          isPlain ? RandomExpression.plain(random, peer) : RandomExpression.special(random, peer);
      ask(random, peer, expression, zone);
    }

    assertThat(ourFaults).as("answers of ours that the referee denies, seed %d", SEED).isEmpty();
    assertThat(unexplained).as("differences without explanation, seed %d", SEED).isEmpty();
    assertThat(agreements).as("questions on which both agree").isGreaterThan(10 * differences);
  }

  @ParameterizedTest
  @MethodSource
  void an_explanation_stays_while_its_examples_are_true(Example example) {
    Trigger ours = Trigger.cron(example.peer().dialect(), example.expression(), example.zone());
    Optional<Instant> right = ours.nextAfter(example.after());
    Answer theirs =
        example.peer().read(example.expression(), example.zone()).apply(example.after());
    Difference difference =
        new Difference(
            example.peer(), example.expression(), example.zone(), example.after(), right, theirs);

    assertThat(Answer.of(right)).as("our answer").hasToString(example.right());
    assertThat(difference.referee().next(example.after())).as("the referee's").isEqualTo(right);
    assertThat(theirs).as("the peer's answer").hasToString(example.theirs());
    assertThat(KnownDifference.explaining(difference)).contains(example.known());
  }

  static Stream<Example> an_explanation_stays_while_its_examples_are_true() {
    return KnownDifference.all().stream().flatMap(PeerDifferencesTest::examples);
  }

  private static Stream<Example> examples(KnownDifference known) {
    List<Example> examples = known.exampleRows().toList();
    assertThat(examples).as("examples that %s", known).isNotEmpty();
    return examples.stream();
  }

  /** Asks on along our answers, and now and then from between two of them. */
  private void ask(Random random, PeerGrammar peer, String expression, ZoneId zone) {
    Trigger ours = Trigger.cron(peer.dialect(), expression, zone);
    Function<Instant, Answer> theirs = peer.read(expression, zone);
    Instant after = start(random, zone);
    for (int i = 0; i < QUESTIONS_PER_CASE && after.isBefore(LATEST_QUESTION); i++) {
      Optional<Instant> answer = ours.nextAfter(after);
      judge(
          new Difference(peer, expression, zone, after, answer, theirs.apply(after)),
          random.nextInt(32) == 0);
      Duration later = Duration.ofMinutes(random.nextInt(4) == 0 ? random.nextInt(90) : 0);
      after = answer.orElse(LATEST_QUESTION).plus(later);
    }
  }

  private void judge(Difference difference, boolean always) {
    boolean agree = difference.isTheirs(difference.right());
    agreements += agree ? 1 : 0;
    differences += agree ? 0 : 1;
    if (agree && !always) {
      return;
    }
    Optional<Instant> right = difference.referee().next(difference.after());
    if (!right.equals(difference.right())) {
      note(ourFaults, difference + " | referee: " + Answer.of(right));
    } else if (!agree && KnownDifference.explaining(difference).isEmpty()) {
      note(unexplained, difference.toString());
    }
  }

  private static void note(List<String> rows, String row) {
    if (rows.size() < SHOWN) {
      rows.add(row);
    }
  }

  /** Draws an instant, mostly in the day before a change of the clock. */
  private static Instant start(Random random, ZoneId zone) {
    Instant any =
        Instant.ofEpochSecond((long) (random.nextDouble() * LATEST_START.getEpochSecond()));
    ZoneOffsetTransition change = zone.getRules().nextTransition(any);
    if (change == null || random.nextInt(5) == 0) {
      return any;
    }
    int minutes = random.nextInt(33 * 60) - 30 * 60;
    return change
        .getInstant()
        .plus(Duration.ofMinutes(random.nextInt(3) == 0 ? minutes : minutes / 15 * 15))
        .plusSeconds(random.nextInt(5) == 0 ? random.nextInt(60) : 0);
  }
}
