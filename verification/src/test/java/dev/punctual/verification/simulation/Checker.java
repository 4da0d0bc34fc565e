package dev.punctual.verification.simulation;

import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import dev.punctual.Outcome;
import dev.punctual.SkipReason;
import dev.punctual.internal.machine.Progress;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.StoredJob;
import dev.punctual.verification.simulation.RemoteTarget.Call;
import dev.punctual.verification.simulation.Step.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares what the target saw and what the store holds in the end with what was promised. It knows
 * scheduled times from its own arithmetic and attempts from the target, never from the library.
 *
 * <p>The numbers are those of the invariants in the guide's page on reliability. I3 and I14 are
 * also watched over by the store while the simulation runs.
 */
final class Checker {
  private final World world;
  private final Plan plan;
  private final List<String> violations;

  private Checker(World world) {
    this.world = world;
    this.plan = world.plan;
    this.violations = world.violations;
  }

  /** All that is wrong with a simulation that has ended; empty if nothing is. */
  static List<String> check(World world) {
    var checker = new Checker(world);
    for (int i = 0; i < world.plan.jobs().size(); i++) {
      checker.check(i, world.plan.jobs().get(i));
    }
    return List.copyOf(world.violations);
  }

  private void check(int number, JobPlan job) {
    var stored = world.store.find(job.job().id());
    if (stored.isEmpty()) {
      violations.add("I11: " + job + " was acknowledged and is gone");
      return;
    }
    var log = world.store.log(job.job().id());
    var calls =
        world.calls.stream().filter(call -> call.attempt.job().equals(job.job().id())).toList();
    new OfJob(number, job, stored.get(), log, calls).check();
  }

  /** What is checked of one job. */
  private final class OfJob {
    private final int number;
    private final JobPlan job;
    private final StoredJob stored;
    private final List<ExecutionRecord> log;
    private final List<ExecutionRecord> onSchedule;
    private final List<Call> calls;
    private final Map<String, List<Call>> byKey = new TreeMap<>();

    OfJob(int number, JobPlan job, StoredJob stored, List<ExecutionRecord> log, List<Call> calls) {
      this.number = number;
      this.job = job;
      this.stored = stored;
      this.log = log;
      this.calls = calls;
      this.onSchedule = log.stream().filter(line -> line.kind().counts()).toList();
      calls.forEach(
          call -> byKey.computeIfAbsent(call.attempt.key(), key -> new ArrayList<>()).add(call));
    }

    void check() {
      nothingIsInventedOrEarly();
      if (!wasAsked(Kind.CANCEL)) {
        nothingIsLost();
        booksBalance();
      }
      successesAreTrue();
      duplicatesArePaidFor();
      limitHolds();
      orderAndOverlapHold();
      startsAreOnTime();
      stopMeansStop();
      nothingStaysOpen();
      skipsHaveTrueReasons();
      new AttemptCheck(world, number, job).check(log, byKey);
      new CatchUpCheck(world, number, job).check(calls);
    }

    private void fault(String what) {
      violations.add(what + " of " + job);
    }

    private boolean wasAsked(Kind kind) {
      return world.asked.stream().anyMatch(asked -> asked.job() == number && asked.kind() == kind);
    }

    private void nothingIsInventedOrEarly() {
      for (var call : calls) {
        if (call.attempt.kind().counts() && !job.names(call.attempt.scheduledTime())) {
          fault("I1: a start of no scheduled time: " + World.describe(call));
        }
        if (isFirst(call)
            && call.attempt.kind().counts()
            && call.readAtStart.isBefore(call.attempt.scheduledTime())) {
          fault("I1: an early start at " + call.readAtStart + ": " + World.describe(call));
        }
        var line = find(call.attempt.key());
        if (line.isEmpty()) {
          fault("I1: a start of which the log knows nothing: " + World.describe(call));
        } else if (line.get().attempt() < call.attempt.number()) {
          fault("I14: a start with a later number than the log's: " + World.describe(call));
        } else if (isOnlyAttempt(line.get()) && call.readAtStart.isBefore(line.get().dueTime())) {
          fault("I1: a start before its due time: " + World.describe(call));
        }
      }
    }

    private boolean isFirst(Call call) {
      return byKey.get(call.attempt.key()).getFirst() == call;
    }

    private static boolean isOnlyAttempt(ExecutionRecord line) {
      return line.attempt() == 1
          && line.failures() + line.interruptions() == 0
          && line.status().isFinal();
    }

    private Optional<ExecutionRecord> find(String key) {
      return log.stream().filter(line -> line.id().value().equals(key)).findFirst();
    }

