package dev.punctual.internal.cron;

/**
 * The times of day that match: the product of three sets, each a bit set, none empty.
 *
 * @param seconds bits 0–59
 * @param minutes bits 0–59
 * @param hours bits 0–23
 */
record TimesOfDay(long seconds, long minutes, long hours) {
  static final int NONE = -1;

  /** Returns the first time of the day, in seconds from midnight. */
  int first() {
    return fromHour(Long.numberOfTrailingZeros(hours));
  }

  /** Returns the first time at or after the given one, both in seconds from midnight; or NONE. */
  int atOrAfter(int secondOfDay) {
    int minuteOfDay = secondOfDay / 60;
    int hour = minuteOfDay / 60;
    int minute = minuteOfDay - hour * 60;
    int second = secondOfDay - minuteOfDay * 60;
    if (((hours >>> hour) & 1) != 0) {
      if (((minutes >>> minute) & 1) != 0) {
        long laterSeconds = seconds & (-1L << second);
        if (laterSeconds != 0) {
          return minuteOfDay * 60 + Long.numberOfTrailingZeros(laterSeconds);
        }
      }
      long laterMinutes = minutes & (-2L << minute);
      if (laterMinutes != 0) {
        return fromMinute(hour, Long.numberOfTrailingZeros(laterMinutes));
      }
    }
    long laterHours = hours & (-2L << hour);
    return laterHours == 0 ? NONE : fromHour(Long.numberOfTrailingZeros(laterHours));
  }

  /** Returns how many times a day has. */
  int count() {
    return Long.bitCount(hours) * Long.bitCount(minutes) * Long.bitCount(seconds);
  }

  /** Returns how many times of the day are before the given one, in seconds from midnight. */
  int countBefore(int secondOfDay) {
    int minuteOfDay = secondOfDay / 60;
    int hour = minuteOfDay / 60;
    int minute = minuteOfDay - hour * 60;
    int second = secondOfDay - minuteOfDay * 60;
    int perMinute = Long.bitCount(seconds);
    int count = Long.bitCount(below(hours, hour)) * Long.bitCount(minutes) * perMinute;
    if (((hours >>> hour) & 1) != 0) {
      count += Long.bitCount(below(minutes, minute)) * perMinute;
      if (((minutes >>> minute) & 1) != 0) {
        count += Long.bitCount(below(seconds, second));
      }
    }
    return count;
  }

  private static long below(long bits, int bound) {
    return bits & ((1L << bound) - 1);
  }

  private int fromHour(int hour) {
    return fromMinute(hour, Long.numberOfTrailingZeros(minutes));
  }

  private int fromMinute(int hour, int minute) {
    return (hour * 60 + minute) * 60 + Long.numberOfTrailingZeros(seconds);
  }
}
