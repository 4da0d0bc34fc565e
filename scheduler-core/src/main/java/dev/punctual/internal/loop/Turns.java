package dev.punctual.internal.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What a driver does at each turn, in real and in virtual time alike: look at the clocks, hand over
 * what was posted, let the loop do what is due. Between two turns the driver rests, and says for
 * how long it means to.
 *
 * <p>The loop looks at the clocks before each event and each timer, so whatever a jump brings is
 * decided as missed, not as arrived under observation. A turn ends with a look, from which the rest
 * counts: a stop of the process between the two is not taken for rest. {@link #post} may be called
 * by any thread, the rest by one at a time.
 */
public final class Turns {
  /**
   * The longest rest of a driver whose clocks can jump: then a jump is noticed within this time.
   */
  public static final Duration SLICE = Duration.ofSeconds(1);

  private final ConcurrentLinkedQueue<LoopEvent> events = new ConcurrentLinkedQueue<>();

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
    while (hasEvents()) {
      loop.look();
      loop.handle(events.remove());
      loop.runDue();
      afterEach.run();
    }
    var wait = loop.advance();
    return loop.look() ? Optional.of(Duration.ZERO) : wait;
  }

  /**
   * Says that the driver rests now, after a turn.
   *
   * @param loop whose turn it was
   * @param most how long at most, if nothing stops it; zero or less for not at all
   */
  public void rest(TimingLoop loop, Duration most) {
    if (most.isPositive()) {
      loop.restFor(most);
    }
  }
}