    /** Line by line, the log names every scheduled time once, up to the end. */
    private void nothingIsLost() {
      if (onSchedule.isEmpty() && stored.record().state() == JobState.PAUSED) {
        return;
      }
      if (!job.hasPeriod()) {
        if (job.job().trigger().isOnce() && onSchedule.size() != 1) {
          fault("I2: not one line of the one scheduled time but " + onSchedule);
        }
        return;
      }
      if (onSchedule.isEmpty()) {
        fault("I2: an empty log");
        return;
      }
      var next = onSchedule.getFirst().scheduledTime();
      for (var line : onSchedule) {
        if (!line.scheduledTime().equals(next)) {
          fault("I2: after a time that is not followed by " + next + " comes " + line);
        }
        long count = Duration.between(line.scheduledTime(), line.through()).dividedBy(job.period());
        if (line.times() != count + 1) {
          fault("I2: " + line.times() + " times are counted, not " + (count + 1) + ": " + line);
        }
        next = line.through().plus(job.period());
      }
      boolean goesOn = stored.record().state() == JobState.ACTIVE && !isExhausted();
      var judged =
          NodeClock.START.plus(world.end()).minus(job.period().multipliedBy(2)).minusSeconds(20);
      boolean isBehind =
          job.job().catchUp().mode() == CatchUp.Mode.ALL
              || job.job().overlap().queued() > 0
              || wasAsked(Kind.RESUME_ALL);
      if (goesOn && !isBehind && next.isBefore(judged)) {
        fault("I2: nothing is known of " + next + " and later");
      }
    }

    private boolean isExhausted() {
      return job.job().maxExecutions().isPresent()
          && count() >= job.job().maxExecutions().getAsLong();
    }

    private long count() {
      return Progress.parse(stored.record().progress()).count();
    }

    private void booksBalance() {
      long ran = onSchedule.stream().filter(OfJob::isRun).count();
      if (ran != count()) {
        fault("I18: " + count() + " are counted, but " + ran + " ran");
      }
    }

    private static boolean isRun(ExecutionRecord line) {
      return line.status() != ExecutionStatus.SKIPPED
          || line.reason().equals(Optional.of(SkipReason.DECLINED));
    }

    private void successesAreTrue() {
      for (var line : log) {
        var made = byKey.getOrDefault(line.id().value(), List.of());
        if (line.status() == ExecutionStatus.SUCCEEDED
            && made.stream().noneMatch(call -> has(call, Outcome.Status.SUCCEEDED))) {
          fault("I3: a success that the target has not seen: " + line);
        }
        if (line.status() == ExecutionStatus.FAILED && made.isEmpty()) {
          fault("I3: a failure of nothing: " + line);
        }
        if (line.status() == ExecutionStatus.SKIPPED && !isRun(line) && !made.isEmpty()) {
          fault("I2: it ran, and the log says that it was skipped: " + line);
        }
      }
    }

    private static boolean has(Call call, Outcome.Status status) {
      return call.outcome != null && call.outcome.status() == status;
    }

    private void duplicatesArePaidFor() {
      byKey.forEach((key, made) -> {
        int last = 0;
        for (var call : made) {
          boolean clockWasSet = plan.steps().stream().anyMatch(s -> s.kind() == Kind.SET_CLOCK);
          if (call.attempt.number() < last || (call.attempt.number() == last && !clockWasSet)) {
            fault("I5: attempt numbers do not rise: " + World.describe(call));
          }
          last = call.attempt.number();
        }
        long started = made.stream().filter(call -> !has(call, Outcome.Status.NOT_STARTED)).count();
        if (job.job().delivery() == Delivery.AT_MOST_ONCE && started > 1) {
          fault("I4: " + started + " starts of an execution that may start once: " + made.size());
        }
        long failures = made.stream().filter(OfJob::failed).count();
        boolean isQuiet = plan.isWithoutFaults();
        if (made.size() > 1 + failures + (isQuiet ? 0 : disturbances())) {
          fault("I5: " + made.size() + " starts after " + failures + " failures: " + key);
        }
        if (isQuiet && last != made.size()) {
          fault("I5: attempt " + last + " after " + made.size() + " starts: " + key);
        }
      });
    }

    private static boolean failed(Call call) {
      return call.outcome == null || call.outcome.isRetryable();
    }

    private long disturbances() {
      return plan.steps().stream().filter(step -> !step.kind().isCall()).count() + 1;
    }

    private void limitHolds() {
      if (job.job().maxExecutions().isEmpty() || wasAsked(Kind.CANCEL)) {
        return;
      }
      long most = job.job().maxExecutions().getAsLong();
      var ran = keysOnSchedule();
      if (ran.size() > most) {
        fault("I6: " + ran.size() + " scheduled times have run");
      }
      if (count() > most) {
        fault("I6: the count is " + count());
      }
      if (stored.record().state() == JobState.FINISHED && job.hasPeriod() && count() != most) {
        fault("I6: finished after " + count());
      }
    }

    private Set<String> keysOnSchedule() {
      return calls.stream()
          .filter(call -> call.attempt.kind().counts())
          .map(call -> call.attempt.key())
          .collect(Collectors.toSet());
    }

    private void orderAndOverlapHold() {
      boolean clockWasSet = plan.steps().stream().anyMatch(s -> s.kind() == Kind.SET_CLOCK);
      boolean timesGoBack = job.job().trigger().isAfterEnd() && clockWasSet;
      if (job.bound() > 1 || wasAsked(Kind.CANCEL) || timesGoBack) {
        return;
      }
      var latest = Instant.MIN;
      var firsts =
          byKey.values().stream()
              .map(List::getFirst)
              .sorted(Comparator.comparing(c -> c.start))
              .toList();
      for (var call : firsts) {
        if (!call.attempt.kind().counts()) {
          continue;
        }
        if (call.attempt.scheduledTime().isBefore(latest)) {
          fault("I7: out of order: " + World.describe(call));
        }
        latest = call.attempt.scheduledTime();
      }
      overlapHolds();
    }

