package dev.punctual.benchmarks.jobs;

import dev.punctual.benchmarks.jobs.peers.BareLoop;
import dev.punctual.benchmarks.jobs.peers.DbSchedulerSession;
import dev.punctual.benchmarks.jobs.peers.JdkSession;
import dev.punctual.benchmarks.jobs.peers.JobRunrSession;
import dev.punctual.benchmarks.jobs.peers.PunctualSession;
import dev.punctual.benchmarks.jobs.peers.QuartzSession;
import dev.punctual.benchmarks.jobs.peers.WispSession;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** The libraries that are measured, with the store that each is given. */
public enum Contender {
  PUNCTUAL("Punctual, SQLite", true),
  BARE_LOOP("bare loop over the same rows", true),
  QUARTZ("Quartz, SQLite", true),
  DB_SCHEDULER("db-scheduler, SQLite, polling every 10 ms", true),
  JOBRUNR("JobRunr, SQLite, polling every 5 s", true),
  QUARTZ_MEMORY("Quartz, RAM", false),
  WISP("Wisp, memory", false),
  JDK("ScheduledThreadPoolExecutor → virtual threads, memory", false);

  private final String label;
  private final boolean isDurable;

  Contender(String label, boolean isDurable) {
    this.label = label;
    this.isDurable = isDurable;
  }

  /** All but those that are only there to compare with. */
  static Stream<Contender> schedulers() {
    return Arrays.stream(values()).filter(Contender::isScheduler);
  }

  /** Name and store. */
  public String label() {
    return label;
  }

  /** Whether its jobs survive their process. */
  boolean isDurable() {
    return isDurable;
  }

  /** Whether it is a scheduler, and not something to compare them with. */
  boolean isScheduler() {
    return this != BARE_LOOP;
  }

  /** Whether it is given fewer jobs, because it takes minutes for those of the others. */
  boolean isSlow() {
    return isDurable && isScheduler() && this != PUNCTUAL;
  }

  /**
   * Opens a scheduler that does not run yet.
   *
   * @param folder where its store is, or is to be made
   */
  Session open(Path folder) throws Exception {
    return switch (this) {
      case PUNCTUAL -> PunctualSession.open(folder);
      case BARE_LOOP -> BareLoop.open(folder);
      case QUARTZ -> QuartzSession.open(folder);
      case DB_SCHEDULER -> DbSchedulerSession.open(folder);
      case JOBRUNR -> JobRunrSession.open(folder);
      case QUARTZ_MEMORY -> QuartzSession.inMemory();
      case WISP -> new WispSession();
      case JDK -> new JdkSession();
    };
  }
}
