package dev.punctual.internal.cron;

import dev.punctual.CronDialect;
import dev.punctual.internal.cron.EventBridgeExpression.At;
import dev.punctual.internal.cron.EventBridgeExpression.Cron;
import dev.punctual.internal.cron.EventBridgeExpression.Rate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the two forms of {@link EventBridgeExpression} that are not cron expressions. */
final class EventBridgeParser {
  private static final int MAX_QUOTE = 200;
  private static final Pattern RATE =
      Pattern.compile("rate\\([ \t]*(\\d{1,6})[ \t]+(minute|hour|day)s?[ \t]*\\)");
  private static final Pattern AT =
      Pattern.compile("at\\([ \t]*(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)[ \t]*\\)");

  private EventBridgeParser() {}

  static EventBridgeExpression parse(String text) {
    String expression = CronTokens.trimmed(text);
    if (expression.startsWith("rate(")) {
      return rate(text, RATE.matcher(expression));
    }
    if (expression.startsWith("at(")) {
      return at(text, AT.matcher(expression));
    }
    return new Cron(CronSchedule.parse(CronDialect.EVENTBRIDGE, text));
  }

  private static Rate rate(String text, Matcher matcher) {
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
      throw fault(
          text,
          "rate",
          "it needs a number from 1 to 999999 and minutes, hours or days;"
              + " write rate(5 minutes)");
    }
    int value = Integer.parseInt(matcher.group(1));
    return new Rate(
        switch (matcher.group(2)) {
          case "minute" -> Duration.ofMinutes(value);
          case "hour" -> Duration.ofHours(value);
          default -> Duration.ofDays(value);
        });
  }

  private static At at(String text, Matcher matcher) {
    if (!matcher.matches()) {
      throw fault(text, "at", "it needs a date and a time; write at(2026-03-29T02:30:00)");
    }
    try {
      return new At(LocalDateTime.parse(matcher.group(1)));
    } catch (DateTimeException noSuchTime) {
      throw fault(text, "at", "there is no such date or time of day; check month, day and hour");
    }
  }

  private static CronSyntaxException fault(String text, String field, String reason) {
    int position = text.indexOf(field);
    String message =
        "EventBridge expression %s: %s, position %d: %s"
            .formatted(Quotation.of(text, MAX_QUOTE), field, position, reason);
    return new CronSyntaxException(field, position, message);
  }
}
