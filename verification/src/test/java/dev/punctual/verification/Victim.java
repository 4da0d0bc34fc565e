package dev.punctual.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.punctual.Attempt;
import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.Handler;
import dev.punctual.Job;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The process that is killed: a scheduler on a SQLite file whose handlers write what they see to a
 * file of their own before anything else. It closes in order when its standard input ends.
 */
final class Victim {
  private Victim() {}

  static final String ALL = "all";
  static final String LIMITED = "limited";
  static final String MOST_ONCE = "most-once";
  static final long LIMIT = 25;

  public static void main(String[] args) throws IOException {
    var seen = Path.of(args[1]);
    Handler<Payload> handler = run -> note(seen, run);
    var scheduler =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(Path.of(args[0])))
            .drain(ofSeconds(5))
            .handler(Target.handler("note"), handler)
            .job(job(ALL, 200).withCatchUp(CatchUp.all()))
            .job(job(LIMITED, 150).withCatchUp(CatchUp.all()).withMaxExecutions(LIMIT))
            .job(job(MOST_ONCE, 250).withDelivery(Delivery.AT_MOST_ONCE))
            .start();
    System.out.println("running");
    while (System.in.read() >= 0) {
      System.out.println("still running");
    }
    scheduler.job(ALL).pause("the end");
    scheduler.close();
  }

  private static Job job(String id, long periodMillis) {
    return Job.of(id, Target.handler("note"), Trigger.every(ofMillis(periodMillis)));
  }

  private static synchronized void note(Path seen, Attempt<Payload> run) throws IOException {
    var line = String.join(" ", run.job().value(), run.key(), "" + run.scheduledTime()) + "\n";
    Files.writeString(seen, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
