package dev.punctual.internal.cron;

import java.time.Duration;
import java.time.LocalDateTime;

/**
 * An expression of Amazon EventBridge: {@code cron(…)}, {@code rate(…)} or {@code at(…)}.
 *
 * <p>Source: Amazon EventBridge Scheduler User Guide, "Schedule types". A rate is a number of at
 * most six digits and a unit, {@code minute}, {@code hour} or {@code day}, in the singular or the
 * plural; a time is {@code yyyy-mm-ddThh:mm:ss}. A cron expression may also stand without {@code
 * cron(…)} around it.
 */
public sealed interface EventBridgeExpression {
  /** A recurring schedule on calendar fields. */
  record Cron(CronSchedule schedule) implements EventBridgeExpression {}

  /** A recurring schedule with a fixed interval of whole minutes, at least one. */
  record Rate(Duration every) implements EventBridgeExpression {}

  /** One run, at a local time of the schedule's zone, in whole seconds. */
  record At(LocalDateTime time) implements EventBridgeExpression {}

  /**
   * Reads an expression.
   *
   * @throws CronSyntaxException if it cannot be read
   */
  static EventBridgeExpression parse(String text) {
    return EventBridgeParser.parse(text);
  }
}
