package dev.punctual.internal.loop;

import dev.punctual.Execution;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionStatus;
import dev.punctual.SchedulerEvent;
import dev.punctual.spi.ExecutionRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells listeners and waiting callers what was stored. Listeners are strangers' code: they are
 * called in order on one thread of their own, from a bounded queue, and what they throw is logged.
 * A listener that falls too far behind loses events; the log of executions is the truth.
 */
final class Announcements {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.events");
  private static final int LONGEST_QUEUE = 10_000;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final List<Consumer<SchedulerEvent>> listeners;
  private final BlockingQueue<Optional<SchedulerEvent>> queue =
      new ArrayBlockingQueue<>(LONGEST_QUEUE + 1);
  private final Map<ExecutionId, List<CompletableFuture<Execution>>> waiting =
      new ConcurrentHashMap<>();
  private final Thread thread = Thread.ofVirtual().name("punctual-listeners").unstarted(this::tell);
  private long lost;

  Announcements(List<Consumer<SchedulerEvent>> listeners) {
    this.listeners = listeners;
  }

  /** From now on listeners are told. */
  void open() {
    if (!listeners.isEmpty()) {
      thread.start();
    }
  }

  /** A future of the caller's own that is completed when the execution's end is stored. */
  CompletableFuture<Execution> await(ExecutionId execution) {
    var future = new CompletableFuture<Execution>();
    waiting.merge(execution, List.of(future), Announcements::joined);
    return future;
  }

  private static <T> List<T> joined(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  void forget(ExecutionId execution, CompletableFuture<Execution> future) {
    future.cancel(false);
    waiting.computeIfPresent(
        execution,
        (id, futures) -> {
          var left = futures.stream().filter(other -> !other.isCancelled()).toList();
          return left.isEmpty() ? null : left;
        });
  }

  /** Whether somebody waits for one of them to end. */
  boolean areAwaited(List<ExecutionRecord> lines) {
    return !waiting.isEmpty() && lines.stream().anyMatch(line -> waiting.containsKey(line.id()));
  }

  /** By the timing loop, once they are stored. */
  void ended(List<ExecutionRecord> lines) {
    for (var line : lines) {
      var futures = waiting.remove(line.id());
      if (futures != null) {
        futures.forEach(future -> future.complete(Execution.of(line)));
      }
      if (!listeners.isEmpty()) {
        announce(
            line.status() == ExecutionStatus.SKIPPED
                ? new SchedulerEvent.ExecutionSkipped(Execution.of(line))
                : new SchedulerEvent.ExecutionEnded(Execution.of(line)));
      }
    }
  }

  /** By the timing loop. */
  void announce(SchedulerEvent event) {
    if (!listeners.isEmpty() && !offer(event) && lost++ % LONGEST_QUEUE == 0) {
      LOG.warn("listeners are {} events behind; further events are lost", LONGEST_QUEUE);
    }
  }

  /** One place stays free for the end. */
  private boolean offer(SchedulerEvent event) {
    return queue.remainingCapacity() > 1 && queue.offer(Optional.of(event));
  }

  private void tell() {
    try {
      for (var next = queue.take(); next.isPresent(); next = queue.take()) {
        var event = next.get();
        listeners.forEach(listener -> tell(listener, event));
      }
    } catch (InterruptedException e) {
      LOG.debug("listeners are no longer told");
    }
  }

  private static void tell(Consumer<SchedulerEvent> listener, SchedulerEvent event) {
    try {
      listener.accept(event);
    } catch (Throwable error) {
      LOG.warn("a listener failed on {}", event.getClass().getSimpleName(), Loggable.of(error));
    }
  }

  /** Waits a while for the listeners to be told the rest, unless one of them closes. */
  void close() {
    waiting.values().stream()
        .flatMap(List::stream)
        .forEach(future -> future.completeExceptionally(LocalScheduler.closedError()));
    boolean isOpen = thread.getState() != Thread.State.NEW;
    if (!isOpen || !queue.offer(Optional.empty()) || isListener()) {
      return;
    }
    try {
      if (!thread.join(LAST_WORDS)) {
        LOG.warn("a listener does not return; {} events are lost", queue.size());
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isListener() {
    return Thread.currentThread().equals(thread);
  }
}
