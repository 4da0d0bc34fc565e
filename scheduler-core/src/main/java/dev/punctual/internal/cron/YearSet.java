package dev.punctual.internal.cron;

/** The years that match: every year, or a set of years from 1970 to 2199. Immutable. */
final class YearSet {
  static final int NONE = Integer.MAX_VALUE;
  static final YearSet EVERY = new YearSet(new long[0]);

  private static final int MIN = CronField.YEAR.min();

  private final long[] words;

  private YearSet(long[] words) {
    this.words = words;
  }

  /** Returns the set of the years whose distance from 1970 is a bit of the given words. */
  static YearSet of(long[] words) {
    return new YearSet(words.clone());
  }

  boolean contains(int year) {
    return atOrAfter(year) == year;
  }

  /** Returns the first year of this set at or after the given one, or NONE. */
  int atOrAfter(int year) {
    if (words.length == 0) {
      return year;
    }
    int from = Math.max(0, year - MIN);
    for (int i = from >> 6; i < words.length; i++) {
      long rest = i == from >> 6 ? words[i] & (-1L << from) : words[i];
      if (rest != 0) {
        return MIN + (i << 6) + Long.numberOfTrailingZeros(rest);
      }
    }
    return NONE;
  }
}
