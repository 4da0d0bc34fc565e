package dev.punctual.verification.simulation;

import dev.punctual.verification.simulation.Step.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that is drawn from a seed before a simulation begins.
 *
 * @param seed the seed
 * @param nodes how many schedulers share the store
 * @param jobs the jobs
 * @param steps what happens to them, in order of time
 * @param syncs whether the store waits for its disk before it answers
 */
record Plan(long seed, int nodes, List<JobPlan> jobs, List<Step> steps, boolean syncs) {
  /** Until then something may happen; then everything must come to order. */
  static final Duration TROUBLE = Duration.ofMinutes(5);

  private static final Duration LEASE = Duration.ofSeconds(90);

  static Plan of(long seed) {
    var random = new Random(seed);
    random.nextLong();
    int nodes = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
    var jobs = new ArrayList<JobPlan>();
    int jobCount = 2 + random.nextInt(4);
    for (int i = 0; i < jobCount; i++) {
      jobs.add(JobPlan.draw(random, i));
    }
    int faults = random.nextInt(4) == 0 ? 0 : random.nextInt(12);
    int calls = random.nextInt(10);
    var steps = new ArrayList<Step>();
    for (int i = 0; i < faults; i++) {
      steps.add(fault(random, nodes));
    }
    for (int i = 0; i < calls; i++) {
      var near = steps.isEmpty() || random.nextBoolean() ? null : steps.getLast();
      steps.add(call(random, nodes, jobCount, near));
    }
    steps.sort(Comparator.comparing(Step::at));
    return new Plan(seed, nodes, jobs, List.copyOf(steps), true);
  }

  private static Step fault(Random random, int nodes) {
    var kinds = Arrays.stream(Kind.values()).filter(each -> !each.isCall()).toList();
    var kind = kinds.get(random.nextInt(kinds.size()));
    var length =
        switch (kind) {
          case STOP, SUSPEND, CUT_OFF ->
              random.nextBoolean() ? LEASE.plusSeconds(random.nextInt(60)) : some(random, 30);
          case SET_CLOCK -> some(random, 60).minus(some(random, 60));
          case STORE_SLOW -> some(random, 40);
          default -> some(random, 60);
        };
    return new Step(moment(random), kind, random.nextInt(nodes), -1, length, random.nextInt(40));
  }

  /** Some calls come shortly after something else, and about the same job. */
  private static Step call(Random random, int nodes, int jobs, @Nullable Step near) {
    var kinds = Arrays.stream(Kind.values()).filter(Kind::isCall).toList();
    var kind = kinds.get(random.nextInt(kinds.size()));
    var at = near == null ? moment(random) : near.at().plus(some(random, 1));
    int job = near == null || near.job() < 0 ? random.nextInt(jobs) : near.job();
    return new Step(at, kind, random.nextInt(nodes), job, Duration.ZERO, 0);
  }

  private static Duration moment(Random random) {
    return Duration.ofMillis(random.nextLong(TROUBLE.toMillis()));
  }

  private static Duration some(Random random, int seconds) {
    return Duration.ofMillis(random.nextInt(seconds * 1_000));
  }

  /** When nothing happens any more and nobody stands still. */
  Duration quiet() {
    return steps.stream()
        .filter(step -> step.kind() == Kind.STOP || step.kind() == Kind.SUSPEND)
        .map(step -> step.at().plus(step.length()))
        .filter(end -> end.compareTo(TROUBLE) > 0)
        .max(Comparator.naturalOrder())
        .orElse(TROUBLE);
  }

  /** So long after that everything that is owed has been done. */
  Duration end() {
    return quiet().plus(nodes == 1 ? Duration.ofSeconds(60) : LEASE.plusSeconds(90));
  }

  boolean isWithoutFaults() {
    return steps.stream().allMatch(step -> step.kind().isCall());
  }

  Plan without(Step step) {
    return new Plan(
        seed, nodes, jobs, steps.stream().filter(other -> !other.equals(step)).toList(), syncs);
  }

  /** The same on a store that answers before its disk has what it says. */
  Plan withoutSync() {
    return new Plan(seed, nodes, jobs, steps, false);
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + ", "
        + nodes
        + " nodes\n"
        + jobs.stream().map(JobPlan::toString).collect(Collectors.joining("\n"))
        + "\n"
        + steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
  }
}
