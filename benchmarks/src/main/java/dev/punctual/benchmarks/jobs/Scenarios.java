package dev.punctual.benchmarks.jobs;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** All that can be measured. */
final class Scenarios {
  static final List<Scenario> ALL =
      List.of(
          new Lateness("lateness", 10_000),
          Lateness.warm("lateness-warm", 10_000),
          new Lateness("lateness-100k", 100_000),
          Lateness.warm("lateness-100k-warm", 100_000),
          Lateness.besideIdle("lateness-idle", 10_000, 1_000_000),
          Lateness.withSlowCommits("lateness-slow", 10_000, Duration.ofMillis(500)),
          new Throughput(),
          Throughput.inLargeStore("growth-10k", 10_000, 0),
          Throughput.inLargeStore("growth-1m", 1_000_000, 0),
          Throughput.inLargeStore("growth-10m", 10_000_000, 0),
          Throughput.inLargeStore("growth-log", 0, 10_000_000),
          new Burst(),
          new ScheduleRate(),
          new Recurring(),
          new UnderBurn(),
          new Restart("restart-10k", 10_000),
          new Restart("restart-100k", 100_000),
          new Restart("restart-1m", 1_000_000),
          new Footprint(),
          new IdleCost());

  private Scenarios() {}

  static Scenario named(String name) {
    return ALL.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no scenario "
                    + name
                    + "; there are "
                    + ALL.stream().map(Scenario::name).collect(Collectors.joining(", "))));
  }
}
