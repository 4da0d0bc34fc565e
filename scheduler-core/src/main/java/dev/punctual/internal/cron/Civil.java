package dev.punctual.internal.cron;

/**
 * The proleptic Gregorian calendar in integers: days since 1970-01-01 to year, month and day, and
 * back, without objects.
 *
 * <p>Both directions count years from March, so that the leap day is the last of its year, and eras
 * of 400 years, so that they are exact for negative years too. See Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms".
 */
final class Civil {
  static final int SECONDS_PER_DAY = 86_400;

  private static final int DAYS_PER_ERA = 146_097;
  private static final int DAYS_FROM_0000_03_01 = 719_468;
  private static final int THURSDAY = 4;

  private Civil() {}

  /** Returns year, month (1–12) and day (1–31) of an epoch day, for the three accessors below. */
  static int date(int epochDay) {
    int shifted = epochDay + DAYS_FROM_0000_03_01;
    int era = Math.floorDiv(shifted, DAYS_PER_ERA);
    int dayOfEra = shifted - era * DAYS_PER_ERA;
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return (year << 9) | (month << 5) | day;
  }

  static int year(int date) {
    return date >> 9;
  }

  static int month(int date) {
    return (date >> 5) & 15;
  }

  static int day(int date) {
    return date & 31;
  }

  /** Returns the epoch day of the first day of a month. */
  static int firstOfMonth(int year, int month) {
    int yearFromMarch = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(yearFromMarch, 400);
    int yearOfEra = yearFromMarch - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_PER_ERA + dayOfEra - DAYS_FROM_0000_03_01;
  }

  static int lengthOfMonth(int year, int month) {
    if (month == 2) {
      return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return 30 + ((month + (month >> 3)) & 1);
  }

  /** Returns the weekday of an epoch day, from 0, Sunday, to 6, Saturday. */
  static int weekday(int epochDay) {
    return Math.floorMod(epochDay + THURSDAY, 7);
  }
}
