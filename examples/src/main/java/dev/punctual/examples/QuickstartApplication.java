package dev.punctual.examples;

import dev.punctual.Attempt;
import dev.punctual.CatchUp;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The application that {@link Quickstart} starts, kills and starts again: the same code on the same
 * file each time. It runs until its standard input ends.
 */
public final class QuickstartApplication {
  /** What the one-shot's handler says when it begins; the sign to kill the process. */
  static final String BEGINS = "begins, and needs 2 seconds";

  private static final Target<String> GREETING = Target.handler("greeting", String.class);
  private static final Target<String> SLOW = Target.handler("slow", String.class);

  private QuickstartApplication() {}

  /**
   * Runs the application.
   *
   * @param args the file jobs and log are kept in
   * @throws IOException if standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    try (var scheduler =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(Path.of(args[0])))
            .handler(GREETING, run -> say(run, run.payload()))
            .handler(SLOW, QuickstartApplication::work)
            .job("cron", Trigger.cron("* * * * * ?"), run -> say(run, "every second"))
            .job(
                Job.of("all", GREETING, "nothing left out", Trigger.every(Duration.ofSeconds(2)))
                    .withCatchUp(CatchUp.all()))
            .job(
                Job.of("limited", GREETING, "at most 3", Trigger.every(Duration.ofSeconds(3)))
                    .withMaxExecutions(3))
            .start()) {
      var soon = Trigger.at(scheduler.now().plusSeconds(4));
      scheduler.schedule(Job.of("one-shot", SLOW, "once", soon), IfExists.KEEP);
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void work(Attempt<String> run) throws InterruptedException {
    say(run, BEGINS);
    Thread.sleep(Duration.ofSeconds(2));
    say(run, "is done");
  }

  private static void say(Attempt<?> run, String what) {
    var again = run.number() > 1 ? ", attempt " + run.number() : "";
    System.out.printf(
        "%-8s due %s  %s%s%n", run.job(), LogTable.time(run.scheduledTime()), what, again);
  }
}
