package dev.punctual.benchmarks.cron;

import dev.punctual.CronDialect;
import dev.punctual.Trigger;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Punctual, through its public API. */
record PunctualCron(Trigger trigger) implements PeerCron<Instant> {

  static PunctualCron parse(String expression, ZoneId zone) {
    return new PunctualCron(Trigger.cron(CronDialect.QUARTZ, expression, zone));
  }

  @Override
  public Peer peer() {
    return Peer.PUNCTUAL;
  }

  @Override
  public Instant moment(Instant instant) {
    return instant;
  }

  @Override
  public Instant instant(Instant moment) {
    return moment;
  }

  @Override
  public @Nullable Instant next(Instant after) {
    return trigger.nextAfter(after).orElse(null);
  }
}
