package dev.punctual.internal.loop;

import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.StartPlan;
import dev.punctual.StartPlan.Action;
import dev.punctual.internal.loop.Declarations.Step;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.JobMachine;
import dev.punctual.internal.machine.JobSnapshot;
import dev.punctual.internal.machine.Watch;
import dev.punctual.internal.text.Lines;
import dev.punctual.internal.text.Quote;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a start would do: the same {@link Declarations#steps steps}, decided by the same machine as
 * at a start, on what is stored now; but nothing is committed, and the plan is the difference
 * between the snapshots.
 */
final class DryRun {
  private static final int LONGEST_VALUE = 200;

  /** A payload may be a secret, and so may what stands in the query of a URL. */
  private static final Set<String> OPAQUE = Set.of("payload", "target");

  private static final String NOWHERE = "not stored";

  private final LocalScheduler scheduler;
  private final Declarations declared;
  private final JobMachine machine;
  private final Watch watch;
  private final Instant now;

  DryRun(LocalScheduler scheduler, Settings settings, NodeId node) {
    this.scheduler = scheduler;
    this.declared = settings.declared();
    this.machine = new JobMachine(settings.horizon());
    this.now = scheduler.now();
    this.watch = new Watch(node, now);
  }

  StartPlan plan() {
    var before = Reconciliation.declaredBefore(scheduler);
    return new StartPlan(declared.steps(before).stream().map(this::step).toList());
  }

  private StartPlan.Step step(Step step) {
    return switch (step) {
      case Step.Declare declare -> declare(declare.job());
      case Step.SwitchOff off ->
          takeOut(off.id(), new JobEvent.SwitchOff(), Action.SWITCH_OFF, "switched off");
      case Step.Retire gone ->
          takeOut(gone.id(), new JobEvent.Retire(), Action.RETIRE, "no longer declared");
      case Step.Leave left -> {
        var stored = scheduler.load(left.id());
        yield keep(left.id(), left.reason() + "; " + stored.map(DryRun::standing).orElse(NOWHERE));
      }
    };
  }

  private StartPlan.Step declare(Job job) {
    var stored = scheduler.load(job.id());
    if (stored.isPresent() && snapshot(stored.get()).isEmpty()) {
      return keep(job.id(), standing(stored.get()));
    }
    var before = stored.flatMap(DryRun::snapshot);
    var event = scheduler.bind(job).declared(scheduler.uniqueName());
    var after = machine.decide(job.id(), before, event, now, watch).next().orElseThrow();
    if (before.isEmpty()) {
      return new StartPlan.Step(job.id(), Action.CREATE, outlook(job, after));
    }
    return compare(job, before.get(), after);
  }

  private StartPlan.Step compare(Job job, JobSnapshot before, JobSnapshot after) {
    boolean runsAgain = before.state() != JobState.ACTIVE && after.state() == JobState.ACTIVE;
    if (runsAgain && before.state() == JobState.CANCELLED) {
      return new StartPlan.Step(job.id(), Action.CREATE, "was cancelled; " + outlook(job, after));
    }
    if (!before.definition().equals(after.definition())) {
      return new StartPlan.Step(
          job.id(),
          Action.REPLACE,
          difference(before.definition(), after.definition())
              + (runsAgain ? "; goes on" : standing(after, "; ")));
    }
    if (runsAgain) {
      return new StartPlan.Step(job.id(), Action.RESUME, outlook(job, after));
    }
    boolean updated = !scheduler.bind(job).definition().equals(after.definition());
    return keep(
        job.id(), updated ? "updated at run time" + standing(after, "; ") : standing(after, ""));
  }

  private StartPlan.Step takeOut(JobId id, JobEvent event, Action action, String reason) {
    var stored = scheduler.load(id);
    var before = stored.flatMap(DryRun::snapshot);
    var after = before.flatMap(known -> machine.decide(id, before, event, now, watch).next());
    boolean pauses =
        before.filter(known -> known.state() == JobState.ACTIVE).isPresent()
            && after.filter(then -> then.state() == JobState.PAUSED).isPresent();
    return pauses
        ? new StartPlan.Step(id, action, reason)
        : keep(id, reason + "; " + stored.map(DryRun::standing).orElse(NOWHERE));
  }

  private static StartPlan.Step keep(JobId id, String detail) {
    return new StartPlan.Step(id, Action.KEEP, detail);
  }

  private static String outlook(Job job, JobSnapshot after) {
    var claimed = after.open().stream().map(ExecutionRecord::dueTime).min(Instant::compareTo);
    return Quote.escaped(job.trigger().toString(), LONGEST_VALUE)
        + claimed.or(after::next).map(next -> ", next " + next).orElse(", no time to come");
  }

  private static Optional<JobSnapshot> snapshot(JobRow row) {
    try {
      return row instanceof StoredJob stored
          ? Optional.of(JobCell.parse(stored))
          : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static String standing(JobRow row) {
    return snapshot(row)
        .map(known -> standing(known, ""))
        .orElse("stored, but cannot be read: left alone");
  }

  private static String standing(JobSnapshot snapshot, String before) {
    return switch (snapshot.state()) {
      case ACTIVE -> before.isEmpty() ? "active" : "";
      case PAUSED -> before + "paused: " + Quote.escaped(snapshot.progress().note(), LONGEST_VALUE);
      case FINISHED -> before + "finished";
      case CANCELLED -> before + "cancelled";
      case UNREADABLE -> throw new IllegalArgumentException("a snapshot is readable");
    };
  }

  /** The lines of two definitions that differ; of payloads and targets, only that they do. */
  private static String difference(String before, String after) {
    var old = Lines.parse(before);
    var fresh = Lines.parse(after);
    var names = new TreeSet<>(old.keySet());
    names.addAll(fresh.keySet());
    var differences = new ArrayList<String>();
    for (var name : names) {
      if (!Objects.equals(old.get(name), fresh.get(name))) {
        differences.add(
            OPAQUE.contains(name)
                ? "another " + name
                : name + ": " + shown(old.get(name)) + " → " + shown(fresh.get(name)));
      }
    }
    return String.join("; ", differences);
  }

  private static String shown(@Nullable String value) {
    return value == null ? "none" : Quote.escaped(value, LONGEST_VALUE);
  }
}
