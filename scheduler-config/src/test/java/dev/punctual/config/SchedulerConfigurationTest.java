package dev.punctual.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Retention;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.TimingThread;
import dev.punctual.sqlite.SqlitePersistence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scheduler set up from outside: what is taken, and what is refused. */
class SchedulerConfigurationTest {
  @TempDir Path directory;

  private static SchedulerConfiguration from(String... keysAndValues) {
    var values = new HashMap<String, String>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return SchedulerConfiguration.from(values);
  }

  @Test
  void each_knob_reaches_the_builder() throws Exception {
    var schedules = directory.resolve("schedules.yaml");
    Files.writeString(schedules, "jobs:\n  - {name: a, expression: daily 02:30, handler: work}\n");
    var configuration =
        from(
            "SCHEDULER_TIMEZONE", "Europe/Berlin",
            "SCHEDULER_MAX_WORKERS", "500",
            "SCHEDULER_MAX_WORKERS_MY_QUEUE", "50",
            "SCHEDULER_MISFIRE_GRACE_TIME", "90",
            "SCHEDULER_SCHEDULES", schedules.toString(),
            "SCHEDULER_DATABASE", directory.resolve("jobs.db").toString(),
            "SCHEDULER_DATABASE_SYNCHRONOUS", "normal",
            "SCHEDULER_DATABASE_WAIT", "1s",
            "SCHEDULER_LEAD", "5s",
            "SCHEDULER_DRAIN", "2m",
            "SCHEDULER_CALL_TIMEOUT", "500ms",
            "SCHEDULER_RETENTION_SUCCESSES", "1000",
            "SCHEDULER_RETENTION_AGE", "90d",
            "SCHEDULER_TIMING_THREAD", "virtual",
            "SCHEDULER_KEEP_ALIVE", "false");
    var settings =
        configuration.toBuilder()
            .handler(Target.handler("work"), run -> {})
            .executor("my-queue", attempt -> Outcome.succeeded())
            .settings();
    try (var store = settings.persistence()) {
      assertThat(store)
          .hasToString("SqlitePersistence[" + directory.toRealPath().resolve("jobs.db") + "]");
    }
    assertThat(settings.maxConcurrent()).isEqualTo(500);
    assertThat(settings.limits()).containsOnlyKeys("my-queue");
    assertThat(settings.lead()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.drain()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.callTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.retention()).contains(new Retention(1_000, Duration.ofDays(90)));
    assertThat(settings.timingThread()).isEqualTo(TimingThread.VIRTUAL);
    assertThat(settings.keepAlive()).isFalse();
    assertThat(settings.declared().jobs())
        .extracting(JobWords::of)
        .containsExactly(
            "a | handler work | none | daily 02:30 in Europe/Berlin | catch-up latest grace 1m30s");
  }

  @Test
  void what_is_not_given_is_the_builders_own() {
    var given = from("PATH", "/bin", "SCHEDULERS", "3").toBuilder().settings();
    var standard = Scheduler.builder().settings();
    assertThat(given)
        .usingRecursiveComparison()
        .ignoringFields("persistence", "executors")
        .isEqualTo(standard);
  }

  @Test
  void properties_mean_the_same_as_variables() {
    var defaults = new Properties();
    defaults.setProperty("scheduler.timezone", "Asia/Tokyo");
    var properties = new Properties(defaults);
    properties.setProperty("scheduler.misfire-grace-time", "1m");
    properties.setProperty("scheduler.max-workers.my-queue", "7");
    properties.setProperty("other.scheduler", "x");
    var configuration = SchedulerConfiguration.fromProperties(properties);
    assertThat(configuration.scheduleDefaults().zone()).hasToString("Asia/Tokyo");
    assertThat(configuration.scheduleDefaults().grace()).isEqualTo(Duration.ofMinutes(1));
    var settings =
        configuration.toBuilder().executor("my-queue", attempt -> Outcome.succeeded()).settings();
    assertThat(settings.limits()).containsOnlyKeys("my-queue");
    assertThat(SchedulerConfiguration.knobs())
        .extracting(Knob::property)
        .contains(
            "scheduler.timezone", "scheduler.max-workers.<executor>", "scheduler.database-wait");
  }

  @Test
  void the_environment_of_this_process_can_be_read() {
    assertThatCode(SchedulerConfiguration::fromEnvironment).doesNotThrowAnyException();
  }

