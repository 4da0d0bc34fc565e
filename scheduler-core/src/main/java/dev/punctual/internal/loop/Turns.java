package dev.punctual.internal.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What a driver does at each turn, in real and in virtual time alike: look at the clocks, hand over
 * what was posted, let the loop do what is due. Between two turns the driver rests, and says for
 * how long it means to.
 *
 * <p>The clocks are looked at before anything is done at the new time, so whatever a jump brings is
 * decided as missed, not as arrived under observation. A stop of the process in the midst of a turn
 * is noticed at its end; what comes due by it in the same turn may be decided before that. {@link
 * #post} may be called by any thread, the rest by one at a time.
 */
public final class Turns {
  /**
   * The longest rest of a driver whose clocks can jump: then a jump is noticed within this time.
   */
  public static final Duration SLICE = Duration.ofSeconds(1);

  private final Clocks clocks;
  private final ClockWatch watch = new ClockWatch();
  private final ConcurrentLinkedQueue<LoopEvent> events = new ConcurrentLinkedQueue<>();

  /**
   * The turns of one driver.
   *
   * @param clocks its clocks
   */
  public Turns(Clocks clocks) {
    this.clocks = clocks;
  }

  /**
   * Keeps an event for the next turn.
   *
   * @param event the event
   */
  public void post(LoopEvent event) {
    events.add(event);
  }

  /**
   * Whether there is something to hand over.
   *
   * @return false if the driver may rest
   */
  public boolean hasEvents() {
    return !events.isEmpty();
  }

  /**
   * Takes a turn.
   *
   * @param loop whose turn it is
   * @param afterEach is done after each event, to hand on what the loop has asked for by then
   * @return after how long there is something to do, zero or less for at once; empty if only an
   *     event can bring something
   */
  public Optional<Duration> take(TimingLoop loop, Runnable afterEach) {
    look(loop);
    for (var event = events.poll(); event != null; event = events.poll()) {
      loop.handle(event);
      look(loop);
      loop.runDue();
      afterEach.run();
    }
    var wait = loop.advance();
    return look(loop) ? Optional.of(Duration.ZERO) : wait;
  }

  /** Whether the clocks have jumped; then the loop knows. */
  private boolean look(TimingLoop loop) {
    var jump = watch.look(clocks.instant(), clocks.elapsed());
    jump.ifPresent(ahead -> loop.handle(new LoopEvent.AttentionLost(ahead)));
    return jump.isPresent();
  }

  /**
   * Says that the driver rests now, after a turn.
   *
   * @param most how long at most, if nothing stops it; zero or less for not at all
   */
  public void rest(Duration most) {
    if (most.isPositive()) {
      watch.restFor(most);
    }
  }
}
