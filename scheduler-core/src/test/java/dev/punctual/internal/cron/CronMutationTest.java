package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CronDialect;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Expressions with random faults in them: each is refused with the one exception, quickly and
 * harmlessly, or is an expression like any other, whose text form means the same.
 */
class CronMutationTest {
  private static final int CASES = Integer.getInteger("punctual.cron.mutations", 10_000);
  private static final long SEED = Long.getLong("punctual.cron.seed", System.nanoTime());
  private static final Duration LONGEST_READING = Duration.ofMillis(10);
  private static final int SECOND_TRIES = 10;
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final String USUAL = "0123456789012345678901234567890123456789*/-,?LW#lw@() ";
  private static final String UNUSUAL =
      "~'\"\\\t\n\r\u0000\u007f$%{}<>;:._+=|^&!`MONJANé\u202e\ud83d";
  private static final List<CronDialect> DIALECTS = List.of(CronDialect.values());
  private static final List<String> OTHERS =
      List.of("rate(5 minutes)", "at(2026-03-29T02:30:00)", "@daily", "@yearly", "0 0 0 ? * L");

  private final Random random = new Random(SEED);
  private int refusals;

  @Test
  void a_mutation_is_refused_or_reads_back_and_nothing_else() {
    for (int i = 0; i < CASES; i++) {
      CronOracle oracle = RandomCron.next(random);
      String text = oneIn(10) ? OTHERS.get(random.nextInt(OTHERS.size())) : oracle.expression();
      for (int faults = oneIn(3) ? 4 : 1; faults > 0; faults--) {
        text = mutated(text);
      }
      check(oneIn(8) ? anyDialect() : oracle.dialect(), text);
    }
    assertThat(refusals).as("refused").isBetween(CASES / 3, CASES * 9 / 10);
  }

  private void check(CronDialect dialect, String text) {
    String what =
        "-Dpunctual.cron.seed=%d: %s %s".formatted(SEED, dialect, Quotation.of(text, 500));
    Optional<Trigger> trigger = read(dialect, text, what);
    assertThat(isReadQuickly(dialect, text, what)).as(what).isTrue();
    if (trigger.isPresent()) {
      Trigger again = Trigger.parse(trigger.get().toString());
      assertThat(again).as(what).isEqualTo(trigger.get()).hasSameHashCodeAs(trigger.get());
      Instant from = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
      assertThat(again.preview(from, 3)).as(what).isEqualTo(trigger.get().preview(from, 3));
    }
  }

  private Optional<Trigger> read(CronDialect dialect, String text, String what) {
    try {
      return Optional.of(Trigger.cron(dialect, text, ZONE));
    } catch (InvalidDefinitionException refusal) {
      refusals++;
      assertThat(refusal.getMessage()).as(what).matches("[ -~…]+");
      assertThat(charactersQuoted(refusal.getMessage())).as(what).isLessThanOrEqualTo(200);
      boolean namesTheLimit = refusal.getMessage().startsWith("trigger ");
      assertThat(namesTheLimit || refusal.getMessage().matches(".*: [a-z ]+, position \\d+: .+"))
          .as("%s: %s", what, refusal.getMessage())
          .isTrue();
      return Optional.empty();
    }
  }

  /** Asks again if it takes long, since the machine may be busy with something else. */
  private boolean isReadQuickly(CronDialect dialect, String text, String what) {
    return Stream.generate(() -> nanosToRead(dialect, text, what))
        .limit(SECOND_TRIES)
        .anyMatch(nanos -> nanos < LONGEST_READING.toNanos());
  }

  private long nanosToRead(CronDialect dialect, String text, String what) {
    int before = refusals;
    long start = System.nanoTime();
    read(dialect, text, what);
    long nanos = System.nanoTime() - start;
    refusals = before;
    return nanos;
  }

  static int charactersQuoted(String message) {
    return QUOTED.matcher(message).results().mapToInt(quote -> quote.group(1).length()).sum();
  }

  private String mutated(String text) {
    int at = random.nextInt(text.length() + 1);
    int to = at + random.nextInt(Math.min(text.length() - at, 4) + 1);
    String before = text.substring(0, at);
    String after = text.substring(at);
    return switch (random.nextInt(8)) {
      case 0 -> before + after.substring(Math.min(1, after.length()));
      case 1 -> before + anyCharacter() + after;
      case 2 -> before + anyCharacter() + after.substring(Math.min(1, after.length()));
      case 3 -> before + text.substring(at, to) + after;
      case 4 -> before + text.substring(to);
      case 5 -> before + RandomCron.next(random).expression() + after;
      case 6 -> before + random.nextInt(2_500) + after;
      default -> oneIn(2) ? text.toLowerCase(Locale.ROOT) : text.replace(",", "" + anyCharacter());
    };
  }

  private char anyCharacter() {
    String characters = oneIn(8) ? UNUSUAL : USUAL;
    return characters.charAt(random.nextInt(characters.length()));
  }

  private CronDialect anyDialect() {
    return DIALECTS.get(random.nextInt(DIALECTS.size()));
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }
}
