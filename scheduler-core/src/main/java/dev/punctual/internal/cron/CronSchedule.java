package dev.punctual.internal.cron;

import dev.punctual.CronDialect;
import dev.punctual.DstPolicy;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression, ready to be asked for its next time. Immutable and safe for all threads.
 *
 * <p>What each dialect accepts stands at {@link CronGrammar}; what daylight saving does to the
 * answers, at {@link ZoneSearch}. Two schedules are equal if they have the same dialect and the
 * same {@link #fields}.
 */
public final class CronSchedule {
  private final CronDialect dialect;
  private final CronParser.Parsed parsed;

  private CronSchedule(CronDialect dialect, CronParser.Parsed parsed) {
    this.dialect = dialect;
    this.parsed = parsed;
  }

  /**
   * Reads an expression. EventBridge's may stand within {@code cron(…)}.
   *
   * @throws CronSyntaxException if it cannot be read
   */
  public static CronSchedule parse(CronDialect dialect, String expression) {
    CronGrammar grammar = CronGrammar.of(dialect);
    try {
      return new CronSchedule(dialect, CronParser.parse(grammar, expression));
    } catch (FieldFault fault) {
      throw CronAdvice.explain(grammar, expression, fault);
    }
  }

  /**
   * Returns the schedule that is due every day at the given time, as a Quartz expression.
   *
   * @throws IllegalArgumentException if the time has a fraction of a second
   */
  public static CronSchedule daily(LocalTime time) {
    return parse(CronDialect.QUARTZ, fields(time) + " * * ?");
  }

  /**
   * Returns the schedule that is due on the given weekdays at the given time, as a Quartz
   * expression.
   *
   * @throws IllegalArgumentException if there is no day, or the time has a fraction of a second
   */
  public static CronSchedule weekly(Set<DayOfWeek> days, LocalTime time) {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a weekly schedule needs at least one day of the week");
    }
    String names =
        new TreeSet<>(days)
            .stream().map(day -> day.name().substring(0, 3)).collect(Collectors.joining(","));
    return parse(CronDialect.QUARTZ, fields(time) + " ? * " + names);
  }

  private static String fields(LocalTime time) {
    if (time.getNano() != 0) {
      throw new IllegalArgumentException("a time of day has whole seconds, not " + time);
    }
    return "%d %d %d".formatted(time.getSecond(), time.getMinute(), time.getHour());
  }

  /** Returns the dialect in which the expression is written. */
  public CronDialect dialect() {
    return dialect;
  }

  /** Returns the expression as given, with single spaces between its fields and none around it. */
  public String expression() {
    return parsed.expression();
  }

  /**
   * Returns the fields in upper case, with single spaces between them; nicknames such as {@code
   * @daily} and EventBridge's {@code cron(…)} are resolved.
   */
  public String fields() {
    return parsed.canonical();
  }

  /**
   * Returns whether the expression holds a wildcard, a range or a step in its seconds, minutes or
   * hours, and so follows real time where the clock is changed.
   */
  public boolean isIntervalLike() {
    return parsed.intervalLike();
  }

  /**
   * Returns the first time that is due strictly after an instant. It is a whole second of the years
   * 0 to 9999, and the same from every instant until that time.
   *
   * @return the next time, or empty if there is none ever
   */
  public Optional<Instant> nextAfter(Instant after, ZoneId zone, DstPolicy policy) {
    long next = search(zone, policy).atOrAfter(after.getEpochSecond() + 1);
    return next == ZoneSearch.NONE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(next));
  }

  /** Returns how many times are due strictly after an instant and up to another. */
  public long count(Instant after, Instant through, ZoneId zone, DstPolicy policy) {
    return new ZoneCount(search(zone, policy))
        .between(after.getEpochSecond() + 1, through.getEpochSecond() + 1);
  }

  /** Returns the last time that is due up to an instant, given one that is not later. */
  public Instant last(Instant known, Instant through, ZoneId zone, DstPolicy policy) {
    return Instant.ofEpochSecond(
        new ZoneCount(search(zone, policy))
            .lastBefore(through.getEpochSecond() + 1, known.getEpochSecond()));
  }

  private ZoneSearch search(ZoneId zone, DstPolicy policy) {
    return ZoneSearch.of(parsed.pattern(), parsed.intervalLike(), zone.getRules(), policy);
  }

  /**
   * Returns the first change of the clock after an instant, and up to another, by which a run is
   * lost or doubled.
   */
  public Optional<DstEffect> dstEffect(
      ZoneId zone, DstPolicy policy, Instant after, Instant until) {
    return DstEffect.first(parsed, zone, policy, after, until);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CronSchedule that
        && dialect == that.dialect
        && fields().equals(that.fields());
  }

  @Override
  public int hashCode() {
    return 31 * dialect.hashCode() + fields().hashCode();
  }

  /** Returns dialect and expression. */
  @Override
  public String toString() {
    return dialect.text() + " " + expression();
  }
}
