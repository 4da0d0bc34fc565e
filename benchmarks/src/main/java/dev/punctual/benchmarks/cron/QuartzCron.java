package dev.punctual.benchmarks.cron;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/** Quartz, which counts in dates. */
record QuartzCron(CronExpression expression) implements PeerCron<Date> {

  static QuartzCron parse(String expression, ZoneId zone) {
    try {
      CronExpression parsed = new CronExpression(expression);
      parsed.setTimeZone(TimeZone.getTimeZone(zone));
      return new QuartzCron(parsed);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public Peer peer() {
    return Peer.QUARTZ;
  }

  @Override
  public Date moment(Instant instant) {
    return Date.from(instant);
  }

  @Override
  public Instant instant(Date moment) {
    return moment.toInstant();
  }

  @Override
  public @Nullable Date next(Date after) {
    return expression.getNextValidTimeAfter(after);
  }
}
