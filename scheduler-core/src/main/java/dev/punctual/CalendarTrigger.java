package dev.punctual;

import dev.punctual.internal.cron.CronSchedule;
import dev.punctual.internal.cron.CronSyntaxException;
import dev.punctual.internal.cron.DstEffect;
import dev.punctual.internal.cron.EventBridgeExpression;
import dev.punctual.internal.cronutils.CronTakeover;
import dev.punctual.internal.cronutils.CronWords;
import dev.punctual.internal.text.DurationText;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Local times of a zone: cron, daily and weekly.
 *
 * @param form the text form without zone and policy, which tells the three apart
 * @param schedule what is evaluated
 */
record CalendarTrigger(String form, CronSchedule schedule, ZoneId region, DstPolicy dst)
    implements Trigger {
  private static final Duration LOOK_AHEAD = Duration.ofDays(731);

  static Trigger cron(CronDialect dialect, String expression, ZoneId zone) {
    try {
      if (dialect == CronDialect.EVENTBRIDGE) {
        return switch (EventBridgeExpression.parse(expression)) {
          case EventBridgeExpression.Cron cron -> of(dialect, cron.schedule(), zone);
          case EventBridgeExpression.Rate rate -> Trigger.every(rate.every());
          case EventBridgeExpression.At at -> Trigger.at(instant(at.time(), zone));
        };
      }
      return of(dialect, CronSchedule.parse(dialect, expression), zone);
    } catch (CronSyntaxException e) {
      throw new InvalidDefinitionException(String.valueOf(e.getMessage()), e);
    }
  }

  /** A local time that the clock skips means the end of the gap; one shown twice, the first. */
  private static Instant instant(LocalDateTime time, ZoneId zone) {
    var change = zone.getRules().getTransition(time);
    return change != null && change.isGap() ? change.getInstant() : time.atZone(zone).toInstant();
  }

  static Trigger ofCronUtils(Object cron, ZoneId zone) {
    var taken = CronTakeover.of(cron);
    return cron(taken.dialect(), taken.expression(), zone);
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
    return schedule
        .nextAfter(notBeforeEpoch(after), region, dst)
        .filter(time -> !time.isAfter(Checks.LATEST));
  }

  @Override
  public Optional<Times> between(Instant after, Instant through) {
    var end = through.isAfter(Checks.LATEST) ? Checks.LATEST : through;
    return nextAfter(after)
        .filter(first -> !first.isAfter(end))
        .map(first ->
            new Times(
                schedule.count(notBeforeEpoch(after), end, region, dst),
                first,
                schedule.last(first, end, region, dst)));
  }

  /** No scheduled time is earlier than 1970, although an expression may name some. */
  private static Instant notBeforeEpoch(Instant after) {
    return after.isBefore(Instant.EPOCH) ? Instant.EPOCH.minusMillis(1) : after;
  }

  @Override
  public Optional<ZoneId> zone() {
    return Optional.of(region);
  }

  @Override
  public Optional<String> warning(Instant now) {
    return warning(now, Checks.LATEST);
  }

  /** The warning, if the change of the clock comes before a bound. */
  Optional<String> warning(Instant now, Instant bound) {
    if (now.isAfter(Checks.LATEST.minus(LOOK_AHEAD))) {
      return Optional.empty();
    }
    var end = now.plus(LOOK_AHEAD);
    return schedule
        .dstEffect(region, dst, now, end.isBefore(bound) ? end : bound)
        .map(this::warning);
  }

  private String warning(DstEffect effect) {
    var runs =
        effect.runs() == 0
            ? "no run"
            : (effect.runs() < effect.named() ? "only " : "")
                + effect.runs()
                + (effect.runs() == 1 ? " run" : " runs");
    return "on "
        + LocalDate.ofInstant(effect.at(), region)
        + " the clock of "
        + region.getId()
        + (effect.shift().isNegative() ? " is set back by " : " is set forward by ")
        + DurationText.format(effect.shift().abs())
        + ": of the local times that it "
        + (effect.shift().isNegative() ? "shows twice" : "skips")
        + ", "
        + effect.named()
        + (effect.named() == 1 ? " is a scheduled time and gets " : " are scheduled times and get ")
        + runs;
  }

  @Override
  public Trigger withDst(DstPolicy policy) {
    return new CalendarTrigger(form, schedule, region, policy);
  }

  @Override
  public String describe(Locale locale) {
    return CronWords.describe(schedule, locale).orElse(form) + place();
  }

  @Override
  public String toString() {
    return form + place();
  }

  private String place() {
    return " in " + region.getId() + (dst == DstPolicy.RUN_ONCE ? "" : " dst " + dst.text());
  }
}
