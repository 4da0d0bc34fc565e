package dev.punctual.internal.cron;

import static dev.punctual.internal.cron.CronField.DAY_OF_MONTH;
import static dev.punctual.internal.cron.CronField.DAY_OF_WEEK;
import static dev.punctual.internal.cron.CronField.HOUR;
import static dev.punctual.internal.cron.CronField.MINUTE;
import static dev.punctual.internal.cron.CronField.MONTH;
import static dev.punctual.internal.cron.CronField.SECOND;
import static dev.punctual.internal.cron.CronField.YEAR;

import dev.punctual.CronDialect;
import java.util.List;
import java.util.Set;

/**
 * What each dialect accepts.
 *
 * <p>Common to all: numbers, {@code *}, ranges {@code a-b}, steps {@code *}{@code /n} and {@code
 * a-b/n}, lists of these, and names of months and weekdays in any case. Every other form is a
 * feature of some dialects:
 *
 * <table>
 *   <caption>Accepted forms</caption>
 *   <tr><th>form</th><th>Quartz</th><th>Unix</th><th>Spring</th><th>EventBridge</th></tr>
 *   <tr><td>fields</td><td>6 or 7</td><td>5</td><td>6</td><td>6, ends with the year</td></tr>
 *   <tr><td>Sunday</td><td>1</td><td>0, 7</td><td>0, 7</td><td>1</td></tr>
 *   <tr><td>{@code *}{@code /2} in weekdays starts with</td>
 *     <td>Sunday</td><td>Sunday</td><td>Monday</td><td>refused</td></tr>
 *   <tr><td>day fields</td><td>one is {@code ?}</td>
 *     <td>either, if neither starts with {@code *}; else both</td>
 *     <td>both; {@code ?} is {@code *}</td><td>one is {@code ?}</td></tr>
 *   <tr><td>{@code 5/15}</td><td>yes</td><td></td><td>yes</td><td>yes</td></tr>
 *   <tr><td>{@code /15}</td><td>yes</td><td></td><td></td><td></td></tr>
 *   <tr><td>{@code 22-2}, not in years</td><td>yes</td><td></td><td></td><td>yes</td></tr>
 *   <tr><td>day {@code L}, {@code L-n}, {@code LW}, {@code nW}</td>
 *     <td>yes</td><td></td><td>yes</td><td>yes</td></tr>
 *   <tr><td>day {@code L-nW}</td><td>yes</td><td></td><td></td><td></td></tr>
 *   <tr><td>weekday {@code nL}, {@code n#k}</td>
 *     <td>yes</td><td></td><td>yes</td><td>yes</td></tr>
 *   <tr><td>weekday {@code L} alone, Saturday</td>
 *     <td>yes</td><td></td><td></td><td>yes</td></tr>
 *   <tr><td>weekday specials in lists</td><td>yes</td><td></td><td>yes</td><td></td></tr>
 *   <tr><td>{@code @daily} and its like</td>
 *     <td></td><td>yes</td><td>yes, in any case</td><td></td></tr>
 * </table>
 *
 * <p>{@code L-n} is n days before the last day; a month that is too short for {@code 31}, {@code
 * 31W}, {@code L-30} or a fifth weekday has no such day. {@code W} never leaves its month. Where a
 * year may be left out, leaving it out means every year, as {@code *} does.
 *
 * <p>Sources: Quartz 2.5 {@code CronExpression} and its tutorial; crontab(5) and {@code entry.c} of
 * Vixie cron 3.0 and cronie 1.7; Spring Framework 7 {@code CronExpression}; Amazon EventBridge
 * Scheduler User Guide, "Schedule types", and the examples of EventBridge User Guide, "Setting a
 * schedule pattern" ({@code 20-2} in hours). Where they leave a choice, what means only one thing
 * is accepted, and what could mean two is refused:
 *
 * <ul>
 *   <li>A step is at most the largest number of its field (weekdays 7, years 229), as in Quartz,
 *       also after a range. Spring and cron take a longer one, which runs once per round and so
 *       never means what it seems to say; cronie warns.
 *   <li>Quartz documents {@code #}, {@code nL} and {@code W} as standing alone; its code takes
 *       {@code L,15} and {@code 2W,16}. Here a list of any of them is their union.
 *   <li>Years are written from 1970 to 2199, as Quartz and EventBridge document. Quartz's code
 *       reads others too, and finds nothing more than a century ahead; here every year does, up to
 *       9999.
 *   <li>{@code L-nW} is in Quartz's code, not in its documentation; months as 0–11 are in its
 *       documentation, not in its code, and refused.
 *   <li>crontab(5) allows no names in ranges and lists; the code of both crons does. {@code 7-2} in
 *       weekdays is {@code 0-2}, as in Spring, since 7 is Sunday; cron refuses it.
 *   <li>In Spring, a step from {@code SUN} or {@code 7}, and a range from Sunday to Sunday but for
 *       {@code 0-7}, are refused: its code takes {@code SUN/2} for Sundays alone and {@code
 *       SUN-SUN} for every day.
 *   <li>In Spring, {@code 31W} in a month that ends with Sunday the 31st, and {@code L-29} in
 *       February, fall into another month and are lost, or run there; here see above.
 *   <li>EventBridge documents neither {@code LW}, which the service takes, nor {@code L-n}; both
 *       are as in Quartz, whose syntax it follows. One edition of its guide calls the year
 *       optional, others require it; here it is required, as in every example.
 * </ul>
 *
 * @param label the name used in messages
 * @param fields the fields in their order, an optional one last
 * @param features the forms beyond the common ones
 */
