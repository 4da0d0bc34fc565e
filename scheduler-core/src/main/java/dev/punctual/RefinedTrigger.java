package dev.punctual;

import dev.punctual.internal.text.DurationText;
import dev.punctual.internal.text.Quote;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** Another trigger with bounds, jitter or both. Bounds are about scheduled times, not due times. */
record RefinedTrigger(
    Trigger inner, Optional<Instant> from, Optional<Instant> until, Duration jitter)
    implements Trigger {

  static Trigger from(Trigger trigger, Instant from) {
    var base = boundable(trigger);
    return base.within(Optional.of(base.free("trigger from", base.from, from)), base.until);
  }

  static Trigger until(Trigger trigger, Instant until) {
    var base = boundable(trigger);
    return base.within(base.from, Optional.of(base.free("trigger until", base.until, until)));
  }

  static Trigger withJitter(Trigger trigger, Duration most) {
    var base = of(trigger);
    Checks.positive("trigger jitter", most);
    if (base.inner instanceof EveryTrigger every && most.compareTo(every.period()) >= 0) {
      throw new InvalidDefinitionException(
          "trigger "
              + Quote.of(trigger.toString())
              + " cannot have a jitter of "
              + DurationText.format(most)
              + "; it must be shorter than the period");
    }
    return new RefinedTrigger(base.inner, base.from, base.until, most);
  }

  private static RefinedTrigger of(Trigger trigger) {
    return trigger instanceof RefinedTrigger refined
        ? refined
        : new RefinedTrigger(trigger, Optional.empty(), Optional.empty(), Duration.ZERO);
  }

  private static RefinedTrigger boundable(Trigger trigger) {
    if (trigger.isOnce() || trigger.isAfterEnd()) {
      throw new InvalidDefinitionException(
          "trigger " + Quote.of(trigger.toString()) + " cannot have bounds");
    }
    return of(trigger);
  }

  private Instant free(String what, Optional<Instant> taken, Instant bound) {
    if (taken.isPresent()) {
      throw new InvalidDefinitionException(
          "trigger " + Quote.of(toString()) + " has that bound already");
    }
    return Checks.instant(what, bound);
  }

  private RefinedTrigger within(Optional<Instant> first, Optional<Instant> end) {
    var bounded = new RefinedTrigger(inner, first, end, jitter);
    if (first.isPresent() && end.isPresent() && !first.get().isBefore(end.get())) {
      throw new InvalidDefinitionException(
          "trigger " + Quote.of(bounded.toString()) + " has no time between its bounds");
    }
    return bounded;
  }

  @Override
  public Optional<Instant> nextAfter(Instant after) {
    return inner
        .nextAfter(start(after))
        .filter(time -> until.isEmpty() || time.isBefore(until.get()));
  }

  @Override
  public Optional<Times> between(Instant after, Instant through) {
    var end = until.map(bound -> bound.minusMillis(1)).filter(through::isAfter).orElse(through);
    return inner.between(start(after), end);
  }

  private Instant start(Instant after) {
    return from.map(first -> first.minusMillis(1)).filter(after::isBefore).orElse(after);
  }

  @Override
  public boolean isOnce() {
    return inner.isOnce();
  }

  @Override
  public boolean isAfterEnd() {
    return inner.isAfterEnd();
  }

  @Override
  public Optional<ZoneId> zone() {
    return inner.zone();
  }

  @Override
  public Trigger withDst(DstPolicy policy) {
    return new RefinedTrigger(inner.withDst(policy), from, until, jitter);
  }

  @Override
  public Optional<String> warning(Instant now) {
    return inner instanceof CalendarTrigger calendar
        ? calendar.warning(start(now), until.orElse(Checks.LATEST))
        : inner.warning(now);
  }

  @Override
  public String describe(Locale locale) {
    return inner.describe(locale) + refinements();
  }

  @Override
  public String toString() {
    return inner + refinements();
  }

  private String refinements() {
    return from.map(instant -> " from " + instant).orElse("")
        + until.map(instant -> " until " + instant).orElse("")
        + (jitter.isZero() ? "" : " jitter " + DurationText.format(jitter));
  }
}
