package dev.punctual.examples;

import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs a scheduler on a store of one's own, {@link JournalPersistence}, closes it, and finds the
 * log in the file again. The store's test is the contract kit: {@code JournalPersistenceTest}.
 */
public final class CustomPersistence {
  private static final Target<String> HELLO = Target.handler("hello", String.class);

  private CustomPersistence() {}

  /**
   * Runs it.
   *
   * @param args none
   * @throws IOException if the journal cannot be written
   */
  public static void main(String[] args) throws IOException {
    run(System.out);
  }

  static List<Execution> run(PrintStream out) throws IOException {
    var file = Files.createTempFile("punctual", ".journal");
    try {
      try (var scheduler = builder(file, out).start()) {
        var soon = scheduler.now().plusMillis(300);
        var job = scheduler.schedule(Job.of("greeting", HELLO, "you", Trigger.at(soon)));
        scheduler.await(job.executions().items().getFirst().id(), Duration.ofSeconds(20));
        out.println("The journal has " + Files.size(file) + " bytes; opening it again:");
      }
      try (var reader = builder(file, out).build()) {
        var log = reader.executions(ExecutionQuery.all()).items();
        LogTable.print(log, out);
        return log;
      }
    } finally {
      Files.delete(file);
    }
  }

  private static SchedulerBuilder builder(Path file, PrintStream out) throws IOException {
    return Scheduler.builder()
        .persistence(JournalPersistence.open(file))
        .handler(HELLO, run -> out.println("hello, " + run.payload()));
  }
}
