package dev.punctual.internal.cron;

import java.util.List;

/** A field of a cron expression: what it is called and which numbers and names it takes. */
enum CronField {
  SECOND("second", 0, 59, ""),
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day of month", 1, 31, ""),
  MONTH("month", 1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"),
  DAY_OF_WEEK("day of week", 0, 7, "SUNMONTUEWEDTHUFRISAT"),
  YEAR("year", 1970, 2199, "");

  static final int NAME_LENGTH = 3;

  private final String label;
  private final int min;
  private final int max;
  private final String names;

  CronField(String label, int min, int max, String names) {
    this.label = label;
    this.min = min;
    this.max = max;
    this.names = names;
  }

  /** Returns the name used in messages. */
  String label() {
    return label;
  }

  /** Returns the smallest number; that of weekdays depends on the grammar. */
  int min() {
    return min;
  }

  /** Returns the largest number. */
  int max() {
    return max;
  }

  /** Returns whether values may be written as names. */
  boolean hasNames() {
    return !names.isEmpty();
  }

  /** Returns whether {@code ?} may stand for this field. */
  boolean isDay() {
    return this == DAY_OF_MONTH || this == DAY_OF_WEEK;
  }

  /**
   * Returns the index, from 0, of the name at a position of a text, in any case; or −1 if there is
   * none.
   */
  int nameAt(String text, int position) {
    for (int i = 0; i < names.length(); i += NAME_LENGTH) {
      if (text.regionMatches(true, position, names, i, NAME_LENGTH)) {
        return i / NAME_LENGTH;
      }
    }
    return -1;
  }

  /** Returns the fields' labels as a phrase: {@code minute, hour, day of month}. */
  static String labels(List<CronField> fields) {
    return String.join(", ", fields.stream().map(CronField::label).toList());
  }
}
