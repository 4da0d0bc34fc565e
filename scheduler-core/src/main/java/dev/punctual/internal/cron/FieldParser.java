package dev.punctual.internal.cron;

import dev.punctual.internal.cron.CronGrammar.Feature;

/**
 * Reads one field of an expression: a list of items, each of which is a value, a range, a wildcard,
 * any of them with a step, or a special day. One pass, no back-tracking, no substrings.
 */
final class FieldParser {
  private static final int MAX_DIGITS = 4;
  private static final int MAX_OFFSET_FROM_LAST = 30;
  private static final int WEEKS = 5;
  private static final int SATURDAY = 6;

  private final CronGrammar grammar;
  private final CronField field;
  private final String text;
  private final int start;
  private final int end;
  private final FieldValues values;
  private int position;

  private FieldParser(CronGrammar grammar, CronField field, String text, int start, int end) {
    this.grammar = grammar;
    this.field = field;
    this.text = text;
    this.start = start;
    this.end = end;
    this.values = new FieldValues(field);
    this.position = start;
  }

  /**
   * Reads the field between two positions of a text.
   *
   * @throws FieldFault if it cannot be read
   */
  static FieldValues parse(CronGrammar grammar, CronField field, String text, int start, int end) {
    return new FieldParser(grammar, field, text, start, end).list();
  }

  private FieldValues list() {
    do {
      item();
    } while (skip(','));
    if (position < end) {
      throw unexpected();
    }
    return values;
  }

  private void item() {
    int itemStart = position;
    if (skip('?')) {
      unspecified(itemStart);
    } else if (skip('*')) {
      wildcard();
    } else if (at('/')) {
      if (!grammar.has(Feature.BARE_STEP)) {
        throw fault(itemStart, "a step needs a start; write */n");
      }
      wildcard();
    } else if (atLetter('L') && field == CronField.DAY_OF_MONTH) {
      lastDay(itemStart);
    } else if (atLetter('L') && field == CronField.DAY_OF_WEEK) {
      lastWeekday(itemStart);
    } else {
      valueOrRange(itemStart);
    }
  }

  private void unspecified(int itemStart) {
    if (!field.isDay()) {
      throw fault(itemStart, "? stands only for a day of month or a day of week; write *");
    }
    if (!grammar.has(Feature.QUESTION_MARK)) {
      throw fault(itemStart, "there is no ? in this dialect, which writes *");
    }
    if (itemStart > start || position < end) {
      throw fault(itemStart, "? stands alone, never in a list, a range or with a step");
    }
    values.addEvery();
    values.setUnspecified();
  }

  private void wildcard() {
    int step = at('/') ? step() : 1;
    values.setIntervalLike();
    if (step == 1) {
      values.addEvery();
    } else {
      addRange(grammar.starMin(field), field.max(), step);
    }
  }

  private void lastDay(int itemStart) {
    position++;
    requireSpecial(itemStart, Feature.SPECIAL_DAYS, "L");
    int offset = 0;
    if (skip('-')) {
      int offsetStart = position;
      offset = number();
      if (offset > MAX_OFFSET_FROM_LAST) {
        throw fault(offsetStart, "L-n counts back at most " + MAX_OFFSET_FROM_LAST + " days");
      }
    }
    boolean nearest = skipLetter('W');
    if (nearest && position - itemStart > 2) {
      requireSpecial(itemStart, Feature.NEAREST_TO_OFFSET, "L-nW");
    }
    values.addFromLast(offset, nearest);
  }

  private void lastWeekday(int itemStart) {
    position++;
    requireSpecial(itemStart, Feature.SPECIAL_DAYS, "L");
    if (!grammar.has(Feature.LAST_IS_SATURDAY)) {
      throw fault(itemStart, "L needs a weekday before it; write SATL for the last Saturday");
    }
    if (itemStart > start || position < end) {
      throw fault(itemStart, "L alone is Saturday; in a list write SAT, or SATL for the last one");
    }
    values.add(SATURDAY);
  }

  private void valueOrRange(int itemStart) {
    int first = value();
    if (field == CronField.DAY_OF_MONTH && skipLetter('W')) {
      requireSpecial(itemStart, Feature.SPECIAL_DAYS, "W");
      values.addNearest(first);
    } else if (field == CronField.DAY_OF_WEEK && skipLetter('L')) {
      requireSpecialWeekday(itemStart, "L");
      values.addLast(grammar.weekday(first));
    } else if (field == CronField.DAY_OF_WEEK && skip('#')) {
      int week = week();
      requireSpecialWeekday(itemStart, "#");
      values.addNth(grammar.weekday(first), week);
    } else if (skip('-')) {
      range(itemStart, first);
    } else if (at('/')) {
      stepFromValue(itemStart, first);
    } else {
      addRange(first, first, 1);
    }
  }

