package dev.punctual;

import dev.punctual.internal.cron.CronSchedule;
import dev.punctual.internal.cron.CronSyntaxException;
import dev.punctual.internal.cron.EventBridgeExpression;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Local times of a zone: cron, daily and weekly.
 *
 * @param form the text form without zone and policy, which tells the three apart
 * @param schedule what is evaluated
 */
record CalendarTrigger(String form, CronSchedule schedule, ZoneId zone, DstPolicy dst)
    implements Trigger {

  static Trigger cron(CronDialect dialect, String expression, ZoneId zone) {
    try {
      if (dialect == CronDialect.EVENTBRIDGE) {
        return switch (EventBridgeExpression.parse(expression)) {
          case EventBridgeExpression.Cron cron -> of(dialect, cron.schedule(), zone);
          case EventBridgeExpression.Rate rate -> Trigger.every(rate.every());
          case EventBridgeExpression.At at -> Trigger.at(at.time().atZone(zone).toInstant());
        };
      }
      return of(dialect, CronSchedule.parse(dialect, expression), zone);
    } catch (CronSyntaxException e) {
      throw new InvalidDefinitionException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Trigger of(CronDialect dialect, CronSchedule schedule, ZoneId zone) {
    var form = "cron " + dialect.text() + " \"" + schedule.expression() + '"';
    return new CalendarTrigger(form, schedule, zone, DstPolicy.RUN_ONCE);
  }

  static Trigger weekly(Set<DayOfWeek> days, LocalTime time, ZoneId zone) {
    if (!time.truncatedTo(ChronoUnit.SECONDS).equals(time)) {
      throw new InvalidDefinitionException(
          "trigger time " + time + " has a fraction of a second; use whole seconds");
    }
    if (days.isEmpty()) {
      throw new InvalidDefinitionException("a weekly trigger needs at least one day");
    }
    if (days.size() == DayOfWeek.values().length) {
      return new CalendarTrigger(
          "daily " + time, CronSchedule.daily(time), zone, DstPolicy.RUN_ONCE);
    }
    var names =
        EnumSet.copyOf(days).stream()
            .map(day -> day.name().substring(0, 3))
            .collect(Collectors.joining(","));
    return new CalendarTrigger(
        "weekly " + names + ' ' + time, CronSchedule.weekly(days, time), zone, DstPolicy.RUN_ONCE);
  }

  @Override
  public Optional<Instant> nextAfter(Instant after) {
    return schedule.nextAfter(after, zone, dst).filter(time -> !time.isAfter(Checks.LATEST));
  }

  @Override
  public Trigger withDst(DstPolicy policy) {
    return new CalendarTrigger(form, schedule, zone, policy);
  }

  @Override
  public String toString() {
    return form + " in " + zone.getId() + (dst == DstPolicy.RUN_ONCE ? "" : " dst " + dst.text());
  }
}
