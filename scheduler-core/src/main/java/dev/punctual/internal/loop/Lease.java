package dev.punctual.internal.loop;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * This node's word that it is alive, on which others leave its claims alone. It is given to the
 * store again and again, and holds for a while from the moment before it was given.
 *
 * <p>A start is the one thing that is done without asking the store, so nothing starts without a
 * lease. When one has lapsed, or may have as the clocks jumped, then others may be taking claims
 * over: once there is a lease again, what is claimed here is confirmed before it starts. A store
 * that serves one scheduler at a time never takes a lease for lapsed; there all this costs a few
 * changes after a pause. Owned by the timing loop.
 */
final class Lease {
  static final Duration LENGTH = Duration.ofSeconds(90);

  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final TimingLoop loop;
  private final Runnable regained;
  private @Nullable Duration askedAt;
  private @Nullable Duration heldFrom;
  private boolean answerIsOld;
  private boolean lapsed = true;
  private Timers<Duration>.@Nullable Timer timer;

  /** A lease, and what to do when it is held again after it may have lapsed. */
  Lease(TimingLoop loop, Runnable regained) {
    this.loop = loop;
    this.regained = regained;
  }

  boolean isHeld() {
    if (isOver()) {
      doubt();
    }
    return heldFrom != null;
  }

  private boolean isOver() {
    var from = heldFrom;
    return from != null && loop.elapsed().minus(from).compareTo(LENGTH.minus(MARGIN)) >= 0;
  }

  /** The clocks jumped: nobody here knows how much time has passed for the others. */
  void doubt() {
    lapsed = true;
    heldFrom = null;
    answerIsOld = askedAt != null;
    renew();
  }

  void renew() {
    if (askedAt != null || loop.isClosing()) {
      return;
    }
    if (timer != null) {
      timer.cancel();
    }
    askedAt = loop.elapsed();
    loop.driver.request(new StoreRequest.Heartbeat(loop.node, loop.now(), LENGTH));
  }

  void renewed() {
    var from = Optional.ofNullable(askedAt);
    askedAt = null;
    if (answerIsOld) {
      answerIsOld = false;
      renew();
      return;
    }
    lapsed |= isOver();
    heldFrom = from.orElse(loop.elapsed());
    timer = loop.after(EVERY, this::renew);
    if (lapsed && isHeld()) {
      lapsed = false;
      regained.run();
    }
  }

  void failed() {
    askedAt = null;
    answerIsOld = false;
    timer = loop.after(RETRY, this::renew);
  }
}
