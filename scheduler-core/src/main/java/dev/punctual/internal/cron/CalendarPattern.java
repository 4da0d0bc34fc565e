package dev.punctual.internal.cron;

/**
 * The local times that match an expression, whatever the zone: a pure calendar question, answered
 * in integers.
 *
 * <p>A local time is a count of seconds from 1970-01-01T00:00 on the wall clock. The search goes
 * from month to month, and takes the days of a month as one bit set. As the calendar repeats itself
 * every 400 years, weekdays included, a search that finds nothing in that many years never will.
 *
 * @param months bits 1–12
 * @param eitherDay whether a day matches if one of the two day fields does, not only if both do
 */
record CalendarPattern(
    TimesOfDay times,
    DaysOfMonth daysOfMonth,
    DaysOfWeek daysOfWeek,
    boolean eitherDay,
    int months,
    YearSet years) {
  static final long NONE = Long.MAX_VALUE;

  /** The last year of any answer. */
  static final int MAX_YEAR = 9999;

  private static final int CALENDAR_PERIOD = 400;

  /** Returns the first matching local time at or after the given one, or NONE. */
  long atOrAfter(long local) {
    int today = (int) Math.floorDiv(local, (long) Civil.SECONDS_PER_DAY);
    int date = Civil.date(today);
    int year = Civil.year(date);
    int month = Civil.month(date);
    if (((months >>> month) & 1) != 0 && years.contains(year) && year <= MAX_YEAR) {
      int day = Civil.day(date);
      int days = daysIn(year, month, today - day + 1);
      if (((days >>> day) & 1) != 0) {
        int time = times.atOrAfter((int) (local - (long) today * Civil.SECONDS_PER_DAY));
        if (time != TimesOfDay.NONE) {
          return local(today, time);
        }
      }
      int laterDays = days & (-2 << day);
      if (laterDays != 0) {
        return local(today - day + Integer.numberOfTrailingZeros(laterDays), times.first());
      }
    }
    return inLaterMonth(year, month);
  }

  /** Returns how many matching local times there are from one on and before another. */
  long count(long from, long to) {
    int firstDay = (int) Math.floorDiv(from, (long) Civil.SECONDS_PER_DAY);
    int lastDay = (int) Math.floorDiv(to, (long) Civil.SECONDS_PER_DAY);
    long count = (long) countDays(firstDay, lastDay) * times.count();
    if (countDays(firstDay, firstDay + 1) == 1) {
      count -= times.countBefore((int) Math.floorMod(from, (long) Civil.SECONDS_PER_DAY));
    }
    if (countDays(lastDay, lastDay + 1) == 1) {
      count += times.countBefore((int) Math.floorMod(to, (long) Civil.SECONDS_PER_DAY));
    }
    return count;
  }

  /** Returns how many days match from one on and before another, month by month. */
  private int countDays(int firstDay, int endDay) {
    int count = 0;
    for (int day = firstDay; day < endDay; ) {
      int date = Civil.date(day);
      int year = Civil.year(date);
      int month = Civil.month(date);
      int firstOfMonth = day - Civil.day(date) + 1;
      int nextMonth = firstOfMonth + Civil.lengthOfMonth(year, month);
      if (((months >>> month) & 1) != 0 && years.contains(year) && year <= MAX_YEAR) {
        int fromDay = day - firstOfMonth + 1;
        int beforeDay = Math.min(endDay, nextMonth) - firstOfMonth + 1;
        long within = (1L << beforeDay) - (1L << fromDay);
        count += Long.bitCount(daysIn(year, month, firstOfMonth) & within);
      }
      day = nextMonth;
    }
    return count;
  }

  private long inLaterMonth(int startYear, int startMonth) {
    int laterMonths = months & (-2 << startMonth);
    int firstYear = years.atOrAfter(laterMonths == 0 ? startYear + 1 : startYear);
    for (int year = firstYear;
        year <= MAX_YEAR && year - firstYear <= CALENDAR_PERIOD;
        year = years.atOrAfter(year + 1)) {
      for (int rest = year == startYear ? laterMonths : months; rest != 0; rest &= rest - 1) {
        int month = Integer.numberOfTrailingZeros(rest);
        int first = Civil.firstOfMonth(year, month);
        int days = daysIn(year, month, first);
        if (days != 0) {
          return local(first - 1 + Integer.numberOfTrailingZeros(days), times.first());
        }
      }
    }
    return NONE;
  }

  private int daysIn(int year, int month, int firstDay) {
    int length = Civil.lengthOfMonth(year, month);
    int firstWeekday = Civil.weekday(firstDay);
    int byDate = daysOfMonth.in(length, firstWeekday);
    int byWeekday = daysOfWeek.in(length, firstWeekday);
    return eitherDay ? byDate | byWeekday : byDate & byWeekday;
  }

  private static long local(int epochDay, int secondOfDay) {
    return (long) epochDay * Civil.SECONDS_PER_DAY + secondOfDay;
  }
}
