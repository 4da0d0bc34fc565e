package dev.punctual.internal.machine;

import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.Overlap;
import dev.punctual.Retry;
import dev.punctual.Trigger;
import dev.punctual.spi.ExecutionRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words of scenarios: times of a day, definitions, and what a decision looks like.
 *
 * <p>Day zero is Monday, 2 March 2026; {@code 10:00:58} is a time of it, in UTC, and {@code +1d
 * 10:00:58} one of the day after.
 */
final class ScenarioText {
  static final Pattern TIME =
      Pattern.compile("(?:\\+(\\d+)d )?(\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?)");
  private static final Instant DAY_ZERO = Instant.parse("2026-03-02T00:00:00Z");

  private ScenarioText() {}

  static Instant instant(String text) {
    var matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a time of a scenario: " + text);
    }
    int days = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
    return DAY_ZERO
        .plus(Duration.ofDays(days))
        .plusNanos(LocalTime.parse(matcher.group(2)).toNanoOfDay());
  }

  static String time(Instant instant) {
    long days = Duration.between(DAY_ZERO, instant).toDays();
    var ofDay = instant.atOffset(ZoneOffset.UTC).toLocalTime();
    var text = ofDay.getSecond() == 0 && ofDay.getNano() == 0 ? ofDay + ":00" : ofDay.toString();
    return days == 0 ? text : "+" + days + "d " + text;
  }

  /** Applies clauses such as {@code every 1m; catch-up all; max 3} to a definition. */
  static Job define(Job job, String clauses) {
    var defined = job;
    for (var clause : clauses.split(";", -1)) {
      defined = with(defined, clause.strip());
    }
    return defined;
  }

  private static Job with(Job job, String clause) {
    int space = clause.indexOf(' ');
    var value = clause.substring(space + 1);
    return switch (space < 0 ? clause : clause.substring(0, space)) {
      case "catch-up" -> job.withCatchUp(CatchUp.parse(value));
      case "overlap" -> job.withOverlap(Overlap.parse(value));
      case "retry" -> job.withRetry(Retry.parse(value));
      case "max" -> job.withMaxExecutions(Long.parseLong(value));
      case "pause-after" -> job.withPauseAfterFailures(Integer.parseInt(value));
      case "described" -> job.withDescription(value);
      case "at-most-once" -> job.withDelivery(Delivery.AT_MOST_ONCE);
      case "at-least-once" -> job.withDelivery(Delivery.AT_LEAST_ONCE);
      default -> job.withTrigger(trigger(clause));
    };
  }

  private static Trigger trigger(String text) {
    return Trigger.parse(TIME.matcher(text).replaceAll(found -> instant(found.group()).toString()));
  }

  /** One line that shows all that matters of a decision. */
  static String show(Decision decision, Watch watch) {
    var parts = new ArrayList<String>();
    if (decision.next().isEmpty()) {
      parts.add("no job");
    } else if (decision.changed()) {
      var job = decision.next().get();
      parts.add(job.state().name().toLowerCase(Locale.ROOT) + ", count " + job.progress().count());
      decision.ended().forEach(execution -> parts.add(ended(execution)));
      job.open().forEach(execution -> parts.add(open(execution, watch)));
      job.progress().backlog().ifPresent(backlog -> parts.add(backlog(backlog)));
      job.progress()
          .manual()
          .forEach(run -> parts.add("in line " + kind(run.kind()) + time(run.scheduledTime())));
      if (!job.progress().note().isEmpty()) {
        parts.add("note: " + job.progress().note());
      }
      parts.add(job.wake().map(wake -> "wake " + time(wake)).orElse("no wake"));
    } else {
      parts.add("unchanged");
    }
    switch (decision.reply()) {
      case Reply.Done done -> {}
      case Reply.Run run -> {}
      case Reply.Stale stale -> parts.add("stale");
      case Reply.Refused refused -> parts.add(refused.reason().getClass().getSimpleName());
    }
    return String.join("; ", parts);
  }

  private static String ended(ExecutionRecord execution) {
    return execution.status()
        + " "
        + kind(execution.kind())
        + time(execution.scheduledTime())
        + (execution.times() == 1
            ? ""
            : "–" + time(execution.through()) + " (" + execution.times() + ")")
        + (execution.attempt() > 1 ? " #" + execution.attempt() : "")
        + execution.reason().map(reason -> " " + reason).orElse("");
  }

  private static String open(ExecutionRecord execution, Watch watch) {
    boolean late = !execution.dueTime().equals(execution.scheduledTime());
    boolean usual = execution.attempt() == (execution.status() == ExecutionStatus.WAITING ? 0 : 1);
    return execution.status().name().toLowerCase(Locale.ROOT)
        + " "
        + kind(execution.kind())
        + time(execution.scheduledTime())
        + (usual ? "" : " #" + execution.attempt())
        + (late ? " due " + time(execution.dueTime()) : "")
        + execution
            .node()
            .filter(node -> !node.equals(watch.node()))
            .map(node -> " of " + node)
            .orElse("")
        + (ExecutionRecords.isGivingWay(execution) ? " gives way" : "");
  }

  private static String kind(ExecutionKind kind) {
    return switch (kind) {
      case SCHEDULED -> "";
      case CATCH_UP -> "catch-up ";
      case MANUAL -> "manual ";
      case RETRY -> "again ";
    };
  }

  private static String backlog(Backlog backlog) {
    return "backlog "
        + backlog.kind().name().toLowerCase(Locale.ROOT)
        + " to "
        + time(backlog.until());
  }
}
