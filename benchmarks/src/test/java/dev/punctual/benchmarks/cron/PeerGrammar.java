package dev.punctual.benchmarks.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.punctual.CronDialect;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Function;

/** A peer with one of its grammars, and the dialect in which Punctual reads the same text. */
enum PeerGrammar {
  QUARTZ(CronDialect.QUARTZ),
  SPRING(CronDialect.SPRING),
  CRON_UTILS_QUARTZ(CronDialect.QUARTZ),
  CRON_UTILS_UNIX(CronDialect.UNIX),
  CRON_UTILS_SPRING(CronDialect.SPRING);

  private final CronDialect dialect;

  PeerGrammar(CronDialect dialect) {
    this.dialect = dialect;
  }

  CronDialect dialect() {
    return dialect;
  }

  /** Returns the peer's answers for an expression: one that it refuses is refused each time. */
  Function<Instant, Answer> read(String expression, ZoneId zone) {
    try {
      PeerCron<?> cron = parse(expression, zone);
      return after -> Answer.to(() -> cron.nextAfter(after));
    } catch (RuntimeException e) {
      return after -> Answer.failed(e);
    }
  }

  private PeerCron<?> parse(String expression, ZoneId zone) {
    return switch (this) {
      case QUARTZ -> PeerCron.parse(Peer.QUARTZ, expression, zone);
      case SPRING -> PeerCron.parse(Peer.SPRING, expression, zone);
      case CRON_UTILS_QUARTZ -> PeerCron.parse(Peer.CRON_UTILS, expression, zone);
      case CRON_UTILS_UNIX -> cronUtils(CronType.UNIX, expression, zone);
      case CRON_UTILS_SPRING -> cronUtils(CronType.SPRING53, expression, zone);
    };
  }

  private static PeerCron<?> cronUtils(CronType type, String expression, ZoneId zone) {
    var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type));
    return new CronUtilsCron(ExecutionTime.forCron(parser.parse(expression)), zone);
  }
}
