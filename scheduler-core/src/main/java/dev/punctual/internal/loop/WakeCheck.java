package dev.punctual.internal.loop;

import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.JobState;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.Watch;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recomputes, once after each start, the stored wake times of jobs with local times. A stored wake
 * time is a cache of what the zone's rules said when it was computed; a new release of Java or of
 * its time zone data may say otherwise, and then the job must wake at another time, perhaps an
 * earlier one.
 *
 * <p>Nothing says with which rules a wake time was computed: comparing it with a fresh computation
 * is as cheap as comparing versions, and finds whatever else made it stale. Pages are read and
 * compared aside from the timing thread and the committer; the loop is told only of jobs whose wake
 * time is wrong, and decides them anew.
 */
final class WakeCheck {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.scheduler");
  private static final int PAGE = 250;
  private static final int CROWDED = 2_000;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final JobQuery LOCAL_TIMES =
      JobQuery.all().withTag(JobRecord.LOCAL_TIMES).withState(JobState.ACTIVE).limit(PAGE);

  private final TimingLoop loop;
  private long stale;

  WakeCheck(TimingLoop loop) {
    this.loop = loop;
  }

  void begin() {
    ask(LOCAL_TIMES);
  }

  private void ask(JobQuery query) {
    if (!loop.isClosing()) {
      var now = loop.now();
      var watch = loop.watch();
      loop.driver.aside(() -> loop.driver.post(read(query, now, watch)));
    }
  }

  private LoopEvent read(JobQuery query, Instant now, Watch watch) {
    try {
      var page = loop.settings.persistence().jobs(query);
      var wrong = new ArrayList<JobId>();
      for (var row : page) {
        if (isWrong(row, now, watch)) {
          wrong.add(row.id());
        }
      }
      return new LoopEvent.WakesChecked(List.copyOf(wrong), page.next().map(query::after));
    } catch (RuntimeException e) {
      return new LoopEvent.WakeCheckFailed(query, e);
    }
  }

  /** What cannot be read is left to the scan, which reports it when it is due. */
  private boolean isWrong(JobRow row, Instant now, Watch watch) {
    try {
      return row instanceof StoredJob stored
          && loop.machine
              .decide(
                  stored.id(), Optional.of(JobCell.parse(stored)), new JobEvent.Wake(), now, watch)
              .changed();
    } catch (RuntimeException e) {
      LOG.debug("the wake time of job {} cannot be checked", row.id(), e);
      return false;
    }
  }

  void checked(LoopEvent.WakesChecked page) {
    stale += page.wrong().size();
    page.wrong().forEach(loop::wakeUp);
    if (page.next().isPresent()) {
      var next = page.next().get();
      if (loop.cells.size() < CROWDED) {
        ask(next);
      } else {
        loop.after(PAUSE, () -> ask(next));
      }
    } else if (stale > 0) {
      LOG.info("{} jobs have another wake time than was stored, and were decided anew", stale);
    }
  }

  void failed(LoopEvent.WakeCheckFailed failed) {
    loop.after(RETRY, () -> ask(failed.query()));
  }
}
