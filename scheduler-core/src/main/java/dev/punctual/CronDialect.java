package dev.punctual;

import java.util.Locale;

/**
 * The grammar in which a cron expression is read. The same text can be right in one dialect and
 * mean something else, or nothing, in another; so a trigger always names its dialect.
 *
 * <p>Names of months and weekdays are read in any case. All dialects are evaluated to the second,
 * in the zone of the trigger.
 */
public enum CronDialect {
  /**
   * Six or seven fields: second, minute, hour, day of month, month, day of week, and optionally a
   * year. Weekdays are 1–7 for Sunday to Saturday. One of the two day fields must be {@code ?}.
   */
  QUARTZ,

  /**
   * Five fields: minute, hour, day of month, month, day of week; or a nickname such as {@code
   * @daily}. Weekdays are 0–7, both ends being Sunday. When both day fields are restricted, a day
   * matches if either does.
   */
  UNIX,

  /**
   * Six fields: second, minute, hour, day of month, month, day of week; or a macro such as {@code
   * @daily}. Weekdays are 0–7, both ends being Sunday. A day matches if both day fields do.
   */
  SPRING,

  /**
   * Six fields without seconds: minute, hour, day of month, month, day of week, year. Weekdays are
   * 1–7 for Sunday to Saturday. One of the two day fields must be {@code ?}.
   */
  EVENTBRIDGE;

  /**
   * The name of this dialect in text forms.
   *
   * @return {@code quartz}, {@code unix}, {@code spring} or {@code eventbridge}
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The dialect with a given name.
   *
   * @param text as from {@link #text}
   * @return the dialect
   * @throws IllegalArgumentException if there is none
   */
  public static CronDialect parse(String text) {
    for (CronDialect dialect : values()) {
      if (dialect.text().equals(text)) {
        return dialect;
      }
    }
    throw new IllegalArgumentException(
        "not a cron dialect; write one of quartz, unix, spring, eventbridge");
  }
}
