package dev.punctual.internal.machine;

import dev.punctual.ExecutionStatus;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.Payload;
import dev.punctual.spi.ExecutionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Walks random jobs through random events and holds every decision to the {@link Laws} and to a
 * {@link Ledger} of scheduled times.
 *
 * <p>Longer runs: {@code -Dpunctual.machine.steps=5000000}; a failure prints its seed, which {@code
 * -Dpunctual.machine.seed} repeats.
 */
class RandomWalkTest {
  private static final long STEPS = Long.getLong("punctual.machine.steps", 20_000);
  private static final long SEED = Long.getLong("punctual.machine.seed", System.nanoTime());
  private static final int STEPS_PER_JOB = 100;
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void whatever_happens_to_a_job_the_laws_hold() {
    for (long seed = SEED; seed < SEED + STEPS / STEPS_PER_JOB; seed++) {
      var walk = new Walk(seed);
      try {
        walk.run();
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError(
            "-Dpunctual.machine.seed=" + seed + "\n" + String.join("\n", walk.trace), failure);
      }
    }
  }

  /** One job and what happens to it. */
  private static final class Walk {
    private static final JobId ID = JobId.of("job");

    private final JobMachine machine = new JobMachine(Scenario.HORIZON);
    private final Random random;
    private final RandomJobs jobs;
    private final Ledger ledger = new Ledger();
    private final List<String> trace = new ArrayList<>();

    private Optional<JobSnapshot> job = Optional.empty();
    private Instant now = START;
    private Watch watch = new Watch(new NodeId("n0"), START);
    private int serial;

    Walk(long seed) {
      random = new Random(seed);
      jobs = new RandomJobs(random);
    }

    void run() {
      happen(schedule(jobs.job(now), IfExists.REJECT));
      for (int step = 1; step < STEPS_PER_JOB; step++) {
        pass();
        startDue();
        happen(event());
      }
    }

    /** Mostly to the next wake time, sometimes some seconds, seldom a night; or not at all. */
    private void pass() {
      var wake = job.flatMap(JobSnapshot::wake).filter(time -> time.isAfter(now));
      switch (jobs.upTo(12)) {
        case 0, 1, 2, 3, 4 -> now = wake.orElse(now);
        case 5, 6 -> now = now.plusMillis(jobs.upTo(3_000));
        case 7 -> now = now.plusSeconds(jobs.upTo(90));
        case 8 -> now = jobs.upTo(10) > 0 ? now : now.plus(Duration.ofHours(9));
        default -> {}
      }
    }

    private void startDue() {
      job =
          job.map(
              known -> known.withOpen(known.open().stream().map(this::startedPerhaps).toList()));
    }

    private ExecutionRecord startedPerhaps(ExecutionRecord execution) {
      boolean starts =
          execution.status() == ExecutionStatus.CLAIMED
              && !execution.dueTime().isAfter(now)
              && jobs.upTo(4) > 0;
      return starts ? ExecutionRecords.started(execution, now) : execution;
    }

    private void happen(JobEvent event) {
      var before = job;
      var decision = machine.decide(ID, before, event, now, watch);
      trace.add(
          ScenarioText.time(now)
              + ' '
              + event.toString().replace("\n", "; ")
              + " | "
              + ScenarioText.show(decision, watch));
      Laws.check(machine, ID, before, event, now, watch, decision);
      ledger.check(before, decision, now);
      job = decision.next();
    }

    private JobEvent event() {
      return switch (jobs.upTo(30)) {
        case 0 -> new JobEvent.Pause("a note");
        case 1, 2 -> new JobEvent.Resume(Optional.empty());
        case 3 -> new JobEvent.Resume(Optional.of(jobs.catchUp()));
        case 4 -> jobs.upTo(4) > 0 ? new JobEvent.Wake() : new JobEvent.Cancel();
        case 5 -> update();
        case 6 -> schedule(jobs.job(now), IfExists.REPLACE);
        case 7 -> new JobEvent.RunNow("call " + now);
        case 8 -> new JobEvent.RunAgain("again " + now, now.minusSeconds(60));
        case 9, 10 -> restart();
        case 11 -> suspend();
        case 12 -> new JobEvent.GiveBack();
        case 13, 14 -> lapse();
        case 15 -> declare(jobs.upTo(3) > 0 ? known().job() : jobs.job(now));
        case 16 -> new JobEvent.Retire();
        case 17, 18, 19, 20, 21, 22, 23 -> end();
        case 24 -> stuck();
        case 25 -> new JobEvent.SwitchOff();
        default -> new JobEvent.Wake();
      };
    }

    private JobSnapshot known() {
      return job.orElseThrow();
    }

    private JobEvent schedule(Job wanted, IfExists ifExists) {
      return new JobEvent.Schedule(wanted, text(wanted), ifExists, "i" + ++serial);
    }

    private JobEvent declare(Job wanted) {
      return new JobEvent.Declare(wanted, text(wanted), "i" + ++serial);
    }

    private JobEvent update() {
      var changed =
          switch (jobs.upTo(3)) {
            case 0 -> known().job().withTrigger(jobs.job(now).trigger());
            case 1 -> known().job().withMaxExecutions(1 + jobs.upTo(8));
            default -> jobs.job(now);
          };
      return new JobEvent.Update(known().definition(), changed, text(changed));
    }

    private JobEvent restart() {
      var dead = watch.node();
      watch = new Watch(new NodeId("n" + ++serial), now);
      return new JobEvent.Orphaned(Set.of(dead));
    }

    private JobEvent suspend() {
      now = now.plusSeconds(jobs.upTo(1_000));
      watch = new Watch(watch.node(), now);
      return new JobEvent.Wake();
    }

    private JobEvent lapse() {
      var claimed =
          known().open().stream()
              .filter(execution -> execution.status() == ExecutionStatus.CLAIMED)
              .filter(execution -> execution.dueTime().isBefore(now))
              .findFirst();
      return claimed.isEmpty() ? new JobEvent.Wake() : new JobEvent.Lapsed(claimed.get().id());
    }

    private List<ExecutionRecord> running() {
      return known().open().stream()
          .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
          .toList();
    }

    private JobEvent stuck() {
      return running().stream()
          .findFirst()
          .<JobEvent>map(run -> new JobEvent.Stuck(run.id(), run.attempt(), "goes on"))
          .orElseGet(JobEvent.Wake::new);
    }

    /** The end of what runs, seldom that of an earlier attempt. */
    private JobEvent end() {
      var running = running();
      if (running.isEmpty()) {
        return new JobEvent.Wake();
      }
      var execution = running.get(jobs.upTo(running.size()));
      return new JobEvent.Ended(
          execution.id(),
          execution.attempt() - (jobs.upTo(10) == 0 ? 1 : 0),
          jobs.upTo(10) == 0 ? Optional.empty() : Optional.of(jobs.outcome()),
          execution.start().orElse(now),
          now);
    }

    private static String text(Job definition) {
      return DefinitionText.format(definition, Payload.none());
    }
  }
}
