package dev.punctual.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Scheduler;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.test.TestScheduler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process with two hundred jobs is killed hard at random moments and started again. Then the
 * promises are checked by what the targets wrote down. The number of kills is the system property
 * {@code punctual.kills}, the seed {@code punctual.kills.seed}.
 */
class KillSoakTest {
  private static final int KILLS = Integer.getInteger("punctual.kills", 40);
  private static final int SHORTEST_MILLIS = 200;
  private static final int LONGEST_MILLIS = 3_000;
  private static final Duration TOLERANCE = Duration.ofSeconds(10);
  private static final Duration SETTLING = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void promises_hold_over_hard_kills_on_sqlite() throws IOException, InterruptedException {
    long seed = Long.getLong("punctual.kills.seed", System.nanoTime());
    var random = new Random(seed);
    System.out.println("kills " + KILLS + ", seed " + seed);
    try (var journal = Journal.append(folder.resolve("journal.txt"))) {
      for (int i = 0; i < KILLS; i++) {
        int life = SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS);
        killAfter(life, i == 0, journal);
      }
    }
    var rest = comeToRest();
    var seen = Journal.read(folder.resolve("journal.txt"));
    var story = new Story(Soak.versions(), seen, rest, TOLERANCE, false);
    assertThat(Promises.broken(story)).as("seed " + seed).isEmpty();
    System.out.println(KillFigures.of(story));
  }

  private void killAfter(int millis, boolean isFirst, Journal journal)
      throws IOException, InterruptedException {
    journal.write(new Seen.Spawned(Instant.now()));
    var child =
        ChildProcess.of(folder, KilledProcess.class, folder.toString(), "" + isFirst).start();
    try (var output = child.inputReader(StandardCharsets.UTF_8)) {
      if (isFirst) {
        assertThat(output.readLine()).isEqualTo("scheduled");
      }
      boolean ended = child.waitFor(millis, TimeUnit.MILLISECONDS);
      child.destroyForcibly().waitFor();
      assertThat(ended ? output.lines().toList() : List.of()).as("ended by itself").isEmpty();
      assertThat(ended).as("ended by itself").isFalse();
    }
    journal.write(new Seen.Down(Instant.now()));
  }

  /** The last process is this one, in virtual time from now on. */
  private Rest comeToRest() {
    var begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try (var journal = Journal.append(folder.resolve("journal.txt"))) {
      var store = SqlitePersistence.open(folder.resolve("jobs.db"));
      journal.write(FinalLines.of(store, Soak.JOBS, begin));
      journal.write(new Seen.Up(begin));
      var running = new AtomicReference<TestScheduler>();
      var target =
          new TargetSide(
              journal, () -> running.get() == null ? begin : running.get().now(), Duration.ZERO);
      var builder = Soak.declare(Scheduler.builder().persistence(store), target);
      try (var time = TestScheduler.start(builder, begin)) {
        running.set(time);
        Soak.resumeParked(time.scheduler());
        time.advance(SETTLING);
        return Rest.of(time.scheduler());
      }
    }
  }
}
