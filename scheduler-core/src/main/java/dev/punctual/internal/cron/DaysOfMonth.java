package dev.punctual.internal.cron;

/**
 * The days that a day-of-month field names, as bit sets.
 *
 * @param days bits 1–31: {@code 15}
 * @param fromLast bits 0–30: {@code L} and {@code L-3}
 * @param nearest bits 1–31: {@code 15W}, the weekday nearest to a day in the same month
 * @param nearestFromLast bits 0–30: {@code LW} and {@code L-3W}
 */
record DaysOfMonth(int days, int fromLast, int nearest, int nearestFromLast) {
  private static final int SATURDAY = 6;

  /**
   * Returns the days of a month, bits 1–31.
   *
   * @param length the month's length in days
   * @param firstWeekday the weekday of its first day, from Sunday, 0
   */
  int in(int length, int firstWeekday) {
    int plain = days & (-2 & ~(-2 << length));
    return (fromLast | nearest | nearestFromLast) == 0
        ? plain
        : plain | specials(length, firstWeekday);
  }

  private int specials(int length, int firstWeekday) {
    int counted = counted(fromLast, length);
    int aims = (nearest & ~(-2 << length)) | counted(nearestFromLast, length);
    for (int rest = aims; rest != 0; rest &= rest - 1) {
      counted |= 1 << weekdayNearest(Integer.numberOfTrailingZeros(rest), length, firstWeekday);
    }
    return counted;
  }

  /** Turns counts from the last day into days: bit n becomes bit length − n, if that is a day. */
  private static int counted(int fromLast, int length) {
    return (Integer.reverse(fromLast) >>> (31 - length)) & -2;
  }

  private static int weekdayNearest(int day, int length, int firstWeekday) {
    return switch ((firstWeekday + day - 1) % 7) {
      case SATURDAY -> day == 1 ? 3 : day - 1;
      case 0 -> day == length ? day - 2 : day + 1;
      default -> day;
    };
  }
}
