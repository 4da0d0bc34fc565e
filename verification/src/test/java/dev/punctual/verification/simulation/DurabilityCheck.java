package dev.punctual.verification.simulation;

import dev.punctual.ExecutionId;
import dev.punctual.JobState;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.StoredJob;
import dev.punctual.verification.simulation.Step.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * I11: what somebody has seen is stored, whatever ends. Whenever a process starts, after a kill or
 * a cut of the power, the store is compared with what was seen before: attempts that the target has
 * had, calls that were answered, and changes, the ends of executions among them, of which a node
 * was told that they are stored.
 *
 * <p>What a call has led to is judged as long as no other call can have undone it: calls that
 * overlap or that were not answered may take effect in any order, or later.
 */
final class DurabilityCheck {
  private static final Set<Kind> STATES =
      Set.of(Kind.PAUSE, Kind.RESUME, Kind.RESUME_ALL, Kind.CANCEL, Kind.SCHEDULE);

  private static final Set<Kind> REDEFINE = Set.of(Kind.UPDATE, Kind.CANCEL, Kind.SCHEDULE);

  private final World world;
  private final Set<ChangeId> told = new LinkedHashSet<>();
  private final Set<Integer> scheduled = new LinkedHashSet<>();
  private final List<Promise> promises = new ArrayList<>();
  private final List<Step> inProgress = new ArrayList<>();
  private final Map<Integer, Step> latest = new HashMap<>();
  private final Set<Integer> doubtful = new HashSet<>();
  private final Map<Step, ExecutionId> runs = new HashMap<>();

  /** What an answered call has led to. */
  private record Promise(Step call, Predicate<StoredJob> holds) {}

  DurabilityCheck(World world) {
    this.world = world;
  }

  static String description(Step update) {
    return "as of " + update.at();
  }

  /** A node is told that a change is stored. */
  void told(ChangeId change) {
    told.add(change);
  }

  /** Somebody calls. */
  void begins(Step call) {
    promises.removeIf(
        promise -> promise.call.job() == call.job() && undo(promise.call).contains(call.kind()));
    inProgress.add(call);
    latest.put(call.job(), call);
  }

  private static Set<Kind> undo(Step call) {
    return switch (call.kind()) {
      case UPDATE -> REDEFINE;
      case RUN -> Set.of(Kind.CANCEL);
      default -> STATES;
    };
  }

  /** A run was asked for and has a key. */
  void runs(Step call, ExecutionId execution) {
    runs.put(call, execution);
  }

  /** The call returns, with an answer or without. */
  void ends(Step call, boolean answered) {
    inProgress.remove(call);
    if (!answered) {
      doubtful.add(call.job());
      return;
    }
    if (call.kind() == Kind.SCHEDULE) {
      scheduled.add(call.job());
    }
    boolean isAlone = inProgress.stream().noneMatch(other -> other.job() == call.job());
    if (isAlone && call.equals(latest.get(call.job())) && !doubtful.contains(call.job())) {
      promises.add(new Promise(call, job -> holds(call, job)));
    }
  }

  private boolean holds(Step call, StoredJob job) {
    var state = job.record().state();
    return switch (call.kind()) {
      case PAUSE -> state != JobState.ACTIVE;
      case CANCEL -> state != JobState.ACTIVE && state != JobState.PAUSED;
      case RESUME, RESUME_ALL -> state != JobState.PAUSED || pausesItself(call);
      case UPDATE -> job.definition().contains(description(call));
      case RUN -> isKnown(runs.get(call), job);
      default -> true;
    };
  }

  private boolean pausesItself(Step call) {
    return world.plan.jobs().get(call.job()).job().pauseAfterFailures().isPresent();
  }

  private boolean isKnown(@Nullable ExecutionId run, StoredJob job) {
    return run == null
        || world.store.attempt(run) > 0
        || job.record().progress().contains(run.value());
  }

  /** Compares what the store holds with what was seen. */
  void check() {
    for (var call : world.calls) {
      if (world.store.attempt(new ExecutionId(call.attempt.key())) < call.attempt.number()) {
        fault("an attempt that the target has seen: " + World.describe(call));
      }
    }
    for (int job : scheduled) {
      if (world.store.find(world.plan.jobs().get(job).job().id()).isEmpty()) {
        fault("job " + job + ", which was scheduled");
      }
    }
    for (var promise : promises) {
      var job = world.store.find(world.plan.jobs().get(promise.call.job()).job().id());
      if (job.filter(promise.holds).isEmpty()) {
        fault("what was answered: " + promise.call);
      }
    }
    told.stream()
        .filter(change -> !world.store.holds(change))
        .forEach(change -> fault("a change that was told to be stored: " + change));
  }

  private void fault(String what) {
    world.violations.add(
        "I11: not stored at %d ms: %s".formatted(world.agenda.now().toMillis(), what));
  }
}
