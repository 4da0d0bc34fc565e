package dev.punctual.benchmarks.cron;

import com.coreoz.wisp.schedule.cron.CronExpressionSchedule;
import com.cronutils.model.Cron;
import dev.punctual.CronDialect;
import dev.punctual.DstPolicy;
import dev.punctual.Trigger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jobrunr.scheduling.cron.CronExpression;

/** Who answers in a column of the table of clock changes. */
enum DaylightSavingColumn {
  PUNCTUAL,
  SKIP_GAP,
  BOTH_PASSES,
  QUARTZ,
  CRON_UTILS,
  SPRING,
  JOBRUNR,
  WISP;

  /** Returns the head of the column: of a peer, the name with the version on the class path. */
  String head() {
    return switch (this) {
      case PUNCTUAL -> "Punctual";
      case SKIP_GAP -> "`skip-gap`";
      case BOTH_PASSES -> "`both-passes`";
      case QUARTZ -> "Quartz " + version(org.quartz.CronExpression.class);
      case CRON_UTILS -> "cron-utils " + version(Cron.class);
      case SPRING ->
          "Spring " + version(org.springframework.scheduling.support.CronExpression.class);
      case JOBRUNR -> "JobRunr " + version(CronExpression.class);
      case WISP -> "Wisp " + version(CronExpressionSchedule.class);
    };
  }

  /** Returns what leads from one time to the next, for an expression in Quartz's spelling. */
  Function<Instant, Optional<Instant>> read(String expression, ZoneId zone) {
    String withoutQuestionMark = expression.replace('?', '*');
    return switch (this) {
      case PUNCTUAL -> punctual(DstPolicy.RUN_ONCE, expression, zone);
      case SKIP_GAP -> punctual(DstPolicy.SKIP_GAP, expression, zone);
      case BOTH_PASSES -> punctual(DstPolicy.BOTH_PASSES, expression, zone);
      case QUARTZ -> PeerCron.parse(Peer.QUARTZ, expression, zone)::nextAfter;
      case CRON_UTILS -> PeerCron.parse(Peer.CRON_UTILS, expression, zone)::nextAfter;
      case SPRING -> PeerCron.parse(Peer.SPRING, withoutQuestionMark, zone)::nextAfter;
      case JOBRUNR -> jobRunr(withoutQuestionMark, zone);
      case WISP -> wisp(withoutQuestionMark, zone);
    };
  }

  private static Function<Instant, Optional<Instant>> punctual(
      DstPolicy policy, String expression, ZoneId zone) {
    return Trigger.cron(CronDialect.QUARTZ, expression, zone).withDst(policy)::nextAfter;
  }

  private static Function<Instant, Optional<Instant>> jobRunr(String expression, ZoneId zone) {
    var cron = new CronExpression(expression);
    return after -> Optional.of(cron.next(after, after, zone));
  }

  private static Function<Instant, Optional<Instant>> wisp(String expression, ZoneId zone) {
    var schedule = new CronExpressionSchedule(fc.cron.CronExpression.create(expression), zone);
    return after ->
        Optional.of(
            Instant.ofEpochMilli(schedule.nextExecutionInMillis(after.toEpochMilli(), 0, null)));
  }

  /** Returns the version in the name of the jar that holds a class. */
  private static String version(Class<?> type) {
    String location = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    return Path.of(location).getFileName().toString().replaceAll("^.*-(\\d[\\w.]*)\\.jar$", "$1");
  }
}