record CronGrammar(
    CronDialect dialect, String label, List<CronField> fields, Set<Feature> features) {

  private static final CronGrammar QUARTZ =
      new CronGrammar(
          CronDialect.QUARTZ,
          "Quartz",
          List.of(SECOND, MINUTE, HOUR, DAY_OF_MONTH, MONTH, DAY_OF_WEEK, YEAR),
          Set.of(
              Feature.OPTIONAL_YEAR,
              Feature.WEEKDAYS_FROM_ONE,
              Feature.QUESTION_MARK,
              Feature.ONE_DAY_FIELD,
              Feature.STEP_FROM_VALUE,
              Feature.BARE_STEP,
              Feature.WEEKDAY_STEP,
              Feature.WRAPPED_RANGE,
              Feature.SPECIAL_DAYS,
              Feature.NEAREST_TO_OFFSET,
              Feature.LAST_IS_SATURDAY,
              Feature.SPECIAL_WEEKDAY_LIST));

  private static final CronGrammar UNIX =
      new CronGrammar(
          CronDialect.UNIX,
          "Unix",
          List.of(MINUTE, HOUR, DAY_OF_MONTH, MONTH, DAY_OF_WEEK),
          Set.of(Feature.EITHER_DAY_FIELD, Feature.WEEKDAY_STEP, Feature.MACROS));

  private static final CronGrammar SPRING =
      new CronGrammar(
          CronDialect.SPRING,
          "Spring",
          List.of(SECOND, MINUTE, HOUR, DAY_OF_MONTH, MONTH, DAY_OF_WEEK),
          Set.of(
              Feature.MONDAY_FIRST,
              Feature.QUESTION_MARK,
              Feature.STEP_FROM_VALUE,
              Feature.WEEKDAY_STEP,
              Feature.SPECIAL_DAYS,
              Feature.SPECIAL_WEEKDAY_LIST,
              Feature.MACROS,
              Feature.MACROS_IN_ANY_CASE));

  private static final CronGrammar EVENTBRIDGE =
      new CronGrammar(
          CronDialect.EVENTBRIDGE,
          "EventBridge",
          List.of(MINUTE, HOUR, DAY_OF_MONTH, MONTH, DAY_OF_WEEK, YEAR),
          Set.of(
              Feature.WEEKDAYS_FROM_ONE,
              Feature.QUESTION_MARK,
              Feature.ONE_DAY_FIELD,
              Feature.STEP_FROM_VALUE,
              Feature.WRAPPED_RANGE,
              Feature.SPECIAL_DAYS,
              Feature.LAST_IS_SATURDAY));

  /** A form that some dialects have and others lack. */
  enum Feature {
    OPTIONAL_YEAR,
    WEEKDAYS_FROM_ONE,
    MONDAY_FIRST,
    QUESTION_MARK,
    ONE_DAY_FIELD,
    EITHER_DAY_FIELD,
    STEP_FROM_VALUE,
    BARE_STEP,
    WEEKDAY_STEP,
    WRAPPED_RANGE,
    SPECIAL_DAYS,
    NEAREST_TO_OFFSET,
    LAST_IS_SATURDAY,
    SPECIAL_WEEKDAY_LIST,
    MACROS,
    MACROS_IN_ANY_CASE
  }

  static CronGrammar of(CronDialect dialect) {
    return switch (dialect) {
      case QUARTZ -> QUARTZ;
      case UNIX -> UNIX;
      case SPRING -> SPRING;
      case EVENTBRIDGE -> EVENTBRIDGE;
    };
  }

  int requiredFields() {
    return has(Feature.OPTIONAL_YEAR) ? fields.size() - 1 : fields.size();
  }

  boolean has(Feature feature) {
    return features.contains(feature);
  }

  /** Returns the smallest number of a field. */
  int min(CronField field) {
    return field == DAY_OF_WEEK && has(Feature.WEEKDAYS_FROM_ONE) ? 1 : field.min();
  }

  /** Returns the number with which {@code *} starts. */
  int starMin(CronField field) {
    return field == DAY_OF_WEEK && has(Feature.MONDAY_FIRST) ? 1 : min(field);
  }

  /** Returns the index from Sunday, 0, of a weekday's number. */
  int weekday(int number) {
    return has(Feature.WEEKDAYS_FROM_ONE) ? number - 1 : number % 7;
  }

  /** Returns the number of the weekday with the given index from Sunday, 0. */
  int weekdayNumber(int index) {
    return has(Feature.WEEKDAYS_FROM_ONE) ? index + 1 : index;
  }
}
