package dev.punctual.verification.simulation;

import dev.punctual.CatchUp;
import dev.punctual.ExecutionKind;
import dev.punctual.verification.simulation.RemoteTarget.Call;
import dev.punctual.verification.simulation.Step.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * I10: what is caught up is what the policy asks for. Judged where outages alone explain a late
 * start, and the target is quick: then the age of what starts says how much the policy let through.
 */
final class CatchUpCheck {
  private static final Duration SLACK = Duration.ofSeconds(3);

  /** Within this time a backlog that was held up is worked off. */
  private static final Duration WORKED_OFF = Duration.ofMinutes(1);

  private static final Set<Kind> OUTAGES =
      Set.of(Kind.CRASH, Kind.CLOSE, Kind.STOP, Kind.SUSPEND, Kind.POWER_CUT);

  private static final Set<Kind> HARMLESS = Set.of(Kind.SCHEDULE, Kind.RUN);

  private final World world;
  private final int number;
  private final JobPlan job;

  CatchUpCheck(World world, int number, JobPlan job) {
    this.world = world;
    this.number = number;
    this.job = job;
  }

  void check(List<Call> calls) {
    boolean askedFor =
        world.asked.stream().anyMatch(a -> a.job() == number && a.kind() == Kind.RESUME_ALL);
    for (var call : calls) {
      boolean isCaughtUp = call.attempt.kind() == ExecutionKind.CATCH_UP;
      if (isCaughtUp && job.job().catchUp().mode() == CatchUp.Mode.NONE && !askedFor) {
        fault("caught up although nothing is to be", call);
      }
      if (call.attempt.kind().counts()
          && call.attempt.number() == 1
          && isJudged(call)
          && age(call).compareTo(oldest().plus(SLACK)) > 0) {
        fault("older than what is to be caught up, " + oldest(), call);
      }
    }
  }

  private void fault(String what, Call call) {
    world.violations.add("I10: " + what + ": " + World.describe(call) + " of " + job);
  }

  private static Duration age(Call call) {
    return Duration.between(call.attempt.scheduledTime(), call.readAtStart);
  }

  /** How long a scheduled time may have passed before it starts. */
  private Duration oldest() {
    var policy = job.job().catchUp();
    var kept =
        switch (policy.mode()) {
          case NONE -> Duration.ZERO;
          case LATEST -> job.period();
          case ALL -> {
            var byNumber =
                policy.atMost() == Integer.MAX_VALUE
                    ? world.end()
                    : job.period().multipliedBy(policy.atMost());
            var byAge = policy.within().orElse(byNumber);
            yield byAge.compareTo(byNumber) < 0 ? byAge : byNumber;
          }
        };
    return kept.compareTo(policy.grace()) < 0 ? policy.grace() : kept;
  }

  private boolean isJudged(Call call) {
    return world.plan.nodes() == 1
        && job.hasPeriod()
        && job.calm()
        && world.asked.stream()
            .filter(asked -> asked.job() == number)
            .allMatch(asked -> HARMLESS.contains(asked.kind()))
        && onlyOutagesExplain(call);
  }

  /** Times that arrive while a slow store or a slow end holds a backlog up join it unmeasured. */
  private boolean onlyOutagesExplain(Call call) {
    var from = call.start.minus(age(call)).minus(WORKED_OFF);
    return world.plan.steps().stream()
        .filter(step -> !step.kind().isCall())
        .filter(step -> step.at().compareTo(call.start) <= 0)
        .filter(step -> end(step).compareTo(from) >= 0)
        .allMatch(step -> OUTAGES.contains(step.kind()));
  }

  private Duration end(Step step) {
    boolean comesLater =
        step.kind() == Kind.CRASH_AT_CALL || step.kind() == Kind.POWER_CUT_AT_COMMIT;
    return comesLater ? world.end() : step.at().plus(step.length());
  }
}
