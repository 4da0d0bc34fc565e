package dev.punctual.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Execution;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Each example really runs, in real time. */
class ExamplesTest {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);

  @Test
  void the_quickstart_catches_up_what_its_killed_process_missed_and_keeps_its_limit()
      throws Exception {
    var result = Quickstart.run(out);
    assertThat(result.log()).as(this::text).allMatch(line -> line.status().isFinal());
    assertThat(of("one-shot", result.log()))
        .as(this::text)
        .hasSize(1)
        .allMatch(line -> line.status() == ExecutionStatus.SUCCEEDED && line.attempts() == 2);
    assertThat(of("all", result.log()))
        .as(this::text)
        .anyMatch(line -> line.kind() == ExecutionKind.CATCH_UP)
        .allMatch(line -> line.status() == ExecutionStatus.SUCCEEDED);
    assertThat(of("cron", result.log()))
        .as(this::text)
        .anyMatch(line -> line.status() == ExecutionStatus.SKIPPED && line.times() > 1);
    assertThat(result.limited().state()).as(this::text).isEqualTo(JobState.FINISHED);
    assertThat(result.limited().executionCount()).as(this::text).isEqualTo(3);
    assertThat(of("limited", result.log()))
        .as(this::text)
        .filteredOn(line -> line.status() == ExecutionStatus.SUCCEEDED)
        .hasSize(3);
  }

  @Test
  void the_custom_executor_tries_again_with_the_same_key() throws Exception {
    var notification = CustomExecutor.run(out);
    assertThat(notification.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(notification.attempts()).isEqualTo(2);
    assertThat(text()).contains("call 2 with key " + notification.id() + " is answered 200");
  }

  @Test
  void the_custom_persistence_finds_its_log_again() throws Exception {
    assertThat(CustomPersistence.run(out))
        .hasSize(1)
        .allMatch(line -> line.status() == ExecutionStatus.SUCCEEDED);
  }

  @Test
  void the_declared_schedules_are_planned_before_each_start() throws Exception {
    var plan = DeclaredSchedules.run(out);
    assertThat(text())
        .contains("create      daily-report     daily 02:30 in Europe/Berlin, next ")
        .contains("5 to create, 1 to keep")
        .contains("jobs[daily-report].expression: ")
        .contains("1 to create, 5 to keep, 1 to retire");
    assertThat(plan.changes())
        .extracting(step -> step.action() + " " + step.job())
        .containsExactlyInAnyOrder("CREATE heat-cache", "RETIRE warm-cache");
  }

  @Test
  @EnabledIfEnvironmentVariable(named = LambdaQuickstart.ENDPOINT, matches = ".+")
  void the_lambda_quickstart_runs_its_function_five_times() throws Exception {
    assertThat(LambdaQuickstart.run(out))
        .as(this::text)
        .hasSize(5)
        .allMatch(line -> line.status() == ExecutionStatus.SUCCEEDED)
        .allMatch(line -> line.result().contains("you"));
  }

  private static List<Execution> of(String job, List<Execution> log) {
    return log.stream().filter(line -> line.job().value().equals(job)).toList();
  }

  private String text() {
    return output.toString(StandardCharsets.UTF_8);
  }
}
