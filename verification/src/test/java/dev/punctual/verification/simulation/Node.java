package dev.punctual.verification.simulation;

import dev.punctual.NodeId;
import dev.punctual.Scheduler;
import dev.punctual.internal.loop.Clocks;
import dev.punctual.internal.loop.LocalScheduler;
import dev.punctual.internal.loop.LoopDriver;
import dev.punctual.internal.loop.LoopEvent;
import dev.punctual.internal.loop.Outbox;
import dev.punctual.internal.loop.StoreRequest;
import dev.punctual.internal.loop.StoreWorker;
import dev.punctual.internal.loop.TimingLoop;
import dev.punctual.internal.loop.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One process: a scheduler with its clock and its way to the store, driven by the world's agenda as
 * real threads would drive it. Turns, calls of the store and answers are events; while the process
 * is stopped, they wait.
 *
 * <p>Only attempts have threads of their own, and they never run while the loop decides by what
 * they do: what begins in a turn is waited for, and then the turn is taken once more; what they say
 * meanwhile is handed on afterwards, in order.
 */
final class Node implements LoopDriver {
  final NodeId id;
  final NodeClock clock;
  final NodeView view;
  final List<RemoteTarget.Call> calls = new ArrayList<>();

  private final World world;
  private final Agenda agenda;
  private final Random random;
  private final Turns turns;
  private final Thread worlds = Thread.currentThread();
  private final Queue<LoopEvent> ends = new ConcurrentLinkedQueue<>();
  private final Outbox outbox = new Outbox();
  private final List<StoreRequest> requests = new ArrayList<>();
  private final List<Thread> begun = new ArrayList<>();
  private final LocalScheduler scheduler;
  private Duration storeDelay = Duration.ofMillis(2);
  private Duration stoppedUntil = Duration.ZERO;
  private @Nullable TimingLoop loop;
  private @Nullable StoreWorker worker;
  private boolean storeIsBusy;
  private boolean wakesNow;
  private long turn;
  private boolean dead;

