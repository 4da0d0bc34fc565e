package dev.punctual.internal.loop;

import dev.punctual.ExecutionId;
import dev.punctual.Outcome;
import dev.punctual.SchedulerEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Lets due executions start, at most so many at once in all and per executor; the others wait in
 * line, in the order in which they became due. The line of one executor does not hold up the
 * others: while it is long, the store is not even asked for more of it. Whoever is let through
 * starts by a timer of its own, before all that is due: so the clocks are looked at before each.
 * Owned by the timing loop.
 */
final class Permits {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.executors");
  private static final int LONG_LINE = 1_000;

  private final TimingLoop loop;
  private final Consumer<InLine> again;
  private final Map<String, Counter> counters = new TreeMap<>();
  private int active;
  private boolean letsThrough;
  private long sequence;

  /** A due execution that waits for a permit. */
  record InLine(JobCell cell, ExecutionId id, long number) {}

  /** Where the executions of one executor are let through. */
  private record Counter(Gate gate, ArrayDeque<InLine> line) {}

  /** Permits, and what is done with who comes out of the line. */
  Permits(TimingLoop loop, Consumer<InLine> again) {
    this.loop = loop;
    this.again = again;
  }

  private Counter counter(String executor) {
    return counters.computeIfAbsent(
        executor,
        name ->
            new Counter(
                new Gate(loop.settings.limits().getOrDefault(name, Limits.NONE)),
                new ArrayDeque<>()));
  }

  boolean isFree(String executor) {
    return active < loop.settings.maxConcurrent()
        && counter(executor).gate().isFree(loop.elapsed());
  }

  void waitInLine(String executor, JobCell cell, ExecutionId id) {
    counter(executor).line().add(new InLine(cell, id, sequence++));
  }

  /** Whether it makes sense to look for more executions of it. */
  boolean hasLongLine(String executor) {
    var counter = counters.get(executor);
    return counter != null && counter.line().size() >= LONG_LINE;
  }

  /** Executors that are left alone, as their attempts fail. */
  Set<String> openCircuits() {
    return counters.entrySet().stream()
        .filter(entry -> entry.getValue().gate().isOpen())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  void started(String executor) {
    active++;
    counter(executor).gate().started();
  }

  /** An attempt has ended; without an outcome if it did not begin, or was cut short here. */
  void ended(String executor, Optional<Outcome> outcome) {
    active--;
    var gate = counter(executor).gate();
    boolean wasOpen = gate.isOpen();
    if (outcome.isEmpty()) {
      gate.endedUnknown();
    } else if (gate.ended(outcome.get(), loop.elapsed())) {
      loop.after(gate.pause(), this::letThrough);
    }
    if (wasOpen != gate.isOpen()) {
      announce(executor, gate);
    }
    letThrough();
  }

  private void announce(String executor, Gate gate) {
    if (gate.isOpen()) {
      LOG.warn(
          "attempts of executor {} keep failing: none starts for {} ms, then one tries",
          executor,
          gate.pause().toMillis());
    } else {
      LOG.info("executor {} answers again", executor);
    }
    loop.announcements.announce(new SchedulerEvent.ExecutorChanged(executor, !gate.isOpen()));
  }

  private void letThrough() {
    if (!letsThrough && counters.values().stream().anyMatch(each -> !each.line().isEmpty())) {
      letsThrough = true;
      loop.timers.set(Instant.MIN, this::letFirstThrough);
    }
  }

  private void letFirstThrough() {
    letsThrough = false;
    var next = next();
    if (next.isPresent()) {
      letThrough();
      var first = next.get();
      if (first.cell().isArmed(first.id())) {
        again.accept(first);
      }
    }
  }

  /** Takes the first in line of those that may start. */
  private Optional<InLine> next() {
    ArrayDeque<InLine> earliest = null;
    for (var entry : counters.entrySet()) {
      var line = entry.getValue().line();
      if (!line.isEmpty()
          && isFree(entry.getKey())
          && (earliest == null || line.getFirst().number() < earliest.getFirst().number())) {
        earliest = line;
      }
    }
    return earliest == null ? Optional.empty() : Optional.of(earliest.removeFirst());
  }
}
