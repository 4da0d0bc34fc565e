package dev.punctual.benchmarks.cron;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks an expression for its next time from ever other points, the same for every library: from
 * each start to the time after it, to the time after that and so on, and then from the next start.
 * So neither the processor nor the compiler gets to know one date by heart.
 */
final class Walk<M> {
  private static final int STARTS = 512;
  private static final int STEPS = 16;
  private static final long SEED = 20_240_101;
  private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2034-01-01T00:00:00Z");

  private final PeerCron<M> cron;
  private final List<M> starts;
  private M at;
  private int start;
  private int steps;

  private Walk(PeerCron<M> cron) {
    this.cron = cron;
    this.starts = starts().map(cron::moment).toList();
    this.at = starts.getFirst();
  }

  static <M> Walk<M> along(PeerCron<M> cron) {
    return new Walk<>(cron);
  }

  /** Returns the next time, or null if there is none after the present point. */
  @Nullable M next() {
    M next = cron.next(at);
    if (next == null || ++steps == STEPS) {
      steps = 0;
      start = (start + 1) % STARTS;
      at = starts.get(start);
    } else {
      at = next;
    }
    return next;
  }

  /** Whole seconds: asked from within a second, cron-utils may answer within a second. */
  private static Stream<Instant> starts() {
    return new Random(SEED)
        .longs(STARTS, FIRST.getEpochSecond(), LAST.getEpochSecond())
        .mapToObj(Instant::ofEpochSecond);
  }
}
