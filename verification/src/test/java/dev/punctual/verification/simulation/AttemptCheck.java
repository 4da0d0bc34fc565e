package dev.punctual.verification.simulation;

import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.Outcome;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.verification.simulation.RemoteTarget.Call;
import dev.punctual.verification.simulation.Step.Kind;
import java.util.List;
import java.util.Map;

/**
 * What the log says of attempts, against what the target saw of them: I14, the last attempt has the
 * last word; I5, no more retries than allowed; I1, no run by hand that nobody asked for.
 */
final class AttemptCheck {
  private final World world;
  private final int number;
  private final JobPlan job;

  AttemptCheck(World world, int number, JobPlan job) {
    this.world = world;
    this.number = number;
    this.job = job;
  }

  void check(List<ExecutionRecord> log, Map<String, List<Call>> calls) {
    log.forEach(
        line -> theLastAttemptDecides(line, calls.getOrDefault(line.id().value(), List.of())));
    calls.forEach(this::retriesAreAllowed);
    runsByHandWereAskedFor(log);
  }

  private void theLastAttemptDecides(ExecutionRecord line, List<Call> made) {
    if (line.status() == ExecutionStatus.SUCCEEDED
        && made.stream()
            .filter(call -> call.attempt.number() == line.attempt())
            .noneMatch(call -> succeeded(call) && hadEnded(call, line))) {
      fault("I14: a success that is not its last attempt's: " + line);
    }
  }

  private static boolean succeeded(Call call) {
    return call.outcome != null && call.outcome.status() == Outcome.Status.SUCCEEDED;
  }

  private boolean hadEnded(Call call, ExecutionRecord line) {
    return call.end != null
        && !NodeClock.START.plus(call.end).isAfter(world.store.endedAt(line.id()));
  }

  private void retriesAreAllowed(String key, List<Call> made) {
    long disturbances = world.plan.steps().stream().filter(step -> !step.kind().isCall()).count();
    if (made.size() > job.job().retry().attempts() + disturbances) {
      fault("I5: " + made.size() + " attempts: " + key);
    }
  }

  private void runsByHandWereAskedFor(List<ExecutionRecord> log) {
    long asked =
        world.asked.stream().filter(a -> a.job() == number && a.kind() == Kind.RUN).count();
    long ran = log.stream().filter(line -> line.kind() == ExecutionKind.MANUAL).count();
    if (ran > asked) {
      fault("I1: " + ran + " runs by hand, asked for " + asked + " times");
    }
  }

  private void fault(String what) {
    world.violations.add(what + " of " + job);
  }
}
