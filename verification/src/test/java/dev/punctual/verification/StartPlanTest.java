package dev.punctual.verification;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.Overlap;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.StartPlan;
import dev.punctual.StoreUnavailableException;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.Persistence;
import dev.punctual.sqlite.SqlitePersistence;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dry run of a start on a real file says what the start then does. */
class StartPlanTest {
  private static final Target<Payload> WORK = Target.handler("work");

  @TempDir Path directory;

  private Persistence open() {
    return SqlitePersistence.open(directory.resolve("jobs.db"));
  }

  private static SchedulerBuilder declaring(Persistence store, Job... jobs) {
    var builder = Scheduler.builder().persistence(store).handler(WORK, run -> {});
    List.of(jobs).forEach(builder::job);
    return builder;
  }

  private void run(Job... jobs) {
    declaring(open(), jobs).start().close();
  }

  private static Job hourly(String id) {
    return Job.of(id, WORK, Trigger.every(ofHours(1)));
  }

  private static Map<String, String> words(StartPlan plan) {
    return plan.steps().stream()
        .collect(
            Collectors.toMap(
                step -> step.job().value(), step -> step.action() + " " + step.detail()));
  }

  @Test
  void each_action_is_named_with_its_reason() {
    run(
        hourly("same"),
        hourly("changed"),
        hourly("gone"),
        hourly("off"),
        hourly("back"),
        hourly("broken"),
        hourly("held"),
        hourly("updated"),
        hourly("cancelled"));
    run(
        hourly("same"),
        hourly("changed"),
        hourly("gone"),
        hourly("off"),
        hourly("broken"),
        hourly("held"),
        hourly("updated"),
        hourly("cancelled"));
    try (var scheduler = Scheduler.builder().persistence(open()).handler(WORK, run -> {}).start()) {
      scheduler.job("held").pause("ticket 4711");
      scheduler.job("updated").update(job -> job.withTrigger(Trigger.every(ofHours(3))));
      scheduler.job("cancelled").cancel();
    }
    var retimed =
        hourly("changed").withTrigger(Trigger.every(ofMinutes(5))).withOverlap(Overlap.queue(2));
    try (var store = open()) {
      var plan =
          declaring(
                  store,
                  hourly("same"),
                  retimed,
                  hourly("back"),
                  hourly("held"),
                  hourly("updated"),
                  Job.of("new", WORK, Trigger.at(Instant.parse("2099-01-01T00:00:00Z"))),
                  hourly("cancelled").withDescription("once more"))
              .declare(jobs -> jobs.switchOff("off").keep("broken"))
              .plan();
      var words = words(plan);
      assertThat(words.remove("back")).startsWith("RESUME every 1h, next ");
      assertThat(words.remove("cancelled")).startsWith("CREATE was cancelled; every 1h, next ");
      assertThat(words)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "same", "KEEP active",
                  "changed", "REPLACE overlap: skip → queue 2; trigger: every 1h → every 5m",
                  "new", "CREATE at 2099-01-01T00:00:00Z, next 2099-01-01T00:00:00Z",
                  "held", "KEEP paused: ticket 4711",
                  "updated", "KEEP updated at run time",
                  "off", "SWITCH_OFF switched off",
                  "broken", "KEEP its declaration cannot be read; active",
                  "gone", "RETIRE no longer declared"));
      assertThat(plan.changes()).hasSize(6);
      assertThat(plan.toString())
          .contains("\nretire      gone       no longer declared\n")
          .endsWith(
              "2 to create, 1 to replace, 1 to resume, 4 to keep, 1 to switch off, 1 to retire");
    }
  }

  @Test
  void a_plan_writes_nothing_and_the_builder_can_be_started_after_it() {
    run(hourly("gone"));
    var store = open();
    var before = store.jobs(JobQuery.all());
    var builder = declaring(store, hourly("new"));
    builder.plan();
    assertThat(store.jobs(JobQuery.all())).isEqualTo(before);
    try (var scheduler = builder.start()) {
      assertThat(scheduler.job("gone").status().note()).isEqualTo("no longer declared");
      assertThat(builder.plan().changes()).as("a plan beside the start that followed it").isEmpty();
    }
  }

  @Test
  void what_was_planned_is_what_the_start_does() {
    run(hourly("a"), hourly("b"), hourly("c"));
    var store = open();
    var builder =
        declaring(store, hourly("a").withMaxExecutions(9), hourly("d"))
            .declare(jobs -> jobs.switchOff("b"));
    var planned =
        builder.plan().changes().stream().map(StartPlan.Step::job).map(JobId::value).toList();
    var before = versions(store);
    try (var scheduler = builder.start()) {
      var after = versions(store);
      after.entrySet().removeAll(before.entrySet());
      assertThat(after.keySet()).containsExactlyInAnyOrderElementsOf(planned);
      assertThat(scheduler.health().isUp()).isTrue();
    }
  }

  private static Map<String, Long> versions(Persistence store) {
    return store.jobs(JobQuery.all()).items().stream()
        .collect(Collectors.toMap(row -> row.id().value(), row -> row.version()));
  }

  @Test
  void a_payload_is_never_shown() {
    run(Job.of("job", WORK, Payload.text("secret-1"), Trigger.every(ofHours(1))));
    var other = Job.of("job", WORK, Payload.text("secret-2"), Trigger.every(ofHours(1)));
    try (var store = open()) {
      var plan = declaring(store, other).plan();
      assertThat(words(plan)).containsEntry("job", "REPLACE another payload");
    }
  }

  @Test
  void faults_are_reported_and_the_store_is_closed() {
    var store = open();
    var builder =
        declaring(store).job(Job.of("x", Target.of("nowhere", "x"), Trigger.every(ofSeconds(1))));
    assertThatThrownBy(builder::plan)
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("no executor 'nowhere'");
    open().close();
  }

  @Test
  void a_file_in_use_is_refused_by_name() {
    try (var scheduler = declaring(open(), hourly("a")).start()) {
      assertThat(scheduler.health().isUp()).isTrue();
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("is in use by");
    }
  }

  @Test
  void nothing_declared_on_an_empty_store_is_an_empty_plan() {
    var plan = Scheduler.builder().plan();
    assertThat(plan.steps()).isEmpty();
    assertThat(plan).hasToString("nothing is declared");
  }
}
