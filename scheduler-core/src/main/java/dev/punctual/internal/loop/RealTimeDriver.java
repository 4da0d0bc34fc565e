package dev.punctual.internal.loop;

import dev.punctual.TimingThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Real time and real threads: one timing thread that drives the loop, one committer thread that
 * calls the store. The committer is a platform thread, because native store calls pin the carrier
 * of a virtual one.
 *
 * <p>The timing thread rests for a {@link Turns#SLICE} at most, so that a clock that was set, a
 * suspended machine or a stopped process is noticed within a slice of its end. A rest that ends
 * early does no harm: the turn finds nothing due, and the thread rests again.
 */
final class RealTimeDriver implements LoopDriver {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.scheduler");

  /** While events wait, what they have led to is handed over after so many. */
  private static final int HANDED_OVER_TOGETHER = 20;

  private final Clocks clocks;
  private final TimingThread kind;
  private final boolean keepAlive;
  private final Turns turns;
  private final LinkedBlockingQueue<List<StoreRequest>> requests = new LinkedBlockingQueue<>();
  private final Outbox asked = new Outbox();
  private int events;
  private volatile boolean stopped;
  private volatile Thread timing = Thread.currentThread();
  private volatile Thread committer = Thread.currentThread();

  RealTimeDriver(TimingThread kind, boolean keepAlive) {
    this(kind, keepAlive, new SystemClocks());
  }

  RealTimeDriver(TimingThread kind, boolean keepAlive, Clocks clocks) {
    this.kind = kind;
    this.keepAlive = keepAlive;
    this.clocks = clocks;
    this.turns = new Turns();
  }

  @Override
  public Clocks clock() {
    return clocks;
  }

  @Override
  public void open(TimingLoop loop, StoreWorker store) {
    committer =
        Thread.ofPlatform()
            .name("punctual-store")
            .daemon(!keepAlive)
            .unstarted(() -> commit(store));
    timing =
        kind == TimingThread.PLATFORM
            ? Thread.ofPlatform().name("punctual-timing").daemon().unstarted(() -> drive(loop))
            : Thread.ofVirtual().name("punctual-timing").unstarted(() -> drive(loop));
    committer.start();
    timing.start();
  }

  @Override
  public void post(LoopEvent event) {
    turns.post(event);
    LockSupport.unpark(timing);
  }

  @Override
  public void request(StoreRequest request) {
    asked.add(request, clocks.elapsed());
  }

  /** What a few events have led to goes to the store together, so that it is stored together. */
  private void handOverSometimes() {
    if (++events % HANDED_OVER_TOGETHER == 0) {
      handOver();
    }
  }

  private Optional<Duration> handOver() {
    return asked.handOver(clocks.elapsed(), requests::add);
  }

  @Override
  public void aside(Runnable work) {
    Thread.ofPlatform().name("punctual-aside").daemon().start(work);
  }

  @Override
  public void began(Thread thread) {
    LOG.trace("{} began", thread);
  }

  @Override
  public <T> T await(CompletableFuture<T> future, Duration most) throws TimeoutException {
    try {
      return future.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted while waiting");
    } catch (ExecutionException e) {
      throw LocalScheduler.unwrapped(e);
    }
  }

  /** Whatever is thrown, logging included, the loop goes on. */
  private void drive(TimingLoop loop) {
    while (!stopped) {
      var rest = Turns.SLICE;
      try {
        rest = shorter(turns.take(loop, this::handOverSometimes), rest);
      } catch (Throwable error) {
        complain("the timing loop met an error and goes on", error);
      }
      rest(loop, shorter(handOver(), rest));
    }
  }

  private static Duration shorter(Optional<Duration> wait, Duration most) {
    return wait.filter(some -> some.compareTo(most) < 0).orElse(most);
  }

  private static void complain(String what, Throwable error) {
    try {
      LOG.error(what, error);
    } catch (Throwable another) {
      error.addSuppressed(another);
    }
  }

  private void rest(TimingLoop loop, Duration most) {
    turns.rest(loop, most);
    if (most.isPositive() && !turns.hasEvents() && !stopped) {
      LockSupport.parkNanos(most.toNanos());
    }
  }

  private void commit(StoreWorker store) {
    var batch = new ArrayList<List<StoreRequest>>();
    while (!stopped) {
      try {
        batch.add(requests.take());
        requests.drainTo(batch);
        store.answer(batch.stream().flatMap(List::stream).toList(), this::post);
      } catch (InterruptedException e) {
        LOG.debug("the committer stops");
      } catch (Throwable error) {
        complain("the committer met an error and goes on", error);
      }
      batch.clear();
    }
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(timing);
    committer.interrupt();
    join(timing);
    join(committer);
  }

  private static void join(Thread thread) {
    if (thread.equals(Thread.currentThread())) {
      return;
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
