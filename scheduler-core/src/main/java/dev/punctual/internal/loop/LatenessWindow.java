package dev.punctual.internal.loop;

import dev.punctual.Health;
import java.time.Duration;
import java.util.Arrays;

/** How late the latest attempts have started. Owned by the timing loop. */
final class LatenessWindow {
  private static final int SIZE = 1_000;

  private final long[] millis = new long[SIZE];
  private long starts;

  void add(Duration lateness) {
    millis[(int) (starts % SIZE)] = Math.max(0, lateness.toMillis());
    starts++;
  }

  Health.Lateness summary() {
    var sorted = Arrays.copyOf(millis, (int) Math.min(starts, SIZE));
    Arrays.sort(sorted);
    return new Health.Lateness(
        starts, atRank(sorted, 0.5), atRank(sorted, 0.99), atRank(sorted, 1));
  }

  /** The least value that is not exceeded by the given part of them. */
  private static Duration atRank(long[] sorted, double part) {
    int rank = (int) Math.ceil(sorted.length * part);
    return Duration.ofMillis(rank == 0 ? 0 : sorted[rank - 1]);
  }
}
