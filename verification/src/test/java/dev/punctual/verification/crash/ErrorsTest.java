package dev.punctual.verification.crash;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.Attempt;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.PayloadCodec;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.JobExecutor;
import dev.punctual.test.TestScheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever strangers' code throws stays at the edge: the other jobs run on time. */
class ErrorsTest {
  private static final Target<Note> TYPED = Target.handler("typed", Note.class);

  private record Note(String text) {}

  private static SchedulerBuilder withGoodJob() {
    return Scheduler.builder().job("good", Trigger.every(ofSeconds(1)), run -> {});
  }

  private static void theGoodJobRunsForAMinute(TestScheduler time) {
    time.advance(ofMinutes(1));
    assertThat(time.executions("good"))
        .filteredOn(line -> line.status() == ExecutionStatus.SUCCEEDED)
        .hasSize(60)
        .allMatch(line -> line.lateness().isZero());
  }

  @ParameterizedTest
  @EnumSource
  void an_error_in_a_handler_fails_its_own_attempt(AnError error) {
    var builder = withGoodJob().job("bad", Trigger.every(ofSeconds(1)), run -> error.happen());
    try (var time = TestScheduler.start(builder, Scenario.START)) {
      theGoodJobRunsForAMinute(time);
      assertThat(time.executions("bad"))
          .filteredOn(line -> line.status() == ExecutionStatus.FAILED)
          .hasSize(60)
          .allMatch(line -> line.error().contains(error.type().getSimpleName()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_error_in_a_listener_keeps_it_from_no_later_event(AnError error)
      throws InterruptedException {
    var told = new CountDownLatch(60);
    var builder =
        withGoodJob()
            .on(
                SchedulerEvent.ExecutionEnded.class,
                event -> {
                  told.countDown();
                  error.happen();
                });
    try (var time = TestScheduler.start(builder, Scenario.START)) {
      theGoodJobRunsForAMinute(time);
      assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_error_in_a_codec_that_decodes_fails_the_attempt(AnError error) {
    var builder =
        withGoodJob()
            .payloads(codec(true, error))
            .handler(TYPED, run -> {})
            .job(Job.of("bad", TYPED, new Note("text"), Trigger.every(ofSeconds(1))));
    try (var time = TestScheduler.start(builder, Scenario.START)) {
      theGoodJobRunsForAMinute(time);
      assertThat(time.executions("bad"))
          .filteredOn(line -> line.status() == ExecutionStatus.FAILED)
          .hasSize(60)
          .allMatch(line -> line.error().contains(error.type().getSimpleName()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_error_in_a_codec_that_encodes_meets_the_caller_and_nobody_else(AnError error) {
    var builder = withGoodJob().payloads(codec(false, error)).handler(TYPED, run -> {});
    try (var time = TestScheduler.start(builder, Scenario.START)) {
      var job = Job.of("bad", TYPED, new Note("text"), Trigger.every(ofSeconds(1)));
      assertThatThrownBy(() -> time.scheduler().schedule(job))
          .satisfiesAnyOf(
              thrown -> assertThat(thrown).isInstanceOf(error.type()),
              thrown -> assertThat(thrown).hasRootCauseInstanceOf(error.type()));
      theGoodJobRunsForAMinute(time);
      assertThat(time.scheduler().find("bad")).isEmpty();
    }
  }

  /** Reads nothing, and writes unless that is to fail too. */
  private static PayloadCodec codec(boolean writes, AnError error) {
    return PayloadCodec.json(
        value -> writes ? "{}" : "" + error.happen(),
        new PayloadCodec.JsonReader() {
          @Override
          public <T> T read(String json, Class<T> type) {
            return type.cast("" + error.happen());
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void an_error_in_all_that_an_executor_need_not_do_keeps_no_attempt_from_running(AnError error) {
    var odd =
        new JobExecutor() {
          @Override
          public Outcome execute(Attempt<Payload> attempt) {
            return Outcome.succeeded();
          }

          @Override
          public void prepare(Target<?> target) {
            error.happen();
          }

          @Override
          public Duration timeout(Target<?> target) {
            return Duration.ofSeconds(error.happen());
          }
        };
    var builder =
        withGoodJob()
            .executor("odd", odd)
            .job(Job.of("odd", Target.of("odd", "any"), Trigger.every(ofSeconds(1))));
    try (var time = TestScheduler.start(builder, Scenario.START)) {
      theGoodJobRunsForAMinute(time);
      assertThat(time.executions("odd"))
          .filteredOn(line -> line.status() == ExecutionStatus.SUCCEEDED)
          .hasSize(60);
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_error_in_every_line_that_is_logged_stops_nothing(AnError error, @TempDir Path folder)
      throws IOException, InterruptedException {
    var output = folder.resolve("output.txt");
    var child = ChildProcess.of(folder, BrokenLoggingProcess.class).redirectOutput(output.toFile());
    child.environment().put("JDK_JAVA_OPTIONS", options(error));
    var process = child.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(output).content().contains(BrokenLoggingProcess.WENT_ON + ", and it is true");
  }

  private static String options(AnError error) {
    return "-Dslf4j.provider="
        + BrokenLogging.class.getName()
        + " -D"
        + BrokenLogging.ERROR
        + "="
        + error;
  }
}
