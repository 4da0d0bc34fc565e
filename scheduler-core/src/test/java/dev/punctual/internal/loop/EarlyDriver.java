package dev.punctual.internal.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Drives a loop in the test's thread, on clocks that the test moves, even in the midst of a turn.
 * Its rests end up to 5 ms too early, as timers of some machines do, by an amount drawn from a
 * seed. A turn takes a while, too, so that time goes on even if no rest lasts.
 */
final class EarlyDriver implements LoopDriver {
  private static final Duration EARLIEST = Duration.ofMillis(5);
  private static final Duration TURN = Duration.ofNanos(20_000);

  private final ManualClocks clocks;
  private final Random random;
  private final Turns turns;
  private final List<StoreRequest> requests = new ArrayList<>();
  private final List<StoreRequest.Commit> commits = new ArrayList<>();
  private final ArrayDeque<Thread> attempts = new ArrayDeque<>();
  private TimingLoop loop;
  private StoreWorker store;
  private Runnable afterNextEvent = () -> {};
  private Runnable atNextStart = () -> {};
  private long taken;

  EarlyDriver(ManualClocks clocks, Random random) {
    this.clocks = clocks;
    this.random = random;
    this.turns = new Turns();
  }

  long turnsTaken() {
    return taken;
  }

  /** Does something in the midst of the turn that handles the next event, right after that. */
  void afterNextEvent(Runnable action) {
    afterNextEvent = action;
  }

  /** Does something in the midst of the timer that starts the next attempt. */
  void atNextStart(Runnable action) {
    atNextStart = action;
  }

  private void eventHandled() {
    var action = afterNextEvent;
    afterNextEvent = () -> {};
    action.run();
  }

  /** The changes that the loop has asked to store. */
  List<StoreRequest.Commit> commits() {
    return commits;
  }

  void advance(Duration duration) {
    var end = clocks.elapsed().plus(duration);
    while (clocks.elapsed().compareTo(end) < 0) {
      turn();
    }
  }

  private void turn() {
    taken++;
    var wait = turns.take(loop, this::eventHandled).orElse(Turns.SLICE);
    var rest = wait.compareTo(Turns.SLICE) < 0 ? wait : Turns.SLICE;
    turns.rest(loop, rest);
    clocks.pass(TURN);
    join();
    var answered = List.copyOf(requests);
    requests.clear();
    store.answer(answered, turns::post);
    if (!turns.hasEvents()) {
      var early = Duration.ofNanos((long) (random.nextDouble() * EARLIEST.toNanos()));
      clocks.pass(rest.compareTo(early) < 0 ? Duration.ZERO : rest.minus(early));
    }
  }

  private void join() {
    for (var thread = attempts.poll(); thread != null; thread = attempts.poll()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public Clocks clock() {
    return clocks;
  }

  @Override
  public void open(TimingLoop driven, StoreWorker worker) {
    loop = driven;
    store = worker;
  }

  @Override
  public void post(LoopEvent event) {
    turns.post(event);
  }

  @Override
  public void request(StoreRequest request) {
    requests.add(request);
    if (request instanceof StoreRequest.Commit commit) {
      commits.add(commit);
    }
  }

  @Override
  public void aside(Runnable work) {
    work.run();
  }

  @Override
  public void began(Thread thread) {
    attempts.add(thread);
    var action = atNextStart;
    atNextStart = () -> {};
    action.run();
  }

  @Override
  public <T> T await(CompletableFuture<T> future, Duration most) throws TimeoutException {
    var end = clocks.elapsed().plus(most);
    while (!future.isDone()) {
      if (clocks.elapsed().compareTo(end) > 0) {
        throw new TimeoutException("not done within " + most);
      }
      turn();
    }
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw LocalScheduler.unwrapped(e);
    }
  }

  @Override
  public void close() {}
}
