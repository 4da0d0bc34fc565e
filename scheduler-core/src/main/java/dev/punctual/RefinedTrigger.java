package dev.punctual;

import dev.punctual.internal.text.Quote;
import java.time.Instant;
import java.util.Optional;

/** Another trigger between two bounds, of which at least one is set. */
record BoundedTrigger(Trigger inner, Optional<Instant> from, Optional<Instant> until)
    implements Trigger {

  static Trigger of(Trigger trigger, Optional<Instant> from, Optional<Instant> until) {
    var base = trigger instanceof BoundedTrigger bounded ? bounded : unbounded(trigger);
    boolean twice =
        (from.isPresent() && base.from.isPresent())
            || (until.isPresent() && base.until.isPresent());
    if (twice) {
      throw new InvalidDefinitionException(
          "trigger " + Quote.of(trigger.toString()) + " has that bound already");
    }
    var bounded =
        new BoundedTrigger(
            base.inner,
            from.map(instant -> Checks.instant("trigger from", instant)).or(base::from),
            until.map(instant -> Checks.instant("trigger until", instant)).or(base::until));
    if (bounded.from.isPresent()
        && bounded.until.isPresent()
        && !bounded.from.get().isBefore(bounded.until.get())) {
      throw new InvalidDefinitionException(
          "trigger " + Quote.of(bounded.toString()) + " has no time between its bounds");
    }
    return bounded;
  }

  private static BoundedTrigger unbounded(Trigger trigger) {
    if (trigger.isOnce() || trigger.isAfterEnd()) {
      throw new InvalidDefinitionException(
          "trigger " + Quote.of(trigger.toString()) + " cannot have bounds");
    }
    return new BoundedTrigger(trigger, Optional.empty(), Optional.empty());
  }

  @Override
  public Optional<Instant> nextAfter(Instant after) {
    var start = from.map(first -> first.minusMillis(1)).filter(after::isBefore).orElse(after);
    return inner.nextAfter(start).filter(time -> until.isEmpty() || time.isBefore(until.get()));
  }

  @Override
  public Optional<Times> between(Instant after, Instant through) {
    var start = from.map(first -> first.minusMillis(1)).filter(after::isBefore).orElse(after);
    var end = until.map(bound -> bound.minusMillis(1)).filter(through::isAfter).orElse(through);
    return inner.between(start, end);
  }

  @Override
  public String toString() {
    return inner
        + from.map(instant -> " from " + instant).orElse("")
        + until.map(instant -> " until " + instant).orElse("");
  }
}
