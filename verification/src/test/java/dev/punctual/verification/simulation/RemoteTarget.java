package dev.punctual.verification.simulation;

import dev.punctual.Attempt;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.spi.JobExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes' jobs call: it records what it sees, and answers when and how the world tells it.
 * Attempts run on real threads, but only while the world waits for them: a thread that calls parks,
 * and the world lets one after the other return.
 */
final class RemoteTarget {
  private final Queue<Call> arrived = new ConcurrentLinkedQueue<>();

  /** One attempt, as the target sees it. */
  static final class Call {
    final Attempt<Payload> attempt;
    final Node node;
    final Thread thread = Thread.currentThread();
    Duration start = Duration.ZERO;
    Instant readAtStart = Instant.MIN;
    @Nullable Duration end;
    @Nullable Outcome outcome;
    private volatile @Nullable Outcome answer;
    private volatile boolean killed;

    Call(Attempt<Payload> attempt, Node node) {
      this.attempt = attempt;
      this.node = node;
    }

    /** Lets the attempt return. */
    void answer(Outcome with) {
      answer = with;
      LockSupport.unpark(thread);
    }

    /** The process of the attempt ends. */
    void kill() {
      killed = true;
      LockSupport.unpark(thread);
    }

    boolean isOver() {
      return !thread.isAlive();
    }

    private Outcome await() throws InterruptedException {
      while (true) {
        var given = answer;
        if (killed) {
          throw new IllegalStateException("the process has ended");
        }
        if (given != null) {
          return given;
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException();
        }
        LockSupport.park(this);
      }
    }
  }

  JobExecutor of(Node node) {
    return attempt -> {
      var call = new Call(attempt, node);
      arrived.add(call);
      return call.await();
    };
  }

  /** Whether an attempt of this thread has arrived. */
  boolean hasSeen(Thread thread) {
    return arrived.stream().anyMatch(call -> call.thread.equals(thread));
  }

  /**
   * What has arrived since it was last asked, in an order that depends on nothing but the calls.
   */
  List<Call> arrivals() {
    var calls = new ArrayList<Call>();
    for (var call = arrived.poll(); call != null; call = arrived.poll()) {
      calls.add(call);
    }
    calls.sort(
        Comparator.comparing((Call call) -> call.attempt.key())
            .thenComparingInt(call -> call.attempt.number()));
    return calls;
  }
}
