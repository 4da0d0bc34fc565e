package dev.punctual.examples;

import dev.punctual.Outcome;
import dev.punctual.SchedulerBuilder;
import dev.punctual.StartPlan;
import dev.punctual.Target;
import dev.punctual.config.ScheduleFile;
import dev.punctual.config.SchedulerConfiguration;
import dev.punctual.http.HttpExecutor;
import dev.punctual.http.SecretResolver;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs the jobs of {@code schedules.yaml}: plans the start, starts, breaks an entry and removes
 * another, and plans the next start. Nothing is sent anywhere, as no job is due meanwhile.
 */
public final class DeclaredSchedules {
  private DeclaredSchedules() {}

  /**
   * Runs it.
   *
   * @param args none
   * @throws IOException if its files cannot be written
   */
  public static void main(String[] args) throws IOException {
    run(System.out);
  }

  /** The plan of the second start. */
  static StartPlan run(PrintStream out) throws IOException {
    var directory = Files.createTempDirectory("punctual-");
    var schedules = directory.resolve("schedules.yaml");
    var text = example();
    Files.writeString(schedules, text);

    out.println(plan(directory));
    try (var scheduler = builder(directory).start()) {
      out.println("stored: " + scheduler.job("daily-report").status());
    }
    Files.writeString(
        schedules,
        text.replace("daily 02:30", "dayly 02:30").replace("name: warm-cache", "name: heat-cache"));
    ScheduleFile.read(schedules).faults().forEach(out::println);
    var plan = plan(directory);
    out.println(plan);
    return plan;
  }

  /** A plan leaves the store open, for a start to follow; here none does. */
  private static StartPlan plan(Path directory) {
    var builder = builder(directory);
    var plan = builder.plan();
    builder.build().close();
    return plan;
  }

  private static SchedulerBuilder builder(Path directory) {
    var values =
        Map.of(
            "SCHEDULER_DATABASE", directory.resolve("jobs.db").toString(),
            "SCHEDULER_SCHEDULES", directory.resolve("schedules.yaml").toString());
    return SchedulerConfiguration.from(values).toBuilder()
        .handler(Target.handler("report"), run -> {})
        .executor(
            "http", HttpExecutor.builder().secrets(SecretResolver.environment("JOB_")).build())
        .executor("lambda", attempt -> Outcome.succeeded());
  }

  /** The file that the page on declared schedules shows. */
  static String example() {
    try (var in = DeclaredSchedules.class.getResourceAsStream("schedules.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
