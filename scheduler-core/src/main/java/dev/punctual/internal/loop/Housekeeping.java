package dev.punctual.internal.loop;

import dev.punctual.Retention;
import dev.punctual.internal.text.Quote;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a loop does regularly, whatever the jobs do: it counts jobs that should have run, looks for
 * such whose executor is missing, and trims the log. Owned by the timing loop.
 */
final class Housekeeping {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.scheduler");
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration AFTER_FIRST_JOBS = Duration.ofMillis(250);
  private static final Duration RECOUNT = Duration.ofMillis(500);
  private static final Duration PURGE_EVERY = Duration.ofMinutes(10);
  private static final Duration OVERDUE_AFTER = Duration.ofSeconds(10);
  private static final int MOST_NAMED = 20;
  private static final int PURGE_LIMIT = 1_000;

  private final TimingLoop loop;
  private final Runnable wakeCheck;
  private Set<String> unregistered = Set.of();
  private int overdue;
  private Duration counted = Duration.ZERO;
  private boolean begun;
  private Timers<Duration>.@Nullable Timer timer;

  /**
   * Nothing is done yet.
   *
   * @param wakeCheck begins the check of wake times, which can wait as well
   */
  Housekeeping(TimingLoop loop, Runnable wakeCheck) {
    this.loop = loop;
    this.wakeCheck = wakeCheck;
  }

  /** How many jobs should have run, at the last count. */
  int overdue() {
    return overdue;
  }

  /** Executors that stored jobs wait for. */
  Set<String> unregistered() {
    return unregistered;
  }

  /** Once it has begun, counts that go by the wall clock are renewed at once. */
  void clockJumped() {
    if (begun && timer != null) {
      timer.cancel();
      keep();
    }
  }

  private void begin() {
    if (loop.isClosing()) {
      return;
    }
    begun = true;
    keep();
    purgeRegularly();
    wakeCheck.run();
  }

  private void keep() {
    if (loop.isClosing()) {
      return;
    }
    countOverdue();
    loop.scan().look(StoreRequest.Purpose.FIND_UNREGISTERED, loop.now());
    timer = loop.after(EVERY, this::keep);
  }

  private void countOverdue() {
    counted = loop.elapsed();
    loop.scan().look(StoreRequest.Purpose.COUNT_OVERDUE, loop.now().minus(OVERDUE_AFTER));
  }

  private void purgeRegularly() {
    purge();
    loop.after(PURGE_EVERY, this::purgeRegularly);
  }

  private void purge() {
    var keep = loop.settings.retention().orElse(Retention.DEFAULT);
    loop.driver.request(
        new StoreRequest.Purge(loop.now().minus(keep.age()), keep.successesPerJob(), PURGE_LIMIT));
  }

  void purged(LoopEvent.Purged purged) {
    if (purged.removed() == PURGE_LIMIT) {
      purge();
    }
  }

  /**
   * Due jobs were looked for. What is due goes before what can wait, so all this begins once a
   * first page of them is through, and a while after if it brought any; after later answers, fewer
   * may be overdue.
   */
  void dueFound(LoopEvent.DueFound found) {
    var batch = found.batch();
    boolean moreFollow = batch.next().isPresent() && found.request().query().after().isEmpty();
    if (timer == null && !moreFollow) {
      if (batch.jobs().isEmpty()) {
        begin();
      } else {
        timer = loop.after(AFTER_FIRST_JOBS, this::begin);
      }
    } else if (overdue > 0 && loop.elapsed().compareTo(counted.plus(RECOUNT)) >= 0) {
      countOverdue();
    }
  }

  void overdueFound(List<JobRow> jobs) {
    overdue =
        (int)
            jobs.stream()
                .filter(StoredJob.class::isInstance)
                .filter(row -> !loop.cells.containsKey(row.id()))
                .count();
  }

  void unregisteredFound(List<JobRow> waiting) {
    var names = new TreeSet<String>();
    for (var row : waiting) {
      if (row instanceof StoredJob job) {
        names.add(job.record().executor());
      }
    }
    if (!unregistered.containsAll(names)) {
      LOG.warn(
          "stored jobs are due whose executors are not registered: {}; they wait until they are",
          names.stream().limit(MOST_NAMED).map(Quote::of).toList());
    }
    unregistered = Set.copyOf(names);
  }
}
