package dev.punctual.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Delivery;
import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.Scheduler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A call that times out, is reset, or is cut short by the death of its process leaves the log that
 * is promised, and what the target saw carries one key: promises 1 and 2, end to end.
 */
class HttpFaultsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private HttpTarget target;

  @BeforeEach
  void open() throws IOException {
    target = new HttpTarget();
  }

  @AfterEach
  void close() throws IOException {
    target.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/hangs-first, AT_LEAST_ONCE", "/hangs-first, AT_MOST_ONCE",
    "/resets-first, AT_LEAST_ONCE", "/resets-first, AT_MOST_ONCE"
  })
  void an_answer_that_never_comes_or_is_reset_is_repeated_only_if_the_job_may_run_again(
      String path, Delivery delivery) throws IOException {
    try (var scheduler = HttpCallingProcess.start(folder.resolve("jobs.db"))) {
      scheduler.schedule(HttpCallingProcess.job("call", target.url(path), delivery));
      check(ended(scheduler), delivery);
    }
    checkNoSecret();
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void a_process_that_is_killed_in_mid_call_repeats_it_only_if_the_job_may_run_again(
      Delivery delivery) throws IOException, InterruptedException {
    var file = folder.resolve("jobs.db");
    var output = folder.resolve("output.txt");
    var process =
        ChildProcess.of(
                folder,
                HttpCallingProcess.class,
                file.toString(),
                target.url("/hangs-first"),
                delivery.name())
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(target.awaitFirst()).as("the call arrived").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(output)).doesNotContain(HttpCallingProcess.SECRET);
    try (var scheduler = HttpCallingProcess.start(file)) {
      check(ended(scheduler), delivery);
    }
    checkNoSecret();
  }

  private static Execution ended(Scheduler scheduler) {
    var log = scheduler.job("call").executions().items();
    assertThat(log).hasSize(1);
    return scheduler.await(log.getFirst().id(), PATIENCE);
  }

  /** One line of the log, and one key at the target for each of its attempts. */
  private void check(Execution line, Delivery delivery) {
    int attempts = delivery == Delivery.AT_LEAST_ONCE ? 2 : 1;
    assertThat(line.status())
        .as(line.error())
        .isEqualTo(
            delivery == Delivery.AT_LEAST_ONCE
                ? ExecutionStatus.SUCCEEDED
                : ExecutionStatus.UNKNOWN);
    assertThat(line.attempts()).isEqualTo(attempts);
    assertThat(target.keys()).isEqualTo(Collections.nCopies(attempts, line.id().value()));
    assertThat(target.requests()).allMatch(r -> r.contains("Bearer " + HttpCallingProcess.SECRET));
    assertThat(line.result() + line.error() + line.log() + line)
        .doesNotContain(HttpCallingProcess.SECRET);
  }

  private void checkNoSecret() throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain(HttpCallingProcess.SECRET);
      }
    }
  }
}
