package dev.punctual.verification.simulation;

import dev.punctual.internal.loop.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The two clocks of one machine: how they differ from true time. */
final class NodeClock implements Clocks {
  static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final Agenda agenda;
  private Duration ahead;
  private Duration stoodStill = Duration.ZERO;

  NodeClock(Agenda agenda, Duration ahead) {
    this.agenda = agenda;
    this.ahead = ahead;
  }

  void step(Duration by) {
    ahead = ahead.plus(by);
  }

  void set(Duration aheadOfTrueTime) {
    ahead = aheadOfTrueTime;
  }

  /** The machine was suspended: elapsed time did not count that. */
  void stoodStill(Duration duration) {
    stoodStill = stoodStill.plus(duration);
  }

  @Override
  public Instant instant() {
    return START.plus(agenda.now()).plus(ahead).truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public Duration elapsed() {
    return agenda.now().minus(stoodStill);
  }
}
