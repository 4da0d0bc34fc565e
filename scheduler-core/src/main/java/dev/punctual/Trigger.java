package dev.punctual;

import dev.punctual.internal.text.Quote;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rule that yields the scheduled times of a job. A pure value: it reads no clock, and its
 * answer does not depend on where it is asked from, so that a restart changes nothing. All times
 * are whole milliseconds from 1970 to 9999.
 *
 * <p>{@link #toString()} is a text form that {@link #parse} reads back:
 *
 * <pre>{@code
 * at 2026-03-01T09:00:00Z
 * every 10s                            every 10s anchored at 2026-03-01T09:00:03Z
 * after end 5m
 * cron quartz "0 0/15 8-18 ? * MON-FRI" in Europe/Berlin
 * daily 02:30 in Europe/Berlin         weekly MON,FRI 02:30 in Europe/Berlin dst skip-gap
 * }</pre>
 *
 * <p>followed, where set, by {@code from} and {@code until} with an instant each, and {@code
 * jitter} with a duration.
 */
public sealed interface Trigger
    permits AtTrigger, EveryTrigger, AfterEndTrigger, CalendarTrigger, RefinedTrigger {

  /**
   * Once, at an instant. An instant in the past is due at once, whatever catch-up says.
   *
   * @param instant from 1970 to 9999; cut to whole milliseconds
   * @return the trigger
   * @throws InvalidDefinitionException if the instant is out of range
   */
  static Trigger at(Instant instant) {
    return new AtTrigger(Checks.instant("trigger at", instant));
  }

  /**
   * At a constant distance, on the grid of its multiples since 1970-01-01T00:00:00Z, whatever the
   * runs take and however often the application restarts.
   *
   * @param period at least one millisecond
   * @return the trigger
   * @throws InvalidDefinitionException if the period is out of range
   */
  static Trigger every(Duration period) {
    return every(period, Instant.EPOCH);
  }

  /**
   * At a constant distance, on the grid that goes through an anchor and begins there.
   *
   * @param period at least one millisecond
   * @param anchor the first scheduled time
   * @return the trigger
   * @throws InvalidDefinitionException if the period or the anchor is out of range
   */
  static Trigger every(Duration period, Instant anchor) {
    return new EveryTrigger(
        Checks.positive("trigger every", period), Checks.instant("trigger anchor", anchor));
  }

  /**
   * At once when the job is created, and then each time a delay after the final end of the previous
   * execution, retries included.
   *
   * @param delay at least one millisecond
   * @return the trigger
   * @throws InvalidDefinitionException if the delay is out of range
   */
  static Trigger afterEnd(Duration delay) {
    return new AfterEndTrigger(Checks.positive("trigger after end", delay));
  }

  /**
   * On a Quartz cron expression, in UTC.
   *
   * @param expression such as {@code 0 0/15 8-18 ? * MON-FRI}
   * @return the trigger
   * @throws InvalidDefinitionException if the expression cannot be read, naming field and cure
   */
  static Trigger cron(String expression) {
    return cron(CronDialect.QUARTZ, expression, ZoneOffset.UTC);
  }

  /**
   * On a Quartz cron expression.
   *
   * @param expression such as {@code 0 0/15 8-18 ? * MON-FRI}
   * @param zone the zone its fields are read in
   * @return the trigger
   * @throws InvalidDefinitionException if the expression cannot be read, naming field and cure
   */
  static Trigger cron(String expression, ZoneId zone) {
    return cron(CronDialect.QUARTZ, expression, zone);
  }

  /**
   * On a cron expression of any dialect. EventBridge's {@code rate(…)} becomes an interval and its
   * {@code at(…)} an instant.
   *
   * @param dialect the grammar
   * @param expression the expression
   * @param zone the zone its fields are read in
   * @return the trigger
   * @throws InvalidDefinitionException if the expression cannot be read, naming field and cure
   */
  static Trigger cron(CronDialect dialect, String expression, ZoneId zone) {
    return CalendarTrigger.cron(dialect, expression, zone);
  }

  /**
   * On the expression of a {@code com.cronutils.model.Cron}, taken over by its text from an
   * application that holds such objects. It is read and evaluated as {@link #cron(CronDialect,
   * String, ZoneId)} would, and so may name other times than cron-utils does where that library is
   * wrong. The parameter is an {@code Object} so that this module's API does not depend on that
   * library's, which is not a Java module.
   *
   * @param cron a {@code com.cronutils.model.Cron} of the definition QUARTZ, UNIX, SPRING or
   *     SPRING53
   * @param zone the zone its fields are read in
   * @return the trigger
   * @throws InvalidDefinitionException if it is something else, its definition is another one, or
   *     its text cannot be read
   */
  static Trigger ofCronUtils(Object cron, ZoneId zone) {
    return CalendarTrigger.ofCronUtils(cron, zone);
  }

  /**
   * Every day at a local time.
   *
   * @param time whole seconds
   * @param zone the zone
   * @return the trigger
   * @throws InvalidDefinitionException if the time has a fraction of a second
   */
  static Trigger daily(LocalTime time, ZoneId zone) {
    return CalendarTrigger.weekly(EnumSet.allOf(DayOfWeek.class), time, zone);
  }

  /**
   * On some days of the week at a local time.
   *
   * @param days at least one
   * @param time whole seconds
   * @param zone the zone
   * @return the trigger
   * @throws InvalidDefinitionException if there is no day or the time has a fraction of a second
   */
  static Trigger weekly(Set<DayOfWeek> days, LocalTime time, ZoneId zone) {
    return CalendarTrigger.weekly(days, time, zone);
  }

  /**
   * On one day of the week at a local time.
   *
   * @param day the day
   * @param time whole seconds
   * @param zone the zone
   * @return the trigger
   * @throws InvalidDefinitionException if the time has a fraction of a second
   */
  static Trigger weekly(DayOfWeek day, LocalTime time, ZoneId zone) {
    return weekly(EnumSet.of(day), time, zone);
  }

  /**
   * Reads the text form of any trigger.
   *
   * @param text as {@link #toString()} writes it
   * @return the trigger
   * @throws InvalidDefinitionException if it is not the text form of a trigger
   */
  static Trigger parse(String text) {
    return TriggerText.parse(text);
  }

  /**
   * The first scheduled time strictly after an instant. For {@link #afterEnd} the instant is taken
   * as the end of an execution.
   *
   * @param instant any instant
   * @return the time, or empty if there is none any more
   */
  Optional<Instant> nextAfter(Instant instant);

  /**
   * The scheduled times after one instant, up to and including another.
   *
   * @param after exclusive
   * @param through inclusive
   * @return how many, the first and the last; empty if there is none
   */
  default Optional<Times> between(Instant after, Instant through) {
    var first = nextAfter(after).filter(time -> !time.isAfter(through));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    long count = 0;
    var last = first.get();
    for (var time = first; time.isPresent() && !time.get().isAfter(through); count++) {
      last = time.get();
      time = nextAfter(last);
    }
    return Optional.of(new Times(count, first.get(), last));
  }

  /**
   * The next scheduled times, for a look ahead.
   *
   * @param after exclusive
   * @param n how many at most, zero or more
   * @return up to n times, in order
   * @throws InvalidDefinitionException if n is negative
   */
  default List<Instant> preview(Instant after, int n) {
    if (n < 0) {
      throw new InvalidDefinitionException("a preview of " + n + " times cannot be given");
    }
    var times = new ArrayList<Instant>();
    var next = nextAfter(after);
    while (next.isPresent() && times.size() < n) {
      times.add(next.get());
      next = nextAfter(next.get());
    }
    return List.copyOf(times);
  }

  /**
   * Whether there is exactly one scheduled time.
   *
   * @return true for {@link #at}
   */
  default boolean isOnce() {
    return false;
  }

  /**
   * Whether a scheduled time depends on the end of the execution before it.
   *
   * @return true for {@link #afterEnd}
   */
  default boolean isAfterEnd() {
    return false;
  }

  /**
   * The zone in which local times are read.
   *
   * @return empty for triggers of real time
   */
  default Optional<ZoneId> zone() {
    return Optional.empty();
  }

  /**
   * The same trigger without scheduled times before an instant.
   *
   * @param instant inclusive
   * @return a bounded trigger
   * @throws InvalidDefinitionException if the instant is out of range, the trigger has such a
   *     bound, or it runs once or after the end of the previous execution
   */
  default Trigger from(Instant instant) {
    return RefinedTrigger.from(this, instant);
  }

  /**
   * The same trigger without scheduled times at or after an instant.
   *
   * @param instant exclusive
   * @return a bounded trigger
   * @throws InvalidDefinitionException if the instant is out of range, the trigger has such a
   *     bound, or it runs once or after the end of the previous execution
   */
  default Trigger until(Instant instant) {
    return RefinedTrigger.until(this, instant);
  }

  /**
   * The same trigger with another reading of local times that a clock change skips or repeats.
   *
   * @param policy the policy; {@link DstPolicy#RUN_ONCE} where not given
   * @return a copy
   * @throws InvalidDefinitionException if this trigger has no local times
   */
  default Trigger withDst(DstPolicy policy) {
    throw new InvalidDefinitionException(
        "trigger "
            + Quote.of(toString())
            + " keeps real time: a daylight saving policy does not apply");
  }

  /**
   * The same trigger with due times spread over a while after each scheduled time, so that many
   * jobs of the same time do not start at once. How far a due time is off is the same at every look
   * and after every restart, as it is derived from the {@linkplain Attempt#key() execution key};
   * and it is always due before the next scheduled time. The log shows both times. What is caught
   * up or run by hand is not spread.
   *
   * @param most the longest delay, at least one millisecond; replaces an earlier one
   * @return a copy
   * @throws InvalidDefinitionException if it is out of range, or as long as the distance of {@link
   *     #every}
   */
  default Trigger withJitter(Duration most) {
    return RefinedTrigger.withJitter(this, most);
  }

  /**
   * How far after its scheduled time an execution may be due.
   *
   * @return the longest delay; zero where not set
   */
  default Duration jitter() {
    return Duration.ZERO;
  }

  /**
   * What this trigger means, in words, for people; what to store is {@link #toString()}. Cron
   * expressions, {@link #daily} and {@link #weekly} are put into words by the library cron-utils
   * 9.2.1, which speaks German, English, Spanish, French, Greek, Indonesian, Italian, Japanese,
   * Korean, Dutch, Polish, Portuguese, Romanian, Russian, Swahili, Turkish and Chinese, followed by
   * the zone. Whatever it cannot put into words rightly, and every other trigger, is given in its
   * text form.
   *
   * @param locale the language; English for one that is not spoken
   * @return such as {@code at 02:30 in Europe/Berlin}
   */
  default String describe(Locale locale) {
    return toString();
  }

  /**
   * What may surprise about this trigger within the next two years: the first change of the clock
   * by which a run is lost or doubled under its {@link DstPolicy}. The scheduler logs it when a job
   * is scheduled.
   *
   * @param now the present
   * @return a sentence, or empty
   */
  default Optional<String> warning(Instant now) {
    return Optional.empty();
  }

  /**
   * The text form.
   *
   * @return what {@link #parse} reads back
   */
  @Override
  String toString();

  /**
   * Scheduled times between two instants.
   *
   * @param count how many, 1 or more
   * @param first the first
   * @param last the last
   */
  record Times(long count, Instant first, Instant last) {}
}