  /**
   * Reads the end of a range. Where Sunday is both 0 and 7, it is 0 at the start and, by name, 7 at
   * the end: {@code SUN-TUE} and {@code FRI-SUN} mean what they say.
   */
  private void range(int itemStart, int first) {
    int last = value();
    int from = first;
    if (field == CronField.DAY_OF_WEEK && !grammar.has(Feature.WEEKDAYS_FROM_ONE)) {
      boolean named = !isDigit(text.charAt(position - 1));
      last = named && last == 0 && first != 0 ? 7 : last;
      from = first == 7 && last != 7 ? 0 : first;
    }
    if (isSundayOfTwoMeanings(from) && isSundayOfTwoMeanings(last) && !isWholeWeek()) {
      throw fault(itemStart, "Sunday to Sunday is one day or the whole week; write SUN or *");
    }
    if (from > last && (!grammar.has(Feature.WRAPPED_RANGE) || field == CronField.YEAR)) {
      throw fault(
          itemStart,
          field == CronField.YEAR
              ? "a range of years cannot run backwards"
              : "a range cannot run past the end of the field in this dialect; write it as two");
    }
    int step = at('/') ? step() : 1;
    values.setIntervalLike();
    addRange(from, last, step);
  }

  /** Returns whether a weekday is Sunday in a dialect where that may start or end the week. */
  private boolean isSundayOfTwoMeanings(int value) {
    return field == CronField.DAY_OF_WEEK
        && grammar.has(Feature.MONDAY_FIRST)
        && grammar.weekday(value) == 0;
  }

  private boolean isWholeWeek() {
    return text.startsWith("0-7", position - 3);
  }

  private void stepFromValue(int itemStart, int first) {
    if (!grammar.has(Feature.STEP_FROM_VALUE)) {
      throw fault(
          itemStart,
          "a step needs a range or * before it; write %d-%d/n".formatted(first, field.max()));
    }
    if (isSundayOfTwoMeanings(first) && text.charAt(itemStart) != '0') {
      throw fault(
          itemStart, "Sunday starts or ends the week here; write SUN, or 0/n to start with it");
    }
    values.setIntervalLike();
    addRange(first, field.max(), step());
  }

  /** Adds every step-th value; a range whose last value is the smaller one wraps around. */
  private void addRange(int first, int last, int step) {
    int min = grammar.min(field);
    int size = field.max() - min + 1;
    int through = first <= last ? last : last + size;
    for (int next = first; next <= through; next += step) {
      int value = next > field.max() ? next - size : next;
      values.add(field == CronField.DAY_OF_WEEK ? grammar.weekday(value) : value);
    }
  }

  private int step() {
    int slash = position++;
    if (field == CronField.DAY_OF_WEEK && !grammar.has(Feature.WEEKDAY_STEP)) {
      throw fault(slash, "weekdays take no step in this dialect; list the days");
    }
    int max = field == CronField.YEAR ? field.max() - field.min() : field.max();
    int step = number();
    if (step < 1 || step > max) {
      throw fault(
          slash + 1,
          "a step is from 1 to %d, not %d, since it starts over when its field does"
              .formatted(max, step));
    }
    return step;
  }

  private int week() {
    int weekStart = position;
    int week = number();
    if (week < 1 || week > WEEKS) {
      throw fault(weekStart, "# takes the weeks 1 to 5, not " + week);
    }
    return week;
  }

  private int value() {
    int valueStart = position;
    int name = nameIndex();
    if (name >= 0) {
      position += CronField.NAME_LENGTH;
      if (field == CronField.DAY_OF_WEEK) {
        return grammar.weekdayNumber(name);
      }
      return field.min() + name;
    }
    int value = number();
    if (value < grammar.min(field) || value > field.max()) {
      throw fault(
          valueStart,
          "%d is not between %d and %d".formatted(value, grammar.min(field), field.max()));
    }
    return value;
  }

  private int nameIndex() {
    boolean possible = position + CronField.NAME_LENGTH <= end && !isDigit(text.charAt(position));
    return possible ? field.nameAt(text, position) : -1;
  }

  private int number() {
    int numberStart = position;
    int number = 0;
    while (position < end && isDigit(text.charAt(position))) {
      if (position - numberStart == MAX_DIGITS) {
        throw fault(numberStart, "a number has at most " + MAX_DIGITS + " digits");
      }
      number = number * 10 + text.charAt(position++) - '0';
    }
    if (position == numberStart) {
      throw unexpected();
    }
    return number;
  }

  private void requireSpecialWeekday(int itemStart, String special) {
    requireSpecial(itemStart, Feature.SPECIAL_DAYS, special);
    boolean listed = itemStart > start || at(',');
    if (listed && !grammar.has(Feature.SPECIAL_WEEKDAY_LIST)) {
      throw fault(itemStart, special + " stands alone in this dialect, never in a list");
    }
  }

  private void requireSpecial(int itemStart, Feature feature, String special) {
    if (!grammar.has(feature)) {
      throw fault(itemStart, "there is no " + special + " in this dialect; Quartz has it");
    }
  }

  private boolean at(char expected) {
    return position < end && text.charAt(position) == expected;
  }

  private boolean skip(char expected) {
    if (at(expected)) {
      position++;
      return true;
    }
    return false;
  }

  private boolean atLetter(char upper) {
    return position < end && (text.charAt(position) & ~0x20) == upper;
  }

  private boolean skipLetter(char upper) {
    if (atLetter(upper)) {
      position++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private FieldFault unexpected() {
    String found =
        position == end
            ? "the field ends too early"
            : Quotation.of(text.substring(position, Math.min(end, position + 12)), 40)
                + " is unexpected";
    String names = field.hasNames() ? " or a name of three letters" : "";
    return fault(
        position,
        "%s; a value is a number from %d to %d%s"
            .formatted(found, grammar.min(field), field.max(), names));
  }

  private FieldFault fault(int at, String reason) {
    return new FieldFault(field, at, reason);
  }
}