  /** Thrown to whoever waits for a process that ends. */
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended() {
      super("the process ended while it was called", null, false, false);
    }
  }

  Node(World world, NodeClock clock, String name, long seed) {
    this.id = new NodeId(name);
    this.world = world;
    this.agenda = world.agenda;
    this.clock = clock;
    this.random = new Random(seed);
    this.turns = new Turns();
    this.view = new NodeView(world.store, seed, this::crash);
    var settings =
        Scheduler.builder()
            .callTimeout(Duration.ofSeconds(5))
            .drain(Duration.ofSeconds(2))
            .settings()
            .forTest(view, Map.of("target", world.target.of(this)));
    this.scheduler = new LocalScheduler(settings, this, id);
  }

  Scheduler scheduler() {
    return scheduler;
  }

  boolean isDead() {
    return dead;
  }

  boolean isStopped() {
    return agenda.now().compareTo(stoppedUntil) < 0;
  }

  void storeDelay(Duration delay) {
    storeDelay = delay;
  }

  /** The process stands still for a while; a suspended machine also does not count the time. */
  void stop(Duration duration, boolean suspended) {
    if (isStopped()) {
      return;
    }
    stoppedUntil = agenda.now().plus(duration);
    if (suspended) {
      whenAwake(stoppedUntil, () -> clock.stoodStill(duration));
    }
  }

  /** The process ends as by kill -9. */
  void crash() {
    if (!dead) {
      world.note("process ends", this);
    }
    dead = true;
    view.end();
    for (var call : calls) {
      call.end = agenda.now();
      call.kill();
    }
    calls.clear();
  }

  /** Does something as soon as the process does not stand still, if it has not ended by then. */
  private void whenAwake(Duration moment, Runnable event) {
    agenda.at(
        moment,
        () -> {
          if (dead) {
            return;
          }
          if (isStopped()) {
            whenAwake(stoppedUntil, event);
          } else {
            event.run();
          }
        });
  }

  void whenAwakeAfter(Duration wait, Runnable event) {
    whenAwake(agenda.now().plus(wait), event);
  }

  @Override
  public Clocks clock() {
    return clock;
  }

  @Override
  public void open(TimingLoop driven, StoreWorker storeWorker) {
    loop = driven;
    worker = storeWorker;
    wake(Duration.ZERO);
  }

  @Override
  public void post(LoopEvent event) {
    if (Thread.currentThread().equals(worlds)) {
      turns.post(event);
    } else {
      ends.add(event);
    }
  }

  /** Hands on what attempts have said, in an order that depends on nothing but the events. */
  void takeEnds() {
    var all = new ArrayList<LoopEvent>();
    for (var end = ends.poll(); end != null; end = ends.poll()) {
      all.add(end);
    }
    all.sort(Comparator.comparing(LoopEvent::toString));
    all.forEach(turns::post);
  }

  @Override
  public void request(StoreRequest request) {
    outbox.add(request, clock.elapsed());
  }

  @Override
  public void aside(Runnable work) {
    whenAwakeAfter(Duration.ofMillis(1), work);
  }

  @Override
  public void began(Thread thread) {
    begun.add(thread);
  }

  /** Lets the world go on until there is an answer. */
  @Override
  public <T> T await(CompletableFuture<T> future, Duration most) throws TimeoutException {
    var deadline = agenda.now().plus(most);
    world.goOn(() -> future.isDone() || dead || agenda.now().compareTo(deadline) > 0);
    if (dead) {
      throw new Ended();
    }
    if (!future.isDone()) {
      throw new TimeoutException();
    }
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("the world is not interrupted", e);
    }
  }

  @Override
  public void close() {
    dead = true;
  }

  /** Takes a turn now, if something was posted since the last one. */
  void wakeIfPosted() {
    if (!dead && turns.hasEvents() && !wakesNow) {
      wakesNow = true;
      wake(Duration.ZERO);
    }
  }

  private void wake(Duration wait) {
    long number = ++turn;
    whenAwakeAfter(
        wait,
        () -> {
          if (number == turn) {
            takeTurn();
          }
        });
  }

  private void takeTurn() {
    wakesNow = false;
    var driven = loop;
    if (driven == null) {
      return;
    }
    Optional<Duration> wait;
    do {
      begun.clear();
      wait = turns.take(driven, () -> {});
      world.settle(begun, calls);
      takeEnds();
    } while (!begun.isEmpty());
    var left = outbox.handOver(clock.elapsed(), requests::addAll).orElse(Turns.SLICE);
    var rest = Collections.min(List.of(wait.orElse(Turns.SLICE), left, Turns.SLICE));
    turns.rest(driven, rest);
    askStore();
    var early = Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(5) : 0);
    wake(rest.compareTo(early) > 0 ? rest.minus(early) : rest);
  }

  private void askStore() {
    if (storeIsBusy || requests.isEmpty()) {
      return;
    }
    storeIsBusy = true;
    var batch = List.copyOf(requests);
    requests.clear();
    whenAwakeAfter(
        delay(),
        () -> {
          var takes = delay();
          view.sync(takes.dividedBy(2));
          long before = view.calls();
          if (worker != null) {
            worker.answer(batch, answer -> whenTold(before, takes, () -> hear(answer)));
          }
          whenTold(
              before,
              takes,
              () -> {
                storeIsBusy = false;
                wakeIfPosted();
                askStore();
              });
        });
  }

  /**
   * Does something when an answer that is given now arrives: at once, if the store was not called
   * for it; else when the call has returned, and what it has seen is synced.
   */
  private void whenTold(long callsBefore, Duration takes, Runnable event) {
    var returned = view.calls() > callsBefore ? agenda.now().plus(takes) : agenda.now();
    var settled = world.store.settled();
    whenAwake(returned.compareTo(settled) < 0 ? settled : returned, event);
  }

  private void hear(LoopEvent answer) {
    if (answer instanceof LoopEvent.Committed committed && committed.accepted()) {
      world.durability.told(committed.change());
    }
    turns.post(answer);
  }

  private Duration delay() {
    return storeDelay.multipliedBy(random.nextInt(100)).dividedBy(100);
  }
}