  @Test
  void everything_that_is_wrong_is_reported_at_once_and_foreign_values_are_not_shown() {
    assertThatThrownBy(() ->
            from(
                "SCHEDULER_TIMEZONE", "Berlin",
                "SCHEDULER_TIMEZON", "hunter2",
                "SCHEDULER_MAX_WORKERS", "0",
                "SCHEDULER_MAX_WORKERS_HTTP", "many",
                "SCHEDULER_PASSWORD", "hunter2",
                "SCHEDULER_DRAIN", "",
                "SCHEDULER_LEAD", "10m",
                "SCHEDULER_KEEP_ALIVE", "yes",
                "SCHEDULER_TIMING_THREAD", "green",
                "SCHEDULER_DATABASE_WAIT", "1s",
                "scheduler.lead", "3s"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageNotContaining("hunter2")
        .message()
        .satisfies(message ->
            assertThat(message.lines())
                .containsExactlyInAnyOrder(
                    "SCHEDULER_TIMEZONE is 'Berlin', not a zone such as Europe/Berlin",
                    "unknown key SCHEDULER_TIMEZON; did you mean SCHEDULER_TIMEZONE?",
                    "SCHEDULER_MAX_WORKERS is '0', not from 1 to 1000000",
                    "SCHEDULER_MAX_WORKERS_HTTP is 'many', not from 1 to 1000000",
                    "unknown key SCHEDULER_PASSWORD; its value is not read",
                    "SCHEDULER_DRAIN is empty; leave it out for the default",
                    "SCHEDULER_LEAD is '10m', not from 10ms to 5m",
                    "SCHEDULER_KEEP_ALIVE is 'yes', not true or false",
                    "SCHEDULER_TIMING_THREAD is 'green', not virtual or platform",
                    "SCHEDULER_DATABASE_WAIT is given, but no SCHEDULER_DATABASE",
                    "scheduler.lead is given twice, also as SCHEDULER_LEAD"));
  }

  /** Knobs with numbers or durations. */
  static Stream<Knob> bounded() {
    return SchedulerConfiguration.knobs().stream().filter(knob -> !knob.most().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void least_and_largest_value_are_taken_and_nothing_beyond(Knob knob) {
    var key = knob.variable().replace("<EXECUTOR>", "HANDLER");
    for (var value : new String[] {knob.least(), knob.most()}) {
      assertThatCode(() -> from(key, value, "SCHEDULER_DATABASE", "jobs.db"))
          .as(value)
          .doesNotThrowAnyException();
    }
    for (var value : new String[] {"-1", "9".repeat(10), "36501d", "junk"}) {
      assertThatThrownBy(() -> from(key, value, "SCHEDULER_DATABASE", "jobs.db"))
          .as(value)
          .hasMessage(key + " is '" + value + "', not from " + knob.least() + " to " + knob.most());
    }
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void the_builder_has_the_same_bounds(Knob knob) {
    var key = knob.variable().replace("<EXECUTOR>", "HANDLER");
    var configuration =
        key.startsWith("SCHEDULER_DATABASE")
            ? from(key, knob.most(), "SCHEDULER_DATABASE", directory.resolve("jobs.db").toString())
            : from(key, knob.most());
    assertThatCode(() -> configuration.toBuilder().settings().persistence().close())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SCHEDULER_SERVICE_HOST",
        "SCHEDULER_SERVICE_PORT",
        "SCHEDULER_SERVICE_PORT_HTTP",
        "SCHEDULER_PORT",
        "SCHEDULER_PORT_8080_TCP",
        "SCHEDULER_PORT_8080_TCP_PROTO",
      })
  void what_kubernetes_sets_for_a_service_of_this_name_is_left_alone(String key) {
    assertThatCode(() -> from(key, "tcp://10.0.0.1:8080")).doesNotThrowAnyException();
  }

  @Test
  void a_schedule_file_that_cannot_be_read_is_a_fault_of_the_build_and_frees_the_database() {
    var database = directory.resolve("jobs.db");
    var values =
        Map.of(
            "SCHEDULER_SCHEDULES", directory.resolve("none.yaml").toString(),
            "SCHEDULER_DATABASE", database.toString());
    var builder = SchedulerConfiguration.from(values).toBuilder();
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("none.yaml' do not exist");
    assertThatCode(() -> SqlitePersistence.open(database).close()).doesNotThrowAnyException();
  }
}
