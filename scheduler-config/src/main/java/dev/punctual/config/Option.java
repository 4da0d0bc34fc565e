package dev.punctual.config;

import dev.punctual.internal.text.DurationText;
import dev.punctual.internal.text.Quote;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A knob and how its text is read.
 *
 * @param <T> what it is read as
 * @param knob what people see of it
 * @param reading throws an IllegalArgumentException or DateTimeException for what is no value of it
 */
record Option<T>(Knob knob, Function<String, T> reading) {
  static final String PREFIX = "SCHEDULER_";

  private static final int LONGEST_PATH = 4_000;

  static Option<ZoneId> zone(String name, String standard) {
    return new Option<>(knob(name, standard, "a zone such as Europe/Berlin", ""), ZoneId::of);
  }

  static Option<Path> path(String name, String standard) {
    return new Option<>(knob(name, standard, "a path", ""), Option::path);
  }

  private static Path path(String text) {
    if (text.length() > LONGEST_PATH || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("is too long, or has control characters");
    }
    return Path.of(text);
  }

  static Option<Integer> number(String name, String standard, int least, int most) {
    var knob = knob(name, standard, Integer.toString(least), Integer.toString(most));
    return new Option<>(knob, text -> within(Integer.valueOf(text), least, most));
  }

  static Option<Duration> duration(String name, String standard, Duration least, Duration most) {
    var knob = knob(name, standard, DurationText.format(least), DurationText.format(most));
    return new Option<>(knob, text -> within(Durations.parse(text), least, most));
  }

  private static <V extends Comparable<V>> V within(V value, V least, V most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException("is out of range");
    }
    return value;
  }

  static <E extends Enum<E>> Option<E> choice(String name, E standard) {
    var values = standard.getDeclaringClass().getEnumConstants();
    var words = Arrays.stream(values).map(Option::word).collect(Collectors.joining(" or "));
    return new Option<>(
        knob(name, word(standard), words, ""),
        text ->
            Arrays.stream(values)
                .filter(value -> word(value).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is another word")));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static Option<Boolean> yesOrNo(String name, boolean standard) {
    return new Option<>(
        knob(name, Boolean.toString(standard), "true or false", ""),
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("is another word");
            });
  }

  private static Knob knob(String name, String standard, String least, String most) {
    return new Knob(PREFIX + name, standard, least, most);
  }

  /** What is wrong with a text that could not be read. */
  String fault(String key, String text) {
    var range =
        knob.most().isEmpty() ? knob.least() : "from " + knob.least() + " to " + knob.most();
    return key + " is " + Quote.of(text) + ", not " + range;
  }
}
