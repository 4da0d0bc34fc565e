package dev.punctual.internal.cron;

import dev.punctual.CronDialect;
import dev.punctual.internal.cron.CronGrammar.Feature;
import java.util.Locale;

/** Reads expressions. What is accepted stands at {@link CronGrammar}. */
final class CronParser {
  private static final String CRON_FORM = "cron(";

  private CronParser() {}

  /**
   * A readable expression.
   *
   * @param expression the text, with single spaces
   * @param canonical the fields in upper case, nicknames resolved; decides equality
   * @param intervalLike whether the expression follows real time, see {@link ZoneSearch}
   */
  record Parsed(
      String expression, String canonical, boolean intervalLike, CalendarPattern pattern) {}

  /**
   * Reads an expression.
   *
   * @throws FieldFault if it cannot be read
   */
  static Parsed parse(CronGrammar grammar, String text) {
    CronTokens tokens = CronTokens.split(text);
    if (text.charAt(tokens.start(0)) == '@') {
      return macro(grammar, tokens);
    }
    if (grammar.dialect() == CronDialect.EVENTBRIDGE) {
      return eventBridge(grammar, tokens);
    }
    return fields(grammar, tokens, tokens.joined());
  }

  private static Parsed eventBridge(CronGrammar grammar, CronTokens tokens) {
    String text = tokens.text();
    int start = tokens.start(0);
    int end = tokens.end(tokens.count() - 1);
    if (text.startsWith(CRON_FORM, start)) {
      if (text.charAt(end - 1) != ')') {
        throw whole(end - 1, "there is no closing bracket at its end");
      }
      CronTokens inner = CronTokens.split(text, start + CRON_FORM.length(), end - 1);
      return fields(grammar, inner, CRON_FORM + inner.joined() + ")");
    }
    if (text.startsWith("rate(", start) || text.startsWith("at(", start)) {
      throw whole(
          start, "it is a rate(…) or at(…), not a cron expression; use an interval or an instant");
    }
    return fields(grammar, tokens, tokens.joined());
  }

  private static Parsed macro(CronGrammar grammar, CronTokens tokens) {
    String expression = tokens.joined();
    if (!grammar.has(Feature.MACROS)) {
      throw whole(tokens.start(0), "there are no nicknames such as @daily in this dialect");
    }
    String name =
        grammar.has(Feature.MACROS_IN_ANY_CASE) ? expression.toLowerCase(Locale.ROOT) : expression;
    String meaning =
        switch (name) {
          case "@yearly", "@annually" -> "0 0 1 1 *";
          case "@monthly" -> "0 0 1 * *";
          case "@weekly" -> "0 0 * * 0";
          case "@daily", "@midnight" -> "0 0 * * *";
          case "@hourly" -> "0 * * * *";
          default ->
              throw whole(
                  tokens.start(0),
                  "it is none of @yearly, @annually, @monthly, @weekly, @daily, @midnight,"
                      + " @hourly");
        };
    String inFields = grammar.fields().contains(CronField.SECOND) ? "0 " + meaning : meaning;
    Parsed parsed = fields(grammar, CronTokens.split(inFields), expression);
    return new Parsed(expression, parsed.canonical(), parsed.intervalLike(), parsed.pattern());
  }

  private static Parsed fields(CronGrammar grammar, CronTokens tokens, String expression) {
    requireCount(grammar, tokens);
    FieldValues second = field(grammar, tokens, CronField.SECOND);
    FieldValues minute = field(grammar, tokens, CronField.MINUTE);
    FieldValues hour = field(grammar, tokens, CronField.HOUR);
    FieldValues dayOfMonth = field(grammar, tokens, CronField.DAY_OF_MONTH);
    FieldValues month = field(grammar, tokens, CronField.MONTH);
    FieldValues dayOfWeek = field(grammar, tokens, CronField.DAY_OF_WEEK);
    FieldValues year = field(grammar, tokens, CronField.YEAR);
    if (grammar.has(Feature.ONE_DAY_FIELD)) {
      requireOneDayField(grammar, tokens, dayOfMonth, dayOfWeek);
    }
    CalendarPattern pattern =
        new CalendarPattern(
            new TimesOfDay(second.bits(), minute.bits(), hour.bits()),
            dayOfMonth.daysOfMonth(),
            dayOfWeek.daysOfWeek(),
            grammar.has(Feature.EITHER_DAY_FIELD)
                && !startsWithStar(grammar, tokens, CronField.DAY_OF_MONTH)
                && !startsWithStar(grammar, tokens, CronField.DAY_OF_WEEK),
            (int) month.bits(),
            year.years());
    boolean intervalLike =
        second.isIntervalLike() || minute.isIntervalLike() || hour.isIntervalLike();
    String canonical = tokens.joined().toUpperCase(Locale.ROOT);
    return new Parsed(expression, canonical, intervalLike, pattern);
  }

  private static FieldValues field(CronGrammar grammar, CronTokens tokens, CronField field) {
    int index = grammar.fields().indexOf(field);
    if (index < 0 || index >= tokens.count()) {
      return FieldValues.ofAbsent(field);
    }
    return FieldParser.parse(grammar, field, tokens.text(), tokens.start(index), tokens.end(index));
  }

  private static boolean startsWithStar(CronGrammar grammar, CronTokens tokens, CronField field) {
    return tokens.text().charAt(tokens.start(grammar.fields().indexOf(field))) == '*';
  }

  private static void requireCount(CronGrammar grammar, CronTokens tokens) {
    int count = tokens.count();
    int all = grammar.fields().size();
    if (count < grammar.requiredFields() || count > all) {
      String wanted =
          grammar.has(Feature.OPTIONAL_YEAR) ? "%d or %d".formatted(all - 1, all) : "" + all;
      int position = count > all ? tokens.start(all) : 0;
      throw whole(
          position,
          "it has %d fields and needs %s (%s)"
              .formatted(count, wanted, CronField.labels(grammar.fields())));
    }
  }

  private static void requireOneDayField(
      CronGrammar grammar, CronTokens tokens, FieldValues dayOfMonth, FieldValues dayOfWeek) {
    if (dayOfMonth.isUnspecified() == dayOfWeek.isUnspecified()) {
      int index = grammar.fields().indexOf(CronField.DAY_OF_WEEK);
      throw new FieldFault(
          CronField.DAY_OF_WEEK,
          tokens.start(index),
          "exactly one of day of month and day of week must be ?, the one that does not matter");
    }
  }

  private static FieldFault whole(int position, String reason) {
    return new FieldFault(CronSyntaxException.EXPRESSION, position, reason);
  }
}
