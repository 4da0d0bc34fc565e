package dev.punctual.verification.simulation;

import dev.punctual.JobId;
import dev.punctual.SchedulerException;
import dev.punctual.verification.simulation.RemoteTarget.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * One simulation: nodes, their store and their target, in simulated time, with everything that the
 * plan lets happen. It is deterministic: the same plan gives the same trace.
 */
final class World {
  /** So long before everything is quiet, attempts begin that take long. */
  private static final Duration LONG = Duration.ofSeconds(45);

  final Agenda agenda = new Agenda();
  final List<String> violations = new ArrayList<>();
  final RemoteTarget target = new RemoteTarget();
  final SharedStore store;
  final Plan plan;
  final List<Call> calls = new ArrayList<>();
  final List<Asked> asked = new ArrayList<>();
  final List<String> trace = new ArrayList<>();

  final DurabilityCheck durability = new DurabilityCheck(this);

  private final Operator operator = new Operator(this);
  private final Random random;
  private final List<NodeClock> clocks = new ArrayList<>();
  private final List<Duration> skews = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> everStarted = new ArrayList<>();
  private boolean isQuiet;
  private int started;

  /** A call of the operator, and whether it was acknowledged. */
  record Asked(Step.Kind kind, int job, Duration from, Duration to, boolean acknowledged) {}

  World(Plan plan) {
    this.plan = plan;
    this.random = new Random(plan.seed());
    this.store = new SharedStore(plan, agenda, violations);
    for (int i = 0; i < plan.nodes(); i++) {
      var skew = Duration.ofMillis(plan.nodes() == 1 ? 0 : random.nextInt(4_000) - 2_000);
      skews.add(skew);
      clocks.add(new NodeClock(agenda, skew));
    }
  }

  /** Lets everything happen, and then come to order. */
  void run() {
    for (int i = 0; i < plan.nodes(); i++) {
      nodes.add(start(i));
    }
    for (int i = 0; i < plan.jobs().size(); i++) {
      operator.ensureScheduled(i);
    }
    plan.steps().forEach(step -> agenda.at(step.at(), () -> happen(step)));
    agenda.at(plan.quiet(), this::quieten);
    goOn(() -> agenda.now().compareTo(end()) >= 0);
    everStarted.forEach(World::giveUp);
  }

  /** Ends a process for good, so that nothing of it stays in this one. */
  private static void giveUp(Node node) {
    node.crash();
    try {
      node.scheduler().close();
    } catch (Node.Ended expected) {
      node.crash();
    }
  }

  Duration end() {
    return plan.end();
  }

  void note(String what, Node node) {
    trace.add("%8d ms  node %d  %s".formatted(agenda.now().toMillis(), number(node), what));
  }

  private int number(Node node) {
    return clocks.indexOf(node.clock);
  }

  /** Lets one thing happen after the other until something is so. */
  void goOn(BooleanSupplier until) {
    while (!until.getAsBoolean() && agenda.next()) {
      List.copyOf(nodes).forEach(Node::wakeIfPosted);
    }
  }

  Node node(int i) {
    return nodes.get(i);
  }

  /** One of the nodes. */
  int anyNode() {
    return random.nextInt(plan.nodes());
  }

  private Node start(int i) {
    var node = new Node(this, clocks.get(i), "node-" + i + "-" + ++started, random.nextLong());
    everStarted.add(node);
    note("starts", node);
    store.open();
    durability.check();
    try {
      node.scheduler().start();
    } catch (SchedulerException | Node.Ended e) {
      note("does not come up: " + e.getMessage(), node);
      node.crash();
    }
    return node;
  }

  private void restartAfter(int i, Duration wait) {
    agenda.after(
        wait,
        () -> {
          if (isDown(i)) {
            var node = start(i);
            nodes.set(i, node);
            if (node.isDead()) {
              restartAfter(i, Duration.ofSeconds(1));
            }
          }
        });
  }

  private boolean isDown(int i) {
    return everStarted.stream().filter(node -> number(node) == i).allMatch(Node::isDead);
  }

  /** All processes end at once, and the store with them: each of them comes back by itself. */
  private void cutPower(Duration length) {
    if (isQuiet) {
      return;
    }
    everStarted.forEach(Node::crash);
    var left = store.cutPower(random);
    trace.add("%8d ms  the power is cut, %s".formatted(agenda.now().toMillis(), left));
    for (int i = 0; i < nodes.size(); i++) {
      restartAfter(i, length);
    }
  }

