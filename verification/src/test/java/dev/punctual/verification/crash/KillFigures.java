package dev.punctual.verification.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a soak is reported by: how much happened, and how soon a killed process ran jobs again. */
record KillFigures(
    long kills, long attempts, int executions, List<Duration> fromSpawn, List<Duration> fromUp) {
  static KillFigures of(Story story) {
    return new KillFigures(
        story.seen(Seen.Down.class).count(),
        story.seen(Seen.Begun.class).count(),
        story.rest().log().size(),
        untilFirstStart(story.seen(), Seen.Spawned.class),
        untilFirstStart(story.seen(), Seen.Up.class));
  }

  private static List<Duration> untilFirstStart(List<Seen> seen, Class<? extends Seen> since) {
    var times = new ArrayList<Duration>();
    @Nullable Instant from = null;
    for (var line : seen) {
      if (since.isInstance(line)) {
        from = line.at();
      } else if (line instanceof Seen.Down) {
        from = null;
      } else if (line instanceof Seen.Begun && from != null) {
        times.add(Duration.between(from, line.at()));
        from = null;
      }
    }
    times.sort(Duration::compareTo);
    return times;
  }

  private static String quantiles(List<Duration> sorted) {
    return sorted.isEmpty()
        ? "never"
        : String.format(
            Locale.ROOT,
            "median %d ms, p99 %d ms of %d",
            sorted.get(sorted.size() / 2).toMillis(),
            sorted.get((int) (sorted.size() * 0.99)).toMillis(),
            sorted.size());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d kills, %d attempts, %d lines in the log; from the new process to its first start: %s;"
            + " from opening the store: %s",
        kills,
        attempts,
        executions,
        quantiles(fromSpawn),
        quantiles(fromUp));
  }
}
