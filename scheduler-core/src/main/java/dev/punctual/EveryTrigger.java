package dev.punctual;

import dev.punctual.internal.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Multiples of a period from an anchor on, computed on whole milliseconds from 1970 to 9999. */
record EveryTrigger(Duration period, Instant anchor) implements Trigger {
  private static final Instant LATEST = Checks.LATEST;

  @Override
  public Optional<Instant> nextAfter(Instant after) {
    if (after.isBefore(anchor)) {
      return Optional.of(anchor);
    }
    if (!after.isBefore(LATEST)) {
      return Optional.empty();
    }
    long start = anchor.toEpochMilli();
    long step = period.toMillis();
    long next = start + ((after.toEpochMilli() - start) / step + 1) * step;
    return Optional.of(Instant.ofEpochMilli(next)).filter(time -> !time.isAfter(LATEST));
  }

  @Override
  public Optional<Times> between(Instant after, Instant through) {
    var bound = through.isAfter(LATEST) ? LATEST : through;
    var first = nextAfter(after).filter(time -> !time.isAfter(bound));
    return first.map(from -> {
      long steps = (bound.toEpochMilli() - from.toEpochMilli()) / period.toMillis();
      return new Times(steps + 1, from, from.plusMillis(steps * period.toMillis()));
    });
  }

  @Override
  public String toString() {
    return "every "
        + DurationText.format(period)
        + (anchor.equals(Instant.EPOCH) ? "" : " anchored at " + anchor);
  }
}