  private void happen(Step step) {
    if (isQuiet) {
      return;
    }
    var node = nodes.get(step.node());
    trace.add(step.toString());
    if (step.kind().isCall()) {
      operator.call(step, node);
      return;
    }
    switch (step.kind()) {
      case POWER_CUT -> cutPower(step.length());
      case POWER_CUT_AT_COMMIT ->
          store.cutAtCommit(PowerCut.at(step.number(), () -> cutPower(step.length())));
      default -> {
        if (!node.isDead()) {
          trouble(step, node);
        }
      }
    }
  }

  private void trouble(Step step, Node node) {
    switch (step.kind()) {
      case CRASH -> {
        node.crash();
        restartAfter(step.node(), step.length());
      }
      case CRASH_AT_CALL -> {
        node.view.crashAtCall(step.number());
        agenda.after(step.length(), () -> restartAfter(step.node(), Duration.ZERO));
      }
      case CLOSE -> {
        if (!node.isStopped()) {
          close(node);
          restartAfter(step.node(), isQuiet ? Duration.ZERO : step.length());
        }
      }
      case STOP -> node.stop(step.length(), false);
      case SUSPEND -> node.stop(step.length(), true);
      case SET_CLOCK -> node.clock.step(step.length());
      case STORE_FAILS -> {
        node.view.failing(step.number() / 40.0);
        agenda.after(step.length(), () -> node.view.failing(0));
      }
      case STORE_SLOW -> {
        node.storeDelay(Duration.ofMillis(25L * step.number()));
        agenda.after(step.length(), () -> node.storeDelay(Duration.ofMillis(2)));
      }
      case CUT_OFF -> {
        node.view.cutOff(true);
        agenda.after(step.length(), () -> node.view.cutOff(false));
      }
      default -> throw new IllegalStateException("no trouble of one node: " + step);
    }
  }

  private void close(Node node) {
    try {
      node.scheduler().close();
    } catch (Node.Ended e) {
      note("ends while it closes", node);
    }
    node.crash();
  }

  /** No more trouble: everybody is up, the store is well, and the clocks are right. */
  private void quieten() {
    isQuiet = true;
    store.cutAtCommit(PowerCut.none());
    trace.add("%8d ms  quiet".formatted(agenda.now().toMillis()));
    for (int i = 0; i < nodes.size(); i++) {
      clocks.get(i).set(skews.get(i));
      nodes.get(i).view.failing(0);
      nodes.get(i).view.cutOff(false);
      nodes.get(i).view.crashAtCall(-1);
      nodes.get(i).storeDelay(Duration.ofMillis(2));
      restartAfter(i, Duration.ZERO);
    }
  }

  /** After a turn of a node: waits until its threads have arrived at the target or have ended. */
  void settle(List<Thread> begun, List<Call> ofNode) {
    for (var thread : begun) {
      await(() -> !thread.isAlive() || target.hasSeen(thread));
    }
    for (var call : target.arrivals()) {
      arrived(call);
    }
    for (var call : ofNode) {
      if (call.thread.isInterrupted()) {
        await(call::isOver);
      }
      if (call.isOver() && call.end == null) {
        call.end = agenda.now();
      }
    }
    ofNode.removeIf(Call::isOver);
  }

  private void arrived(Call call) {
    call.start = agenda.now();
    call.readAtStart = call.node.clock.instant();
    calls.add(call);
    call.node.calls.add(call);
    note("start of " + describe(call), call.node);
    if (!store.isClaimed(call.attempt, call.node.id)) {
      violations.add("I8: a start of what the store does not hold as claimed: " + describe(call));
    }
    if (!store.isHeldForAlive(call.node.id)) {
      violations.add("I8: a start by a node without a lease: " + describe(call));
    }
    var reaction =
        planOf(call).react(call.attempt, agenda.now().compareTo(plan.quiet().minus(LONG)) < 0);
    call.node.whenAwakeAfter(
        reaction.takes(),
        () -> {
          if (!call.isOver()) {
            call.outcome = reaction.outcome();
            call.end = agenda.now();
            note("end   of " + describe(call) + " " + reaction.outcome(), call.node);
            call.answer(reaction.outcome());
            await(call::isOver);
            call.node.takeEnds();
          }
        });
  }

  JobPlan planOf(Call call) {
    return planOf(call.attempt.job()).orElseThrow();
  }

  Optional<JobPlan> planOf(JobId id) {
    return plan.jobs().stream().filter(job -> job.job().id().equals(id)).findFirst();
  }

  static String describe(Call call) {
    return "%s %s #%d %s %s"
        .formatted(
            call.attempt.job(),
            call.attempt.scheduledTime(),
            call.attempt.number(),
            call.attempt.kind(),
            call.attempt.key().substring(8, 14));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("a thread of the simulation does not come to rest");
      }
      Thread.onSpinWait();
    }
  }
}
