package dev.punctual.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that prints a plan. */
class PlanTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int plan(Map<String, String> environment, String... args) {
    out.reset();
    err.reset();
    return Plan.run(
        List.of(args),
        environment,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("schedules.yaml"), text).toString();
  }

  private String database() {
    return directory.resolve("jobs.db").toString();
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complaints() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void start(String text) {
    Scheduler.builder()
        .persistence(SqlitePersistence.open(Path.of(database())))
        .handler(Target.handler("work"), run -> {})
        .apply(ScheduleFile.parse("a.yaml", text))
        .start()
        .close();
  }

  @Test
  void a_file_without_faults_has_its_plan_printed() throws IOException {
    start("jobs:\n  - {name: a, expression: rate(1 minute), handler: work}\n");
    var file =
        file(
            """
            jobs:
              - {name: a, expression: rate(2 minutes), handler: elsewhere}
              - {name: b, expression: "at(2099-01-01T00:00:00)", function: bill}
            """);
    assertThat(plan(Map.of(), file, "--database", database())).isZero();
    assertThat(printed())
        .isEqualToIgnoringNewLines(
            """
            replace     a  another target; trigger: every 1m → every 2m
            create      b  at 2099-01-01T00:00:00Z, next 2099-01-01T00:00:00Z
            1 to create, 1 to replace
            """);
    assertThat(complaints()).isEmpty();
  }

  @Test
  void faults_are_printed_after_the_plan_and_end_it_with_1() throws IOException {
    start("jobs:\n  - {name: a, expression: rate(1 minute), handler: work}\n");
    var file = file("jobs:\n  - {name: a, expression: rate(2 minutos), handler: work}\n");
    assertThat(plan(Map.of(), file, "--database", database())).isEqualTo(1);
    assertThat(printed()).startsWith("keep        a  its declaration cannot be read; active");
    assertThat(complaints()).startsWith(file + ":2:27: jobs[a].expression: ");
  }

  @Test
  void a_database_that_does_not_exist_is_not_created() throws IOException {
    var file = file("jobs:\n  - {name: a, expression: rate(1 minute), handler: work}\n");
    assertThat(plan(Map.of(), file, "--database", database())).isZero();
    assertThat(printed()).startsWith(database() + " does not exist yet: everything is new");
    assertThat(Path.of(database())).doesNotExist();
  }

  @Test
  void what_is_not_said_is_taken_from_the_environment() throws IOException {
    var file = file("jobs:\n  - {name: a, expression: daily 02:30, handler: work}\n");
    var environment = Map.of("SCHEDULER_SCHEDULES", file, "SCHEDULER_TIMEZONE", "Europe/Berlin");
    assertThat(plan(environment)).isZero();
    assertThat(printed()).contains("daily 02:30 in Europe/Berlin");
  }

  @Test
  void without_a_plan_it_ends_with_2_and_says_why() throws IOException {
    assertThat(plan(Map.of())).isEqualTo(2);
    assertThat(complaints()).startsWith("usage: ");
    assertThat(plan(Map.of(), "--help")).isEqualTo(2);
    assertThat(plan(Map.of(), "a.yaml", "b.yaml")).isEqualTo(2);
    assertThat(plan(Map.of("SCHEDULER_LEAD", "1d"), "a.yaml")).isEqualTo(2);
    assertThat(complaints()).startsWith("SCHEDULER_LEAD is '1d'");
    assertThat(plan(Map.of(), file("jobs: ["))).isEqualTo(2);
    assertThat(complaints()).contains("schedules.yaml:1:");
  }

  @Test
  void a_database_in_use_is_refused_by_name() throws IOException {
    var file = file("jobs: []\n");
    var store = SqlitePersistence.open(Path.of(database()));
    try (var scheduler = Scheduler.builder().persistence(store).start()) {
      assertThat(scheduler.health().isUp()).isTrue();
      assertThat(plan(Map.of(), file, "--database", database())).isEqualTo(2);
      assertThat(complaints()).contains("is in use by");
    }
  }
}
