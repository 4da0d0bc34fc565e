package dev.punctual.verification.crash;

import dev.punctual.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A short life of a scheduler in virtual time: what is declared, what is asked of it and when.
 * Crashes are no part of it; they come on top. A process that starts after a crash goes on with the
 * calls that were not answered.
 *
 * @param name one word
 * @param declared the jobs declared when it starts
 * @param redeployed the jobs declared from the step {@link Step.Deploy} on
 * @param steps what is asked, in order of time
 * @param length how long its first process lives; steps after that happen only after a crash
 * @param down how long each outage after a crash takes
 * @param retention how long the log is kept; empty for ever
 */
record Scenario(
    String name,
    List<Spec> declared,
    List<Spec> redeployed,
    List<Step> steps,
    Duration length,
    Duration down,
    Optional<Retention> retention) {
  /** When every scenario begins. */
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  static Scenario named(String name, Duration length, Spec... declared) {
    return new Scenario(
        name,
        List.of(declared),
        List.of(),
        List.of(),
        length,
        Duration.ofMillis(3_700),
        Optional.empty());
  }

  Scenario down(Duration other) {
    return new Scenario(name, declared, redeployed, steps, length, other, retention);
  }

  Scenario keeping(Retention other) {
    return new Scenario(name, declared, redeployed, steps, length, down, Optional.of(other));
  }

  Scenario then(Step step) {
    var more = new ArrayList<>(steps);
    more.add(step);
    return new Scenario(name, declared, redeployed, more, length, down, retention);
  }

  /** New code is deployed: a shutdown in order, and a start with other declared jobs. */
  Scenario thenDeploy(Duration offset, Spec... jobs) {
    var more = new ArrayList<>(steps);
    more.add(new Step.Deploy(offset));
    return new Scenario(name, declared, List.of(jobs), more, length, down, retention);
  }

  /** What each job is asked to be, in order: its first definition, and the one it is updated to. */
  Map<String, List<Spec>> versions() {
    var versions = new LinkedHashMap<String, List<Spec>>();
    var asked = new ArrayList<>(declared);
    steps.forEach(step -> {
      if (step instanceof Step.Ask ask) {
        ask.spec().ifPresent(asked::add);
      }
    });
    asked.addAll(redeployed);
    for (var spec : asked) {
      var known = versions.computeIfAbsent(spec.job(), job -> new ArrayList<>());
      if (!known.contains(spec)) {
        known.add(spec);
      }
    }
    return versions;
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
