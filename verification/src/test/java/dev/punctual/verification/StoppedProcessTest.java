package dev.punctual.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.SkipReason;
import dev.punctual.spi.Persistence;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process on a real file is stopped for a minute by a signal, and continued. How long it is
 * stopped, in seconds, is the system property {@code punctual.stopped.seconds}.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StoppedProcessTest {
  private static final long SECONDS = Long.getLong("punctual.stopped.seconds", 60);

  private static final List<String> JOBS =
      List.of(
          StoppedProcess.LATEST,
          StoppedProcess.NONE,
          StoppedProcess.TWENTY,
          StoppedProcess.MOST_ONCE);
  private static final Pattern LONG_STOP =
      Pattern.compile("clock is \\d{5,} ms ahead of what was expected");

  @TempDir private Path folder;

  /** A start, as the handler wrote it down. */
  private record Start(String job, String key, Instant scheduledTime, Instant at) {
    static Start parse(String line) {
      var words = line.split(" ", -1);
      return new Start(words[0], words[1], Instant.parse(words[2]), Instant.parse(words[3]));
    }
  }

  @Test
  void a_minute_of_being_stopped_is_an_outage_that_is_noticed_at_once()
      throws IOException, InterruptedException {
    var process = start();
    CompletableFuture.delayedExecutor(SECONDS + 60, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
    Instant stopped;
    Instant continued;
    long ahead;
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      awaitLines(output, StoppedProcess.LATEST, 3);
      stopped = Instant.now();
      signal(process, "STOP");
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("it is only stopped").isFalse();
      continued = Instant.now();
      signal(process, "CONT");
      var jump = awaitLines(output, StoppedProcess.JUMP, 1);
      ahead = Long.parseLong(jump.substring(StoppedProcess.JUMP.length() + 1));
      awaitLines(output, StoppedProcess.LATEST, 5);
      process.getOutputStream().close();
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Duration.ofMillis(ahead))
        .isBetween(Duration.ofSeconds(SECONDS - 2), Duration.ofSeconds(SECONDS + 5));
    assertThat(warnings()).as("warned once").hasSize(1);
    check(stopped, continued);
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.log.dev.punctual=warn",
            "-cp",
            System.getProperty("java.class.path"),
            StoppedProcess.class.getName(),
            folder.resolve("jobs.db").toString(),
            folder.resolve("seen.txt").toString())
        .redirectError(folder.resolve("log.txt").toFile())
        .start();
  }

  private static void signal(Process process, String name)
      throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO();
    assertThat(kill.start().waitFor()).isZero();
  }

  /** Reads on until so many lines begin with a word; returns the last of them. */
  private static String awaitLines(BufferedReader output, String word, int count)
      throws IOException {
    int found = 0;
    String line;
    do {
      line = output.readLine();
      assertThat(line).as("the process has ended").isNotNull();
      found += line.startsWith(word) ? 1 : 0;
    } while (found < count);
    return line;
  }

  private List<String> warnings() throws IOException {
    return Files.readAllLines(folder.resolve("log.txt")).stream()
        .filter(line -> LONG_STOP.matcher(line).find())
        .toList();
  }

  private void check(Instant stopped, Instant continued) throws IOException {
    var starts = Files.readAllLines(folder.resolve("seen.txt")).stream().map(Start::parse).toList();
    assertThat(starts).extracting(Start::key).as("nothing twice").doesNotHaveDuplicates();
    assertThat(starts)
        .as("nothing early")
        .noneMatch(start -> start.at().isBefore(start.scheduledTime()));
    try (var store = SqlitePersistence.open(folder.resolve("jobs.db"))) {
      for (var job : JOBS) {
        assertThat(starts)
            .as(job + " goes on within two seconds")
            .filteredOn(start -> start.job().equals(job) && start.at().isAfter(continued))
            .first()
            .matches(start -> start.at().isBefore(continued.plusSeconds(2)));
        long missed = SECONDS - (job.equals(StoppedProcess.TWENTY) ? 20 : 1);
        assertThat(skipped(store, job, stopped, continued))
            .as(job + ": the missed times are one line")
            .singleElement()
            .matches(line -> line.reason() == SkipReason.MISSED)
            .matches(line -> Math.abs(line.times() - missed) <= 3);
      }
    }
    var caughtUp = starts.stream().filter(s -> s.job().equals(StoppedProcess.TWENTY));
    assertThat(caughtUp.filter(s -> isMissed(s, stopped, continued))).hasSizeBetween(18, 22);
  }

  private static boolean isMissed(Start start, Instant stopped, Instant continued) {
    return start.scheduledTime().isAfter(stopped)
        && start.scheduledTime().isBefore(continued)
        && start.at().isAfter(continued);
  }

  /** What was skipped of the time of the stop; on a busy machine there may be more. */
  private static List<Execution> skipped(
      Persistence store, String job, Instant stopped, Instant continued) {
    return store.executions(ExecutionQuery.ofJob(job).limit(1_000)).items().stream()
        .map(Execution::of)
        .filter(line -> line.status() == ExecutionStatus.SKIPPED)
        .filter(line -> line.through().isAfter(stopped) && line.scheduledTime().isBefore(continued))
        .toList();
  }
}
