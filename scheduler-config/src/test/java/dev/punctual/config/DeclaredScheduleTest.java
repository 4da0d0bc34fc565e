package dev.punctual.config;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import dev.punctual.Outcome;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.spi.Persistence;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.test.ScriptedExecutor;
import dev.punctual.test.TestScheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over the restarts of an application, on a real database and in virtual time. */
class DeclaredScheduleTest {
  private static final String OTHER = "  - {name: other, expression: rate(1 day), handler: work}\n";

  @TempDir Path directory;
  private Instant now = Instant.parse("2026-03-01T00:00:30Z");
  private final List<ScheduleFault> late = new ArrayList<>();

  private Persistence store() {
    return SqlitePersistence.open(directory.resolve("jobs.db"));
  }

  private void run(String entries, Duration duration, Consumer<TestScheduler> look) {
    var builder =
        Scheduler.builder()
            .persistence(store())
            .handler(Target.handler("work"), run -> {})
            .executor("http", ScriptedExecutor.succeeding());
    ScheduleFile.parse("a.yaml", "jobs:\n" + entries).applyTo(builder, late::add);
    try (var time = TestScheduler.start(builder, now)) {
      time.advance(duration);
      look.accept(time);
      now = time.now();
    }
  }

  private static String report(String rest) {
    return "  - {name: report, handler: work, maxExecutions: 10, " + rest + "}\n" + OTHER;
  }

  private static void assertReport(TestScheduler time, JobState state, String note, long count) {
    var status = time.job("report").status();
    assertThat(status.state()).isEqualTo(state);
    assertThat(status.note()).isEqualTo(note);
    assertThat(status.executionCount()).isEqualTo(count);
    assertThat(time.executions("report"))
        .filteredOn(line -> line.status() == ExecutionStatus.SUCCEEDED)
        .hasSize((int) count);
  }

  @Test
  void a_job_is_created_changed_broken_removed_off_and_back_with_its_count_and_log() {
    run(
        report("expression: rate(1 minute)"),
        ofMinutes(3),
        time -> assertReport(time, JobState.ACTIVE, "", 3));
    run(
        report("expression: rate(2 minutes)"),
        ofMinutes(4),
        time -> assertReport(time, JobState.ACTIVE, "", 5));
    run(
        report("expression: rate(2 minutos)"),
        ofMinutes(2),
        time -> assertReport(time, JobState.ACTIVE, "", 6));
    run(OTHER, ofMinutes(4), time -> assertReport(time, JobState.PAUSED, "no longer declared", 6));
    run(
        report("expression: off"),
        ofMinutes(4),
        time -> assertReport(time, JobState.PAUSED, "switched off where it is declared", 6));
    run(
        report("expression: rate(1 minute)"),
        ofMinutes(2),
        time -> assertReport(time, JobState.ACTIVE, "", 8));
    run(
        report("expression: rate(1 minute)"),
        ofMinutes(10),
        time -> assertReport(time, JobState.FINISHED, "", 10));
  }

  @Test
  void a_job_that_is_off_from_the_beginning_is_not_created() {
    run(
        report("off: true"),
        ofMinutes(3),
        time -> assertThat(time.scheduler().find("report")).isEmpty());
  }

  @Test
  void while_a_name_cannot_be_read_no_job_is_retired() {
    run(report("expression: rate(1 minute)"), ofMinutes(1), time -> {});
    run(
        "  - {nmae: report, expression: rate(1 minute), handler: work}\n" + OTHER,
        ofMinutes(1),
        time -> assertReport(time, JobState.ACTIVE, "", 2));
  }

  @Test
  void a_list_without_entries_retires_all_and_is_no_accident() {
    run(report("expression: rate(1 minute)"), ofMinutes(1), time -> {});
    var builder =
        Scheduler.builder().persistence(store()).handler(Target.handler("work"), run -> {});
    builder.apply(ScheduleFile.parse("a.yaml", "jobs: []\n"));
    try (var time = TestScheduler.start(builder, now)) {
      assertReport(time, JobState.PAUSED, "no longer declared", 1);
    }
  }

  @Test
  void a_target_that_is_not_registered_is_a_late_fault_and_the_stored_job_stays() {
    run(report("expression: rate(1 minute)"), ofMinutes(1), time -> {});
    run(
        "  - name: report\n    expression: rate(1 minute)\n    handler: wrok\n" + OTHER,
        ofMinutes(1),
        time -> assertReport(time, JobState.ACTIVE, "", 2));
    assertThat(late)
        .singleElement()
        .asString()
        .startsWith(
            "a.yaml:4:14: jobs[report].handler: job report: no handler 'wrok' is registered");
  }

  @Test
  void an_operators_pause_outlives_every_change_of_the_file() {
    run(
        report("expression: rate(1 minute)"),
        ofMinutes(1),
        time -> time.job("report").pause("ticket 4711"));
    run(report("expression: rate(3 minutes)"), ofMinutes(5), time -> {});
    run(report("off: true"), ofMinutes(5), time -> {});
    run(
        report("expression: rate(1 minute)"),
        ofMinutes(5),
        time -> assertReport(time, JobState.PAUSED, "ticket 4711", 1));
  }

  @Test
  void a_request_reaches_the_executor_of_requests_as_it_was_written() {
    var executor =
        ScriptedExecutor.answering(attempt ->
            Outcome.succeeded(attempt.target().address() + " " + attempt.payload().asText()));
    var builder =
        Scheduler.builder()
            .executor("http", executor)
            .apply(
                ScheduleFile.parse(
                    "a.yaml",
                    """
                    lambdaSchedules:
                      - name: report
                        expression: "cron(* * * * ? *)"
                        request:
                          url: https://example.com/
                          headers: {Authorization: "Bearer ${secret:REPORT_TOKEN}"}
                          body: {report: true}
                    """));
    try (var time = TestScheduler.start(builder, now)) {
      time.advance(ofMinutes(1));
      assertThat(time.executions("report").getFirst().result())
          .contains(
              "https://example.com/ POST\nheader Content-Type application/json\n"
                  + "header Authorization Bearer ${secret:REPORT_TOKEN}\n\n{\"report\":true}");
    }
  }

  @Test
  void a_plan_names_what_a_start_then_does() {
    run(report("expression: rate(1 minute)"), ofMinutes(1), time -> {});
    var builder =
        Scheduler.builder().persistence(store()).handler(Target.handler("work"), run -> {});
    ScheduleFile.parse("a.yaml", "jobs:\n" + report("expression: off")).applyTo(builder, late::add);
    assertThat(builder.plan().changes())
        .extracting(step -> step.job() + " " + step.action())
        .containsExactly("report SWITCH_OFF");
    builder.settings().persistence().close();
    assertThat(late).isEmpty();
  }
}
