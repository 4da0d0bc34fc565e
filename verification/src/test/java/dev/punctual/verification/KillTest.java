package dev.punctual.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.Trigger;
import dev.punctual.spi.Persistence;
import dev.punctual.spi.StoredJob;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process on a real file, killed hard at random moments and started again. What ran is taken
 * from what the handlers wrote, and compared with the log.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("punctual.kills", 8);

  @TempDir private Path folder;

  @Test
  void promises_hold_over_hard_kills_on_sqlite() throws IOException, InterruptedException {
    long seed = Long.getLong("punctual.kills.seed", System.nanoTime());
    var random = new Random(seed);
    var begun = Instant.now();
    for (int i = 0; i < KILLS; i++) {
      var victim = start();
      victim.waitFor(50 + random.nextInt(900), TimeUnit.MILLISECONDS);
      victim.destroyForcibly().waitFor();
    }
    var last = start();
    last.waitFor(1_500, TimeUnit.MILLISECONDS);
    last.getOutputStream().close();
    assertThat(last.waitFor()).isZero();

    try (var store = SqlitePersistence.open(folder.resolve("jobs.db"))) {
      check("seed " + seed, store, begun);
    }
  }

  private Process start() throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                folder.resolve("jobs.db").toString(),
                folder.resolve("seen.txt").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    assertThat(output.readLine()).isEqualTo("running");
    return process;
  }

  private void check(String what, Persistence store, Instant begun) throws IOException {
    var seen = Files.readAllLines(folder.resolve("seen.txt"));
    Map<String, Execution> log = new HashMap<>();
    for (var job : List.of(Victim.ALL, Victim.LIMITED, Victim.MOST_ONCE)) {
      var lines = log(store, job);
      lines.forEach(line -> log.put(line.id().value(), line));
      if (!job.equals(Victim.LIMITED)) {
        everyScheduledTimeIsAccountedFor(what, store, job, lines, begun);
      }
    }
    var runs = new HashMap<String, List<String>>();
    for (var line : seen) {
      var words = line.split(" ", -1);
      assertThat(log).as(what + ": what ran is in the log").containsKey(words[1]);
      assertThat(log.get(words[1]).status()).as(what).isNotEqualTo(ExecutionStatus.SKIPPED);
      runs.computeIfAbsent(words[0], job -> new ArrayList<>()).add(words[1]);
    }
    assertThat(runs.get(Victim.MOST_ONCE)).as(what).doesNotHaveDuplicates();
    assertThat(new HashSet<>(runs.get(Victim.LIMITED))).as(what).hasSize((int) Victim.LIMIT);
    assertThat(log.values())
        .as(what + ": what succeeded was seen")
        .filteredOn(line -> line.status() == ExecutionStatus.SUCCEEDED)
        .allMatch(line -> runs.get(line.job().value()).contains(line.id().value()));
  }

  private static void everyScheduledTimeIsAccountedFor(
      String what, Persistence store, String job, List<Execution> lines, Instant begun) {
    var stored = (StoredJob) store.load(JobId.of(job)).orElseThrow();
    var text = stored.definition().lines().filter(line -> line.startsWith("trigger ")).findFirst();
    var trigger = Trigger.parse(text.orElseThrow().substring("trigger ".length()));
    var first = lines.getLast().scheduledTime();
    assertThat(Duration.between(begun, first)).as(what).isLessThan(Duration.ofSeconds(20));
    var cursor = first.minusMillis(1);
    for (var line : lines.reversed()) {
      var times = trigger.between(cursor, line.through()).orElseThrow();
      assertThat(times.first()).as(what + ", " + line).isEqualTo(line.scheduledTime());
      assertThat(times.count()).as(what + ", " + line).isEqualTo(line.times());
      cursor = line.through();
    }
  }

  private static List<Execution> log(Persistence store, String job) {
    var lines = new ArrayList<Execution>();
    var query = ExecutionQuery.ofJob(job).limit(1_000);
    var page = store.executions(query);
    page.forEach(line -> lines.add(Execution.of(line)));
    while (page.next().isPresent()) {
      page = store.executions(query.after(page.next().get()));
      page.forEach(line -> lines.add(Execution.of(line)));
    }
    return lines;
  }
}
