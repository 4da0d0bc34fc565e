package dev.punctual.internal.cron;

import dev.punctual.CronDialect;
import dev.punctual.internal.cron.EventBridgeExpression.At;
import dev.punctual.internal.cron.EventBridgeExpression.Cron;
import dev.punctual.internal.cron.EventBridgeExpression.Rate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.regex.Pattern;

/** Reads the forms of {@link EventBridgeExpression}; those of cron are read elsewhere. */
final class EventBridgeParser {
  private static final String RATE = "rate(";
  private static final String AT = "at(";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}");
  private static final int MAX_QUOTE = 150;

  private EventBridgeParser() {}

  static EventBridgeExpression parse(String text) {
    try {
      if (starts(text, RATE)) {
        return rate(inside(text, RATE));
      }
      if (starts(text, AT)) {
        return at(inside(text, AT));
      }
    } catch (FieldFault fault) {
      throw new CronSyntaxException(
          fault.field(),
          fault.position(),
          "EventBridge expression %s: %s, position %d: %s"
              .formatted(
                  Quotation.of(text, MAX_QUOTE),
                  fault.field(),
                  fault.position(),
                  fault.getMessage()));
    }
    return new Cron(CronSchedule.parse(CronDialect.EVENTBRIDGE, text));
  }

  private static boolean starts(String text, String form) {
    return text.length() <= CronTokens.MAX_LENGTH
        && text.startsWith(form, CronTokens.skipSpace(text, 0));
  }

  /** Splits what stands between the brackets of a form. */
  private static CronTokens inside(String text, String form) {
    CronTokens whole = CronTokens.split(text);
    int end = whole.end(whole.count() - 1) - 1;
    if (text.charAt(end) != ')') {
      throw new FieldFault(
          CronSyntaxException.EXPRESSION, end, "there is no closing bracket at its end");
    }
    return CronTokens.split(text, whole.start(0) + form.length(), end);
  }

  private static Rate rate(CronTokens tokens) {
    requireCount(tokens, 2, "rate", "a number and a unit; write rate(5 minutes)");
    String number = token(tokens, 0);
    if (!NUMBER.matcher(number).matches() || Integer.parseInt(number) == 0) {
      throw new FieldFault("rate", tokens.start(0), "it needs a number from 1 to 999999");
    }
    int value = Integer.parseInt(number);
    return new Rate(
        switch (token(tokens, 1)) {
          case "minute", "minutes" -> Duration.ofMinutes(value);
          case "hour", "hours" -> Duration.ofHours(value);
          case "day", "days" -> Duration.ofDays(value);
          default ->
              throw new FieldFault("rate", tokens.start(1), "it needs minutes, hours or days");
        });
  }

  private static At at(CronTokens tokens) {
    requireCount(tokens, 1, "at", "a date and a time; write at(2026-03-29T02:30:00)");
    String time = token(tokens, 0);
    if (!TIME.matcher(time).matches()) {
      throw new FieldFault("at", tokens.start(0), "a time is written 2026-03-29T02:30:00");
    }
    try {
      return new At(LocalDateTime.parse(time));
    } catch (DateTimeException noSuchTime) {
      throw new FieldFault("at", tokens.start(0), "there is no such date or time of day");
    }
  }

  private static void requireCount(CronTokens tokens, int count, String field, String wanted) {
    if (tokens.count() != count) {
      int extra = tokens.count() > count ? tokens.start(count) : tokens.text().indexOf('(') + 1;
      throw new FieldFault(field, extra, "it needs " + wanted);
    }
  }

  private static String token(CronTokens tokens, int index) {
    return tokens.text().substring(tokens.start(index), tokens.end(index));
  }
}
