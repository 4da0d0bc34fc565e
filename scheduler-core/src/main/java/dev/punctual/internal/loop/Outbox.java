package dev.punctual.internal.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the loop has asked of the store and has not been handed over yet.
 *
 * <p>What is handed over together can be stored together, and a transaction costs much the same
 * whether it stores one change or fifty. So what can wait does, for {@link #PATIENCE} at most, for
 * others to come. The first request that cannot wait takes all others with it. Used by one thread.
 */
public final class Outbox {
  static final Duration PATIENCE = Duration.ofMillis(5);
  static final int FULL = 100;

  private List<StoreRequest> requests = new ArrayList<>();
  private Duration firstAdded = Duration.ZERO;
  private boolean isUrgent;

  /**
   * Adds a request.
   *
   * @param request the request
   * @param now the elapsed time
   */
  public void add(StoreRequest request, Duration now) {
    if (requests.isEmpty()) {
      firstAdded = now;
    }
    requests.add(request);
    isUrgent |= !request.canWait();
  }

  /**
   * Hands everything over if it should not wait.
   *
   * @param now the elapsed time
   * @param receiver gets all of it, in the order it was added
   * @return how much longer it may wait; empty if nothing waits
   */
  public Optional<Duration> handOver(Duration now, Consumer<List<StoreRequest>> receiver) {
    if (requests.isEmpty()) {
      return Optional.empty();
    }
    var left = firstAdded.plus(PATIENCE).minus(now);
    if (!isUrgent && requests.size() < FULL && left.isPositive()) {
      return Optional.of(left);
    }
    receiver.accept(requests);
    requests = new ArrayList<>();
    isUrgent = false;
    return Optional.empty();
  }
}
