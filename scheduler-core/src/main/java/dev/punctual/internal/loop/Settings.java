package dev.punctual.internal.loop;

import dev.punctual.PayloadCodec;
import dev.punctual.Retention;
import dev.punctual.SchedulerEvent;
import dev.punctual.TimingThread;
import dev.punctual.internal.machine.Horizon;
import dev.punctual.spi.JobExecutor;
import dev.punctual.spi.Persistence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything a builder has gathered, checked and complete.
 *
 * @param persistence the store
 * @param executors the executors by name, the handlers' included
 * @param handlers the names of the registered handlers
 * @param declared what is declared
 * @param codec encodes payloads
 * @param listeners told of every event
 * @param lead how long before the due time claims are made
 * @param drain how long close waits for running attempts
 * @param callTimeout how long a call waits for a store that does not answer
 * @param maxConcurrent how many attempts may run here at once
 * @param limits what each executor may be asked to do, by its name; no limits where not given
 * @param retention how long the log is kept; empty for the default
 * @param timingThread what the timing loop runs on
 * @param keepAlive whether the JVM stays up for the scheduler
 */
public record Settings(
    Persistence persistence,
    Map<String, JobExecutor> executors,
    Set<String> handlers,
    Declarations declared,
    PayloadCodec codec,
    List<Consumer<SchedulerEvent>> listeners,
    Duration lead,
    Duration drain,
    Duration callTimeout,
    int maxConcurrent,
    Map<String, Limits> limits,
    Optional<Retention> retention,
    TimingThread timingThread,
    boolean keepAlive) {
  /** Copies the collections. */
  public Settings {
    executors = Map.copyOf(executors);
    limits = Map.copyOf(limits);
    handlers = Set.copyOf(handlers);
    listeners = List.copyOf(listeners);
  }

  /** How far ahead claims are made: a quarter of the lead is for looking in slices. */
  Horizon horizon() {
    return new Horizon(lead, lead.plusMillis(lead.toMillis() / 4));
  }

  /**
   * The same for a test: on another store and with other executors, and with the log kept for ever
   * unless a retention was given.
   *
   * @param store the store
   * @param others the executors by name
   * @return a copy
   */
  public Settings forTest(Persistence store, Map<String, JobExecutor> others) {
    return new Settings(
        store,
        others,
        handlers,
        declared,
        codec,
        listeners,
        lead,
        drain,
        callTimeout,
        maxConcurrent,
        limits,
        retention.or(() -> Optional.of(Retention.FOR_EVER)),
        timingThread,
        keepAlive);
  }
}
