package dev.punctual.verification.crash;

import dev.punctual.Scheduler;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The process that is killed: the jobs of the soak on a SQLite file, in real time. */
final class KilledProcess {
  private static final Duration WORK = Duration.ofMillis(300);

  private KilledProcess() {}

  public static void main(String[] args) throws IOException {
    var folder = Path.of(args[0]);
    boolean isFirst = Boolean.parseBoolean(args[1]);
    var journal = Journal.append(folder.resolve("journal.txt"));
    var store = SqlitePersistence.open(folder.resolve("jobs.db"));
    journal.write(FinalLines.of(store, Soak.JOBS, Instant.now()));
    journal.write(new Seen.Up(Instant.now()));
    if (isFirst) {
      journal.write(Soak.asked(Instant.now()));
    }
    var target = new TargetSide(journal, Instant::now, WORK);
    var scheduler = Soak.declare(Scheduler.builder().persistence(store), target).start();
    if (isFirst) {
      journal.write(Soak.answered(Instant.now()));
      System.out.println("scheduled");
    }
    Soak.resumeParked(scheduler);
    while (System.in.read() >= 0) {
      System.out.println("running");
    }
    scheduler.close();
  }
}
