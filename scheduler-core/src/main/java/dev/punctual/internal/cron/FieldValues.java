package dev.punctual.internal.cron;

/**
 * The values collected while one field is read. Mutable, and confined to one call of the parser;
 * what it yields is immutable.
 */
final class FieldValues {
  private final CronField field;
  private final int base;
  private final long[] words;
  private int fromLast;
  private int nearest;
  private int nearestFromLast;
  private long nth;
  private int lastWeekdays;
  private boolean every;
  private boolean intervalLike;
  private boolean unspecified;

  FieldValues(CronField field) {
    this.field = field;
    this.base = field == CronField.YEAR ? field.min() : 0;
    this.words = new long[((field.max() - base) >> 6) + 1];
  }

  /** Returns what a field means that the dialect or the expression does not have. */
  static FieldValues ofAbsent(CronField field) {
    FieldValues values = new FieldValues(field);
    if (field == CronField.YEAR) {
      values.addEvery();
    } else {
      values.add(field.min());
    }
    return values;
  }

  void add(int value) {
    int bit = value - base;
    words[bit >> 6] |= 1L << bit;
  }

  void addFromLast(int days, boolean nearestWeekday) {
    if (nearestWeekday) {
      nearestFromLast |= 1 << days;
    } else {
      fromLast |= 1 << days;
    }
  }

  void addNearest(int day) {
    nearest |= 1 << day;
  }

  void addNth(int weekday, int week) {
    nth |= 1L << ((week - 1) * 7 + weekday);
  }

  void addLast(int weekday) {
    lastWeekdays |= 1 << weekday;
  }

  /** Adds every value; weekdays are taken from Sunday, 0, to Saturday. */
  void addEvery() {
    switch (field) {
      case YEAR -> every = true;
      case DAY_OF_WEEK -> words[0] |= 0b111_1111;
      default -> words[0] |= (-1L << field.min()) & (-1L >>> (63 - field.max()));
    }
  }

  /** Notes that the field holds a wildcard, a range or a step. */
  void setIntervalLike() {
    intervalLike = true;
  }

  /** Notes that the field is {@code ?}. */
  void setUnspecified() {
    unspecified = true;
  }

  boolean isIntervalLike() {
    return intervalLike;
  }

  boolean isUnspecified() {
    return unspecified;
  }

  long bits() {
    return words[0];
  }

  DaysOfMonth daysOfMonth() {
    return new DaysOfMonth((int) words[0], fromLast, nearest, nearestFromLast);
  }

  DaysOfWeek daysOfWeek() {
    return new DaysOfWeek((int) words[0], nth, lastWeekdays);
  }

  YearSet years() {
    return every ? YearSet.EVERY : YearSet.of(words);
  }
}
