package dev.punctual.internal.loop;

import dev.punctual.ExecutionId;
import dev.punctual.Health;
import dev.punctual.Job;
import dev.punctual.SchedulerEvent;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.text.DurationText;
import dev.punctual.spi.JobExecutor;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends attempts that take too long. After four fifths of the time there is a warning, where the
 * time is long enough for one to be of use; when it is up the attempt is interrupted; and if it
 * goes on regardless, it is <em>stuck</em>: logged, stored with its execution, announced and part
 * of health, while it keeps its slot and its permit until its thread ends. Owned by the timing
 * loop.
 */
final class Timeouts {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.executions");
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(1);

  private final TimingLoop loop;
  private final JobFlow flow;
  private final Map<ExecutionId, Timers<Duration>.Timer> timers = new HashMap<>();
  private final Map<ExecutionId, Health.Stuck> stuck = new LinkedHashMap<>();

  Timeouts(TimingLoop loop, JobFlow flow) {
    this.loop = loop;
    this.flow = flow;
  }

  List<Health.Stuck> stuck() {
    return List.copyOf(stuck.values());
  }

  void began(JobCell cell, AttemptThreads.Run run, Job job, JobExecutor executor) {
    var longest = job.timeout().orElseGet(() -> Executors.timeout(executor, job.target()));
    watch(new Watched(cell, run, longest));
  }

  void ended(ExecutionId execution) {
    var timer = timers.remove(execution);
    if (timer != null) {
      timer.cancel();
    }
    stuck.remove(execution);
  }

  private record Watched(JobCell cell, AttemptThreads.Run run, Duration longest) {
    ExecutionId id() {
      return run.execution();
    }
  }

  private void watch(Watched watched) {
    var longest = watched.longest();
    if (longest.compareTo(LONG) < 0) {
      then(watched, longest, () -> timeOut(watched));
    } else {
      var first = longest.minusMillis(longest.toMillis() / 5);
      then(watched, first, () -> warn(watched, longest.minus(first)));
    }
  }

  private void then(Watched watched, Duration wait, Runnable action) {
    timers.put(
        watched.id(),
        loop.after(
            wait,
            () -> {
              timers.remove(watched.id());
              action.run();
            }));
  }

  private void warn(Watched watched, Duration left) {
    LOG.warn(
        "an attempt of job {} is still running{}; it will be interrupted in {}",
        watched.cell().id,
        watched.run().where(),
        DurationText.format(left));
    then(watched, left, () -> timeOut(watched));
  }

  /** One that has not even begun does not take too long. */
  private void timeOut(Watched watched) {
    if (!watched.run().hasBegun()) {
      watch(watched);
      return;
    }
    watched.run().timeOut(watched.longest());
    then(watched, TIME_TO_STOP, () -> stuck(watched));
  }

  private void stuck(Watched watched) {
    var job = watched.cell().id;
    var limit = DurationText.format(watched.longest());
    LOG.warn(
        "an attempt of job {} was interrupted after {} and goes on{}; until its thread ends, it"
            + " keeps its slot",
        job,
        limit,
        watched.run().where());
    stuck.put(watched.id(), new Health.Stuck(job, watched.id(), loop.now()));
    loop.announcements.announce(new SchedulerEvent.AttemptStuck(job, watched.id()));
    flow.tell(
        watched.cell(),
        new JobEvent.Stuck(
            watched.id(),
            watched.run().number(),
            "timed out after " + limit + ", was interrupted, and goes on"));
  }
}
