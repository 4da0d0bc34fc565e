package dev.punctual.benchmarks.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** Spring, which counts in zoned times and takes the zone from the question. */
record SpringCron(CronExpression expression, ZoneId zone) implements PeerCron<ZonedDateTime> {

  static SpringCron parse(String expression, ZoneId zone) {
    return new SpringCron(CronExpression.parse(expression), zone);
  }

  @Override
  public Peer peer() {
    return Peer.SPRING;
  }

  @Override
  public ZonedDateTime moment(Instant instant) {
    return instant.atZone(zone);
  }

  @Override
  public Instant instant(ZonedDateTime moment) {
    return moment.toInstant();
  }

  @Override
  public @Nullable ZonedDateTime next(ZonedDateTime after) {
    return expression.next(after);
  }
}
