package dev.punctual.verification.crash;

import static dev.punctual.verification.crash.Scenario.START;
import static dev.punctual.verification.crash.Scenario.named;
import static dev.punctual.verification.crash.Spec.at;
import static dev.punctual.verification.crash.Spec.every;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.punctual.CatchUp;
import dev.punctual.Overlap;
import dev.punctual.Retention;
import java.util.List;
import java.util.stream.Stream;

/** What happens in the processes that are cut off. */
final class Scenarios {
  private Scenarios() {}

  /**
   * A job that brings the process down at each attempt; cut off by nobody else. Beside it one of
   * which no time is left out: not those of the outages, nor those that arrive while the last of
   * these is caught up.
   */
  static Scenario poison() {
    return named(
        "poison",
        ofSeconds(30),
        at("poison", START.plusSeconds(3)).with(Behaviour.HALTS),
        every("beside", ofSeconds(2)).with(CatchUp.all()).with(Overlap.queue(20)));
  }

  static Scenario find(String name) {
    return Stream.concat(all().stream(), Stream.of(poison()))
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The scenarios that are cut off at every call to the store. */
  static List<Scenario> all() {
    return List.of(
        named("one-shot", ofSeconds(8))
            .then(Step.schedule(1_200, at("once", START.plusSeconds(5)))),
        named("recurring", ofSeconds(14), every("tick", ofSeconds(4))),
        named(
            "limit-reached",
            ofSeconds(14),
            every("limited", ofSeconds(3)).limitedTo(3).with(CatchUp.all())),
        named(
            "retry-pending",
            ofSeconds(12),
            at("retried", START.plusSeconds(3)).with(Behaviour.FAILS_TWICE).withTries(4),
            at("given-up", START.plusSeconds(3)).with(Behaviour.FAILS).withTries(2)),
        named(
                "at-most-once",
                ofSeconds(14),
                every("most-once", ofSeconds(4)).startedAtMostOnce(),
                at("most-once-waits", START.plusSeconds(3))
                    .with(Behaviour.WAITS)
                    .startedAtMostOnce())
            .then(Step.openGate(6_100)),
        named("pause-and-resume", ofSeconds(20), every("paused", ofSeconds(3)))
            .then(Step.pause(4_500, "paused"))
            .then(Step.resume(13_500, "paused")),
        named("update", ofSeconds(18), every("changed", ofSeconds(4)))
            .then(Step.update(9_300, every("changed", ofSeconds(3)))),
        named("cancel", ofSeconds(14), every("cancelled", ofSeconds(3)))
            .then(Step.cancel(7_300, "cancelled")),
        named(
                "backlog",
                ofSeconds(26),
                every("all", ofSeconds(2)).with(Behaviour.WAITS).with(CatchUp.all()),
                every("latest", ofSeconds(3)))
            .down(ofSeconds(25))
            .then(Step.openGate(19_300)),
        named(
                "by-hand",
                ofSeconds(16),
                every("manual", ofMinutes(1)),
                at("failed", START.plusSeconds(1)).with(Behaviour.FAILS))
            .then(Step.runNow(4_100, "manual"))
            .then(Step.retry(8_100, "failed")),
        named(
                "overlap-queue",
                ofSeconds(20),
                every("queued", ofSeconds(3)).with(Behaviour.WAITS).with(Overlap.queue(2)),
                every("skipped", ofSeconds(4)).with(Behaviour.WAITS))
            .then(Step.openGate(13_100)),
        named(
                "reconciliation",
                ofSeconds(16),
                every("stays", ofSeconds(5)),
                every("retimed", ofSeconds(4)),
                every("goes", ofSeconds(3)))
            .thenDeploy(
                ofSeconds(7),
                every("stays", ofSeconds(5)),
                every("retimed", ofSeconds(3)),
                every("comes", ofSeconds(4))),
        named("scheduled-again", ofSeconds(10))
            .then(Step.schedule(600, every("same", ofSeconds(3))))
            .then(Step.schedule(4_600, every("same", ofSeconds(3))))
            .then(Step.scheduleInVain(7_400, every("same", ofSeconds(7)))),
        named(
                "shutdown",
                ofSeconds(6),
                at("interrupted", START.plusSeconds(3)).with(Behaviour.WAITS),
                every("beside", ofSeconds(2)))
            .then(Step.openGate(9_000)),
        named(
                "purge",
                ofMinutes(11),
                every("kept", ofMinutes(2)),
                at("gone", START.plusSeconds(20)))
            .keeping(new Retention(2, ofMinutes(5))));
  }
}
