package dev.punctual.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.StartPlan;
import dev.punctual.Target;
import dev.punctual.config.Knob;
import dev.punctual.config.ScheduleFault;
import dev.punctual.config.ScheduleFile;
import dev.punctual.config.SchedulerConfiguration;
import dev.punctual.http.HttpExecutor;
import dev.punctual.http.SecretResolver;
import dev.punctual.test.ScriptedExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files, faults and tables of the page on declared schedules, and the table of variables. */
class DeclaredSchedulesTest {
  private static final Path PROJECT = Path.of(System.getProperty("basedir", "docs")).resolve("..");
  private static final Pattern YAML = Pattern.compile("```yaml\\R(.*?)```", Pattern.DOTALL);

  private static String page() throws IOException {
    return Files.readString(PROJECT.resolve("docs/declared-schedules.md"));
  }

  private static String completeFile() throws IOException {
    var blocks = YAML.matcher(page());
    assertThat(blocks.find()).isTrue();
    return blocks.group(1);
  }

  private static void apply(SchedulerBuilder builder) {
    builder.apply(ScheduleFile.read(Path.of("schedules.yaml")));
  }

  private static StartPlan plan(SchedulerBuilder builder) {
    StartPlan plan = builder.plan();
    return plan;
  }

  @Test
  void the_code_of_the_page_reads_a_file_where_it_runs() throws IOException {
    var file = Path.of("schedules.yaml");
    Files.writeString(file, "jobs:\n  - {name: a, expression: rate(1 day), handler: work}\n");
    try {
      var builder = Scheduler.builder().handler(Target.handler("work"), run -> {});
      apply(builder);
      assertThat(plan(builder).changes()).hasSize(1);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void the_complete_file_has_no_fault_and_is_that_of_the_examples() throws IOException {
    var file = ScheduleFile.parse("schedules.yaml", completeFile());
    assertThat(file.faults()).isEmpty();
    assertThat(file.jobs())
        .extracting(job -> job.id() + " " + job.target() + ": " + job.trigger())
        .containsExactly(
            "daily-report handler report: daily 02:30 in Europe/Berlin",
            "bill-customers lambda existing:billing:live: cron quartz \"0 0 6 1 * ?\" in"
                + " America/New_York",
            "warm-cache http https://shop.example.com/cache?region=eu: cron unix \"*/10 8-18 * *"
                + " MON-FRI\" in Europe/Berlin",
            "hourly-export http https://x.lambda-url.eu-central-1.on.aws/: cron eventbridge"
                + " \"cron(0 * * * ? *)\" in Europe/Berlin",
            "nightly-cleanup lambda nightly-cleanup: every 1d");
    assertThat(file.jobs().getLast().payload()).isEqualTo(Payload.json("{\"older-than\":30}"));
    var example =
        PROJECT.resolve("examples/src/main/resources/dev/punctual/examples/schedules.yaml");
    assertThat(Files.readString(example)).isEqualTo(completeFile());
  }

  @Test
  void its_requests_are_ones_that_the_executor_takes() throws IOException {
    var late = new ArrayList<ScheduleFault>();
    var builder =
        Scheduler.builder()
            .handler(Target.handler("report"), run -> {})
            .executor(
                "http", HttpExecutor.builder().secrets(SecretResolver.environment("JOB_")).build())
            .executor("lambda", ScriptedExecutor.succeeding());
    ScheduleFile.parse("schedules.yaml", completeFile()).applyTo(builder, late::add);
    assertThat(builder.plan().changes()).hasSize(5);
    assertThat(late).isEmpty();
  }

  @Test
  void each_faulty_entry_has_the_fault_that_stands_beside_it() throws IOException {
    for (var row : MarkdownTable.rows("declared-schedules.md", "entry", "fault")) {
      var file = ScheduleFile.parse("x", "jobs:\n  - " + row.get("entry"));
      assertThat(file.faults().getFirst()).asString().isEqualTo("x:" + row.get("fault"));
    }
  }

  @Test
  void each_key_of_an_entry_is_in_the_table_and_no_other() throws IOException {
    var unknown = ScheduleFile.parse("x", "jobs:\n  - {name: a, zzzzzz: 1}").faults().getFirst();
    var known = unknown.message().substring(unknown.message().indexOf("are ") + "are ".length());
    var keys =
        MarkdownTable.rows("declared-schedules.md", "key", "value").stream()
            .flatMap(row -> Arrays.stream(String.valueOf(row.get("key")).split(", ", -1)))
            .toList();
    assertThat(keys).containsExactlyInAnyOrder(known.split(", ", -1));
  }

  @Test
  void the_table_of_variables_is_what_the_code_reads() throws IOException {
    var rows =
        MarkdownTable.rows(
            "configuration.md", "variable", "property", "default", "least, or the values", "most");
    assertThat(rows)
        .extracting(row -> String.join(" | ", row.values()))
        .containsExactlyElementsOf(
            SchedulerConfiguration.knobs().stream().map(DeclaredSchedulesTest::row).toList());
  }

  private static String row(Knob knob) {
    return String.join(
        " | ", knob.variable(), knob.property(), knob.standard(), knob.least(), knob.most());
  }

  /** Stands for the application. */
  record Reports() {
    void daily() {}
  }

  /** Compiled only: it starts what the environment says. */
  static void fromTheEnvironment(Reports reports) {
    Scheduler scheduler =
        SchedulerConfiguration.fromEnvironment().toBuilder()
            .handler(Target.handler("report"), run -> reports.daily())
            .start();
    scheduler.close();
  }

  @Test
  void a_scheduler_is_set_up_without_any_variable(@TempDir Path directory) {
    var values = Map.of("SCHEDULER_DATABASE", directory.resolve("jobs.db").toString());
    try (var scheduler = SchedulerConfiguration.from(values).toBuilder().start()) {
      assertThat(scheduler.health().isUp()).isTrue();
    }
  }
}
