package dev.punctual.docs;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Job;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.lambda.InvocationMode;
import dev.punctual.lambda.LambdaExecutor;
import dev.punctual.lambda.LambdaFunction;
import dev.punctual.test.ScriptedExecutor;
import dev.punctual.test.TestScheduler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.model.Architecture;

/** The code of the page on Lambda. */
class LambdaTest {
  private final LambdaFunction mail = LambdaFunction.existing("mail");
  private final Trigger everyHour = Trigger.every(Duration.ofHours(1));

  void shortest(SchedulerBuilder builder) {
    var hello =
        LambdaFunction.named("hello")
            .withSource(
                "nodejs22.x", "index.mjs", "export const handler = async e => ({hello: e.name})");
    var lambda = LambdaExecutor.builder().createRole("punctual-jobs").function(hello).build();
    builder
        .executor("lambda", lambda)
        .job(
            Job.of(
                "hello",
                hello.target(),
                Payload.json("{\"name\":\"you\"}"),
                Trigger.every(ofMinutes(5))))
        .job(
            Job.of(
                "bill",
                LambdaFunction.existing("billing:live").target(),
                Trigger.cron("0 0 6 * * ?")));
  }

  private LambdaFunction full(String layer) {
    var report =
        LambdaFunction.named("report")
            .withDirectory("python3.13", "app.handler", Path.of("lambda/report"))
            .withMemory(512)
            .withTimeout(ofMinutes(5))
            .withEnvironment(Map.of("STAGE", "production"))
            .withRequest(r -> r.architectures(Architecture.ARM64).layers(layer))
            .withAlias("live");
    return report;
  }

  private void asynchronous(SchedulerBuilder builder) {
    builder.job(
        Job.of(
            "mail",
            mail.withMode(InvocationMode.ASYNCHRONOUS).withKeyInEvent().target(),
            everyHour));
  }

  private LambdaExecutor atEmulator(URI emulator, LambdaFunction hello) {
    var lambda =
        LambdaExecutor.builder()
            .client(client -> client.endpointOverride(emulator).region(Region.US_EAST_1))
            .iam(client -> client.endpointOverride(emulator))
            .createRole("test")
            .function(hello)
            .build();
    return lambda;
  }

  private void billing(SchedulerBuilder builder) {
    builder.job(
        Job.of("bill", Target.of("lambda", "existing:billing:live"), Trigger.cron("0 0 6 * * ?"))
            .withRetry(Retry.fixed(3, ofMinutes(1))));
  }

  @Test
  void a_lost_answer_is_tried_again_in_virtual_time() {
    var lambda =
        ScriptedExecutor.answering(Outcome.unknown("reset"), Outcome.succeeded("\"paid\""));
    var jobs = Scheduler.builder().executor("lambda", lambda).apply(this::billing);
    try (var time = TestScheduler.start(jobs, "2026-03-01T00:00:00Z")) {
      time.advance(ofDays(1));
      assertThat(time.executions("bill").getFirst().attempts()).isEqualTo(2);
    }
  }

  @Test
  void the_page_s_code_builds_what_it_says() throws IOException {
    try (var executor =
        atEmulator(
            URI.create("http://127.0.0.1:1"),
            LambdaFunction.named("hello").withSource("nodejs22.x", "index.mjs", "export {}"))) {
      executor.validate(Target.of("lambda", "hello"), Payload.none());
    }
    var builder = Scheduler.builder();
    asynchronous(builder);
    assertThat(mail.withMode(InvocationMode.ASYNCHRONOUS).withKeyInEvent().address())
        .isEqualTo("existing:mail?asynchronous&key");
    Path folder = Files.createDirectories(Path.of("lambda/report"));
    Files.writeString(folder.resolve("app.py"), "def handler(e, c): return 1");
    assertThat(full("arn:layer:1").address()).isEqualTo("report");
  }
}
