package dev.punctual.internal.loop;

import dev.punctual.TimingThread;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real time and real threads: one timing thread that drives the loop, one committer thread that
 * calls the store. The committer is a platform thread, because native store calls pin the carrier
 * of a virtual one.
 *
 * <p>The timing thread waits in slices of at most a second. Wall clock and elapsed time are
 * compared at every turn, so that a clock that was set, a suspended machine or a stopped process is
 * noticed within a slice of its end.
 */
final class RealTimeDriver implements LoopDriver {
  private static final Logger LOG = LoggerFactory.getLogger("dev.punctual.scheduler");
  private static final Duration SLICE = Duration.ofSeconds(1);
  private static final Duration NOTABLE_JUMP = Duration.ofSeconds(1);
  private static final Duration NOTABLE_STALL = Duration.ofSeconds(3);

  private static final InstantSource SYSTEM = InstantSource.system();

  private final InstantSource clock = () -> SYSTEM.instant().truncatedTo(ChronoUnit.MILLIS);
  private final TimingThread kind;
  private final boolean keepAlive;
  private final ConcurrentLinkedQueue<LoopEvent> events = new ConcurrentLinkedQueue<>();
  private final LinkedBlockingQueue<StoreRequest> requests = new LinkedBlockingQueue<>();
  private volatile boolean stopped;
  private volatile Thread timing = Thread.currentThread();
  private volatile Thread committer = Thread.currentThread();

  RealTimeDriver(TimingThread kind, boolean keepAlive) {
    this.kind = kind;
    this.keepAlive = keepAlive;
  }

  @Override
  public InstantSource clock() {
    return clock;
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
    events.add(event);
    LockSupport.unpark(timing);
  }

  @Override
  public void request(StoreRequest request) {
    requests.add(request);
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
    var attention = new Attention();
    while (!stopped) {
      Optional<Instant> next = Optional.empty();
      try {
        attention.check().ifPresent(jump -> loop.handle(new LoopEvent.AttentionLost(jump)));
        for (var event = events.poll(); event != null; event = events.poll()) {
          loop.handle(event);
          loop.runDue();
        }
        next = loop.advance();
      } catch (Throwable error) {
        complain("the timing loop met an error and goes on", error);
      }
      park(next);
    }
  }

  private static void complain(String what, Throwable error) {
    try {
      LOG.error(what, error);
    } catch (Throwable another) {
      error.addSuppressed(another);
    }
  }

  /** Never longer than a slice. A wake-up that comes early finds nothing due and waits again. */
  private void park(Optional<Instant> next) {
    var wait = next.map(instant -> Duration.between(SYSTEM.instant(), instant)).orElse(SLICE);
    if (events.isEmpty() && wait.isPositive() && !stopped) {
      LockSupport.parkNanos(wait.compareTo(SLICE) < 0 ? wait.toNanos() : SLICE.toNanos());
    }
  }

  private void commit(StoreWorker store) {
    var batch = new ArrayList<StoreRequest>();
    while (!stopped) {
      try {
        batch.add(requests.take());
        requests.drainTo(batch);
        store.answer(batch, this::post);
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

  /** Compares the wall clock with elapsed time from turn to turn. */
  private final class Attention {
    private Instant wall = clock.instant();
    private long nanos = System.nanoTime();

    /** How far the clock is off what was expected, in milliseconds, if that is notable. */
    Optional<Long> check() {
      var wallNow = clock.instant();
      long nanosNow = System.nanoTime();
      var wallTook = Duration.between(wall, wallNow);
      var took = Duration.ofNanos(nanosNow - nanos);
      wall = wallNow;
      nanos = nanosNow;
      boolean jumped = wallTook.minus(took).abs().compareTo(NOTABLE_JUMP) > 0;
      boolean stalled = took.compareTo(SLICE.plus(NOTABLE_STALL)) > 0;
      return jumped || stalled
          ? Optional.of(wallTook.minus(jumped ? took : SLICE).toMillis())
          : Optional.empty();
    }
  }
}
