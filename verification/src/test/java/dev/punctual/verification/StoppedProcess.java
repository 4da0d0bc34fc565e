package dev.punctual.verification;

import static java.time.Duration.ofSeconds;

import dev.punctual.Attempt;
import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.Handler;
import dev.punctual.Job;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * The process that is stopped and continued: a scheduler on a SQLite file, with jobs that run every
 * second. Its handlers write what they see to a file of their own, and a line to standard output;
 * it closes in order when its standard input ends.
 */
final class StoppedProcess {
  private StoppedProcess() {}

  static final String LATEST = "latest";
  static final String NONE = "none";
  static final String TWENTY = "twenty";
  static final String MOST_ONCE = "most-once";
  static final String JUMP = "jump";

  public static void main(String[] args) throws IOException {
    var seen = Path.of(args[1]);
    Handler<Payload> handler = run -> note(seen, run);
    var scheduler =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(Path.of(args[0])))
            .handler(Target.handler("note"), handler)
            .job(job(LATEST))
            .job(job(NONE).withCatchUp(CatchUp.none()))
            .job(job(TWENTY).withCatchUp(CatchUp.all().atMost(20)))
            .job(job(MOST_ONCE).withDelivery(Delivery.AT_MOST_ONCE))
            .on(SchedulerEvent.ClockJumped.class, StoppedProcess::tell)
            .start();
    while (System.in.read() >= 0) {
      System.out.println("still running");
    }
    scheduler.close();
  }

  /** Of the stop that is tested, not of what else may hold up a busy machine. */
  private static void tell(SchedulerEvent.ClockJumped event) {
    if (event.ahead().compareTo(ofSeconds(10)) > 0) {
      System.out.println(JUMP + " " + event.ahead().toMillis());
    }
  }

  private static Job job(String id) {
    return Job.of(id, Target.handler("note"), Trigger.every(ofSeconds(1)));
  }

  private static synchronized void note(Path seen, Attempt<Payload> run) throws IOException {
    var now = Instant.now();
    var line = String.join(" ", run.job().value(), run.key(), "" + run.scheduledTime(), "" + now);
    Files.writeString(seen, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    System.out.println(run.job());
  }
}
