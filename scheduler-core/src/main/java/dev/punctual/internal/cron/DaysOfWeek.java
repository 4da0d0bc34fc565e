package dev.punctual.internal.cron;

/**
 * The days that a day-of-week field names, as bit sets over weekdays from Sunday, 0, to Saturday.
 *
 * @param weekdays bits 0–6: {@code MON}
 * @param nth five groups of seven bits, one for each week: {@code MON#2} is bit 7 + 1
 * @param last bits 0–6: {@code MONL}, the last Monday of the month
 */
record DaysOfWeek(int weekdays, long nth, int last) {
  private static final int WEEK = 0b111_1111;
  private static final long EVERY_WEEK = 1L | (1L << 7) | (1L << 14) | (1L << 21) | (1L << 28);

  /**
   * Returns the days of a month, bits 1–31.
   *
   * @param length the month's length in days
   * @param firstWeekday the weekday of its first day, from Sunday, 0
   */
  int in(int length, int firstWeekday) {
    long fromFirst = rotated(weekdays, firstWeekday) * EVERY_WEEK;
    if (nth != 0) {
      for (int shift = 0; shift < 35; shift += 7) {
        fromFirst |= (long) rotated((int) (nth >>> shift) & WEEK, firstWeekday) << shift;
      }
    }
    if (last != 0) {
      int fromLastWeek = length - 7;
      fromFirst |= (long) rotated(last, (firstWeekday + fromLastWeek) % 7) << fromLastWeek;
    }
    return (int) (fromFirst << 1) & ~(-2 << length);
  }

  /** Turns a set of weekdays into a set of days of a week that starts with the given weekday. */
  private static int rotated(int weekdays, int start) {
    return ((weekdays >>> start) | (weekdays << (7 - start))) & WEEK;
  }
}
