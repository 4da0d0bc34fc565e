package dev.punctual.verification.simulation;

import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRow;
import dev.punctual.test.ForwardingPersistence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The way of one node to the store. A call can fail before it takes effect, or after it did, so
 * that its answer is lost; and the process can end before or after any call. While a commit syncs,
 * time passes for the rest of the world.
 */
final class NodeView extends ForwardingPersistence {
  private final SharedStore store;
  private final Random random;
  private final Runnable crash;
  private double failing;
  private boolean cutOff;
  private int callsToCrash = -1;
  private long calls;
  private Duration sync = Duration.ZERO;
  private boolean isOver;

  NodeView(SharedStore store, long seed, Runnable crash) {
    super(store);
    this.store = store;
    this.random = new Random(seed);
    this.crash = crash;
  }

  /** From now on so many of a hundred calls fail. */
  void failing(double part) {
    failing = part;
  }

  /** From now on no call gets through, or every one does. */
  void cutOff(boolean isSo) {
    cutOff = isSo;
  }

  /** The process ends at the nth call from now: before it if n is even, after it if n is odd. */
  void crashAtCall(int n) {
    callsToCrash = n;
  }

  /** From now on a commit is synced so long after it was written. */
  void sync(Duration after) {
    sync = after;
  }

  /** How many calls there were. */
  long calls() {
    return calls;
  }

  void end() {
    isOver = true;
  }

  private <T> T call(Supplier<T> call) {
    if (isOver) {
      throw new IllegalStateException("the process has ended");
    }
    calls++;
    boolean crashes = callsToCrash >= 0 && callsToCrash < 2;
    boolean crashesAfter = callsToCrash == 1;
    callsToCrash = Math.max(-1, callsToCrash - 2);
    if (crashes && !crashesAfter) {
      crash.run();
      throw new IllegalStateException("the process ends before the call");
    }
    double drawn = random.nextDouble();
    if (cutOff) {
      throw new IllegalStateException("the store is not reached");
    }
    if (drawn < failing / 2) {
      throw new IllegalStateException("the store fails before the call");
    }
    var result = call.get();
    if (crashes) {
      crash.run();
      throw new IllegalStateException("the process ends after the call");
    }
    if (drawn < failing) {
      throw new IllegalStateException("the answer of the store is lost");
    }
    return result;
  }

  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    return call(() -> store.commit(changes, sync, () -> !isOver));
  }

  @Override
  public Optional<JobRow> load(JobId id) {
    return call(() -> super.load(id));
  }

  @Override
  public DueBatch due(DueQuery query) {
    return call(() -> super.due(query));
  }

  @Override
  public Instant heartbeat(NodeId node, Instant now, Duration lease) {
    return call(() -> super.heartbeat(node, now, lease));
  }

  @Override
  public int purge(Instant endedBefore, int keepPerJob, int limit) {
    return call(() -> super.purge(endedBefore, keepPerJob, limit));
  }

  @Override
  public void close() {}
}
