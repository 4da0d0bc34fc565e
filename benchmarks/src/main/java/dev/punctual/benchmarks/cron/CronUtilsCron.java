package dev.punctual.benchmarks.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * cron-utils with its definition of Quartz's expressions, which counts in zoned times and takes the
 * zone from the question.
 */
record CronUtilsCron(ExecutionTime time, ZoneId zone) implements PeerCron<ZonedDateTime> {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

  static CronUtilsCron parse(String expression, ZoneId zone) {
    return new CronUtilsCron(ExecutionTime.forCron(PARSER.parse(expression)), zone);
  }

  @Override
  public Peer peer() {
    return Peer.CRON_UTILS;
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
    return time.nextExecution(after).orElse(null);
  }
}