    private void overlapHolds() {
      boolean mayBeTwo =
          plan.nodes() > 1
              && plan.steps().stream()
                  .map(Step::kind)
                  .anyMatch(Set.of(Kind.STOP, Kind.SUSPEND, Kind.CUT_OFF)::contains);
      if (mayBeTwo) {
        return;
      }
      var inOrder = calls.stream().sorted(Comparator.comparing(call -> call.start)).toList();
      for (int i = 1; i < inOrder.size(); i++) {
        var before = inOrder.get(i - 1);
        var end = before.end;
        if (end == null || end.compareTo(inOrder.get(i).start) > 0) {
          fault("I8: " + World.describe(inOrder.get(i)) + " starts while another runs");
        }
      }
    }

    private void startsAreOnTime() {
      if (!plan.isWithoutFaults()) {
        return;
      }
      for (var call : calls) {
        var line = find(call.attempt.key());
        boolean isFirst = line.isPresent() && isOnlyAttempt(line.get());
        if (isFirst
            && call.readAtStart.isAfter(
                line.get().dueTime().plusMillis(plan.nodes() == 1 ? 20 : 4_000))
            && line.get().dueTime().isAfter(NodeClock.START.plusSeconds(10))) {
          fault(
              "I9: late by "
                  + Duration.between(line.get().dueTime(), call.readAtStart)
                  + ": "
                  + World.describe(call));
        }
      }
    }

    /**
     * After a pause or a cancellation was acknowledged, nothing is claimed until somebody says so.
     */
    private void stopMeansStop() {
      var slack = plan.nodes() == 1 ? Duration.ZERO : Duration.ofSeconds(10);
      for (var stop : world.asked) {
        boolean stops = stop.kind() == Kind.PAUSE || stop.kind() == Kind.CANCEL;
        if (stop.job() != number || !stops || !stop.acknowledged()) {
          continue;
        }
        var until =
            world.asked.stream()
                .filter(other -> other.job() == number && other.to().compareTo(stop.from()) >= 0)
                .filter(other -> goesOnBy(stop.kind(), other.kind()))
                .map(World.Asked::from)
                .min(Comparator.naturalOrder())
                .orElse(world.end());
        calls.stream()
            .filter(call -> call.attempt.kind().counts())
            .filter(call -> call.start.compareTo(stop.to().plus(slack)) > 0)
            .filter(call -> call.start.compareTo(until) < 0)
            .filter(call -> plan.nodes() == 1 || plan.isWithoutFaults())
            .forEach(call -> fault("I12: a start after " + stop + ": " + World.describe(call)));
      }
    }

    private static boolean goesOnBy(Kind stop, Kind other) {
      return stop == Kind.CANCEL
          ? other == Kind.SCHEDULE
          : other == Kind.RESUME
              || other == Kind.RESUME_ALL
              || other == Kind.SCHEDULE
              || other == Kind.CANCEL;
    }

    private void nothingStaysOpen() {
      var limit = NodeClock.START.plus(world.end()).minusSeconds(30);
      boolean stands = stored.record().state() == JobState.PAUSED;
      for (var line : stored.record().open()) {
        if (!stands && line.dueTime().isBefore(limit)) {
          fault("I13: still open: " + line + " due " + line.dueTime());
        }
      }
    }

    private void skipsHaveTrueReasons() {
      for (var line : log) {
        var reason = line.reason().orElse(null);
        if (reason == null) {
          continue;
        }
        boolean isTrue =
            switch (reason) {
              case MISSED ->
                  plan.nodes() > 1
                      || !plan.isWithoutFaults()
                      || line.scheduledTime().isBefore(NodeClock.START.plusSeconds(10));
              case OVERLAP ->
                  plan.nodes() > 1
                      || !job.calm()
                      || wasAsked(Kind.RUN)
                      || wasAsked(Kind.RESUME_ALL)
                      || !plan.isWithoutFaults();
              case PAUSED ->
                  wasAsked(Kind.PAUSE)
                      || job.job().pauseAfterFailures().isPresent()
                      || !plan.isWithoutFaults();
              case CANCELLED -> wasAsked(Kind.CANCEL);
              case SUPERSEDED -> !job.calm() && job.job().retry().attempts() > 1;
              case DECLINED ->
                  byKey.getOrDefault(line.id().value(), List.of()).stream()
                      .anyMatch(call -> has(call, Outcome.Status.DECLINED));
            };
        if (!isTrue) {
          fault("I2: a reason that is not true: " + line + " " + reason);
        }
        boolean runsAll = job.job().catchUp().equals(CatchUp.all());
        if (reason == SkipReason.MISSED && runsAll && !wasAsked(Kind.UPDATE)) {
          fault("I10: missed, although all are to be caught up: " + line);
        }
      }
    }
  }
}
