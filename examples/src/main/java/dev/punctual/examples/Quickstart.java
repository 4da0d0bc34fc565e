package dev.punctual.examples;

import dev.punctual.Execution;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionQuery;
import dev.punctual.JobStatus;
import dev.punctual.Scheduler;
import dev.punctual.SkipReason;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Starts an application on a SQLite file, kills it in the middle of a run, waits, starts it again
 * on the same file, and shows from the log what became of everything. Real processes, real clock,
 * real file; about 16 seconds.
 */
public final class Quickstart {
  private static final Duration DOWN = Duration.ofSeconds(5);
  private static final Duration SECOND_RUN = Duration.ofSeconds(5);

  private final PrintStream out;
  private final Path file;

  private Quickstart(PrintStream out, Path file) {
    this.out = out;
    this.file = file;
  }

  /** What the log holds in the end. */
  record Result(List<Execution> log, JobStatus limited) {}

  /**
   * Runs it.
   *
   * @param args none
   * @throws Exception if a process or the file fails
   */
  public static void main(String[] args) throws Exception {
    run(System.out);
  }

  static Result run(PrintStream out) throws IOException, InterruptedException {
    var directory = Files.createTempDirectory("punctual-quickstart");
    try {
      return new Quickstart(out, directory.resolve("jobs.db")).run();
    } finally {
      delete(directory);
    }
  }

  private Result run() throws IOException, InterruptedException {
    out.println("Jobs and log are kept in " + file + "; all times are UTC.");
    out.println();
    out.println("Process 1 starts. It will be killed while the one-shot runs.");
    startAndKill();
    out.printf("%nKilled (kill -9). Nobody is there for %d seconds ...%n", DOWN.toSeconds());
    Thread.sleep(DOWN);
    out.printf("%nProcess 2 starts: the same code on the same file.%n");
    startAndEnd();
    var result = read();
    out.printf("%nThe execution log, as the file has it (late = start - due):%n%n");
    LogTable.print(result.log(), out);
    out.println();
    explain(result);
    return result;
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            QuickstartApplication.class.getName(),
            file.toString())
        .redirectErrorStream(true)
        .start();
  }

  private void startAndKill() throws IOException, InterruptedException {
    var application = start();
    try {
      var line = "";
      var lines = application.inputReader();
      while (line != null && !line.contains(QuickstartApplication.BEGINS)) {
        line = lines.readLine();
        out.println("  1 | " + line);
      }
    } finally {
      application.destroyForcibly().waitFor();
    }
  }

  private void startAndEnd() throws IOException, InterruptedException {
    var application = start();
    var ending =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(SECOND_RUN);
                application.outputWriter().close();
              } catch (IOException | InterruptedException e) {
                application.destroyForcibly();
              }
            });
    try (var lines = application.inputReader()) {
      lines.lines().forEach(line -> out.println("  2 | " + line));
    } finally {
      application.waitFor();
      ending.interrupt();
    }
  }

  /** A scheduler that is built but not started runs nothing and can read everything. */
  private Result read() {
    try (var reader = Scheduler.builder().persistence(SqlitePersistence.open(file)).build()) {
      var log = reader.executions(ExecutionQuery.all().limit(1_000)).items();
      return new Result(log, reader.job("limited").status());
    }
  }

  private void explain(Result result) {
    var log = result.log();
    var again = log.stream().filter(line -> line.attempts() > 1).map(Execution::job).toList();
    out.printf("Open when process 1 was killed, and run again with the same key: %s%n", again);
    out.printf(
        "Caught up: %d of job 'all' (catch-up all), %d of job 'cron' (catch-up latest)%n",
        count(log, "all", line -> line.kind() == ExecutionKind.CATCH_UP),
        count(log, "cron", line -> line.kind() == ExecutionKind.CATCH_UP));
    out.printf(
        "Skipped as missed: %d scheduled times of job 'cron', %d of job 'all'%n",
        count(log, "cron", line -> line.reason() == SkipReason.MISSED),
        count(log, "all", line -> line.reason() == SkipReason.MISSED));
    var limited = result.limited();
    out.printf(
        "Limit: job 'limited' is %s after %d of at most %d executions%n",
        limited.state(),
        limited.executionCount(),
        limited.definition().orElseThrow().maxExecutions().orElseThrow());
  }

  private static long count(List<Execution> log, String job, Predicate<Execution> which) {
    return log.stream()
        .filter(line -> line.job().value().equals(job))
        .filter(which)
        .mapToLong(Execution::times)
        .sum();
  }

  private static void delete(Path directory) throws IOException {
    var files = directory.toFile().listFiles();
    for (var left : files == null ? new File[0] : files) {
      Files.delete(left.toPath());
    }
    Files.delete(directory);
  }
}
