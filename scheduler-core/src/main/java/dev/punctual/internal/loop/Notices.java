package dev.punctual.internal.loop;

import dev.punctual.Job;
import java.time.Instant;
import java.util.Collection;

/** What is logged about jobs when they are scheduled. */
final class Notices {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.scheduler");
  private static final int MOST_WARNINGS = 10;

  private Notices() {}

  /** The trigger, with its zone, and the next scheduled time; and what may surprise about them. */
  static void scheduled(Job job, Instant now) {
    LOG.info(
        "job {} ({}) runs next at {}",
        job.id(),
        job.trigger(),
        job.trigger().nextAfter(now).map(Instant::toString).orElse("no scheduled time"));
    job.trigger().warning(now).ifPresent(warning -> warn(job, warning));
  }

  /** Of many jobs, only what may surprise, and only the first few of those. */
  static void scheduled(Collection<Job> jobs, Instant now) {
    int warnings = 0;
    for (var job : jobs) {
      var warning = job.trigger().warning(now);
      if (warning.isPresent() && ++warnings <= MOST_WARNINGS) {
        warn(job, warning.get());
      }
    }
    if (warnings > MOST_WARNINGS) {
      LOG.warn("of {} jobs that were scheduled, {} have such warnings", jobs.size(), warnings);
    }
  }

  private static void warn(Job job, String warning) {
    LOG.warn("job {} ({}): {}", job.id(), job.trigger(), warning);
  }
}
