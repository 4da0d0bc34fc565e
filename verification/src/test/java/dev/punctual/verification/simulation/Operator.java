package dev.punctual.verification.simulation;

import dev.punctual.CatchUp;
import dev.punctual.IfExists;
import dev.punctual.SchedulerException;
import dev.punctual.verification.simulation.Step.Kind;
import java.time.Duration;

/** Whoever calls the schedulers: an application at its start, and somebody by hand. */
final class Operator {
  private final World world;

  Operator(World world) {
    this.world = world;
  }

  /** Repeats a call until it is acknowledged, as an application would at its start. */
  void ensureScheduled(int job) {
    var step = new Step(world.agenda.now(), Kind.SCHEDULE, world.anyNode(), job, Duration.ZERO, 0);
    if (!call(step, world.node(step.node()))) {
      world.agenda.after(Duration.ofSeconds(1), () -> ensureScheduled(job));
    }
  }

  /** Calls once; returns whether that was acknowledged. */
  boolean call(Step step, Node node) {
    if (node.isDead() || node.isStopped()) {
      return false;
    }
    var from = world.agenda.now();
    boolean acknowledged = false;
    world.durability.begins(step);
    try {
      acknowledged = tryCall(step, node);
    } catch (SchedulerException | Node.Ended e) {
      world.note(step.kind() + " job " + step.job() + " throws " + e, node);
    }
    world.durability.ends(step, acknowledged);
    world.asked.add(
        new World.Asked(step.kind(), step.job(), from, world.agenda.now(), acknowledged));
    if (acknowledged) {
      world.note(step.kind() + " job " + step.job() + " is acknowledged", node);
    }
    return acknowledged;
  }

  private boolean tryCall(Step step, Node node) {
    var job = world.plan.jobs().get(step.job()).job();
    var scheduler = node.scheduler();
    if (step.kind() == Kind.SCHEDULE) {
      scheduler.schedule(job, IfExists.KEEP);
      return true;
    }
    var handle = scheduler.find(job.id().value());
    if (handle.isEmpty()) {
      return false;
    }
    switch (step.kind()) {
      case UPDATE ->
          handle.get().update(old -> old.withDescription(DurabilityCheck.description(step)));
      case PAUSE -> handle.get().pause("by hand");
      case RESUME -> handle.get().resume();
      case RESUME_ALL -> handle.get().resume(CatchUp.all());
      case CANCEL -> handle.get().cancel();
      case RUN -> world.durability.runs(step, handle.get().runNow());
      default -> throw new IllegalStateException("no call: " + step);
    }
    return true;
  }
}
