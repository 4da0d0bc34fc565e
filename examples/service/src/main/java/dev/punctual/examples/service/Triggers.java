package dev.punctual.examples.service;

import dev.punctual.CronDialect;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Trigger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a request wants its job to run. */
final class Triggers {
  private static final int LONGEST = 500;
  private static final Pattern EVENTBRIDGE = Pattern.compile("(rate|cron|at)\\(.*");
  private static final Pattern TEXT_FORM =
      Pattern.compile("(at|every|after|cron|daily|weekly)\\s.*");

  private Triggers() {}

  /** The field that is at fault if the trigger is. */
  static String field(ScheduleRequest request) {
    return request.expression() == null && request.at() != null ? "at" : "expression";
  }

  /** The zone a cron expression is read in. */
  static ZoneId zone(ScheduleRequest request) {
    String zone = request.zone();
    if (zone == null) {
      return ZoneOffset.UTC;
    }
    String expression = request.expression();
    if (expression == null || TEXT_FORM.matcher(expression.strip()).matches()) {
      throw new InvalidDefinitionException(
          "leave it out: it is for cron expressions, and this trigger names its own zone or none");
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new InvalidDefinitionException("give a zone such as Europe/Berlin or UTC", e);
    }
  }

  /** The trigger; with a zone of null, which is told elsewhere, its other faults are looked for. */
  static Trigger of(ScheduleRequest request, @Nullable ZoneId zone) {
    String expression = request.expression();
    String at = request.at();
    if (expression != null && at == null) {
      return ofExpression(expression.strip(), zone == null ? ZoneOffset.UTC : zone);
    }
    if (at != null && expression == null) {
      return Trigger.at(instant(at));
    }
    throw new InvalidDefinitionException(
        "give an expression such as every 10s, or at, an instant, and not both");
  }

  private static Trigger ofExpression(String expression, ZoneId zone) {
    if (expression.length() > LONGEST) {
      throw new InvalidDefinitionException("give at most " + LONGEST + " characters");
    }
    if (TEXT_FORM.matcher(expression).matches()) {
      return Trigger.parse(expression);
    }
    boolean isEventBridge = EVENTBRIDGE.matcher(expression).matches();
    return Trigger.cron(
        isEventBridge ? CronDialect.EVENTBRIDGE : CronDialect.QUARTZ, expression, zone);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidDefinitionException("give an instant such as 2026-12-24T18:00:00Z", e);
    }
  }
}
