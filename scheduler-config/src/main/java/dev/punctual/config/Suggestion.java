package dev.punctual.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Suggestion {
  /** What other schedulers call it. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("id", "name"),
          Map.entry("cron", "expression"),
          Map.entry("schedule", "expression"),
          Map.entry("scheduleexpression", "expression"),
          Map.entry("trigger", "expression"),
          Map.entry("tz", "zone"),
          Map.entry("timezone", "zone"),
          Map.entry("scheduleexpressiontimezone", "zone"),
          Map.entry("lambda", "function"),
          Map.entry("http", "request"),
          Map.entry("input", "payload"),
          Map.entry("data", "payload"),
          Map.entry("misfire", "catchUp"),
          Map.entry("retries", "retry"),
          Map.entry("enabled", "off"),
          Map.entry("disabled", "off"),
          Map.entry("limit", "maxExecutions"));

  private Suggestion() {}

  /** The known word that a wrong one is most like, if any is like it. */
  static Optional<String> of(String wrong, Collection<String> known) {
    var plain = plain(wrong);
    var elsewhere = Optional.ofNullable(ELSEWHERE.get(plain)).filter(known::contains);
    if (elsewhere.isPresent() || plain.length() > 100) {
      return elsewhere;
    }
    return known.stream()
        .filter(word -> distance(plain, plain(word)) <= Math.max(1, word.length() / 4))
        .min(
            Comparator.<String>comparingInt(word -> distance(plain, plain(word)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_ .]", "");
  }

  /** How many characters must be put in, left out, changed or swapped. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        d[i][j] = swapped ? Math.min(d[i][j], d[i - 2][j - 2] + 1) : d[i][j];
      }
    }
    return d[a.length()][b.length()];
  }
}
