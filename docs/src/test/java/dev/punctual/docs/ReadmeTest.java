package dev.punctual.docs;

import static dev.punctual.CronDialect.EVENTBRIDGE;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CatchUp;
import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.Job;
import dev.punctual.JobHandle;
import dev.punctual.Payload;
import dev.punctual.PayloadCodec;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.lambda.LambdaExecutor;
import dev.punctual.lambda.LambdaFunction;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.test.TestScheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of the README, run. */
class ReadmeTest {
  private final Reports reports = new Reports();
  private final List<String> sent = new ArrayList<>();
  private final List<Execution> alerts = new ArrayList<>();

  /** Stands for the application. */
  static final class Reports {
    int daily;

    void daily() {
      daily++;
    }

    void sweep() {}
  }

  private void tenLines() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Scheduler scheduler =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(Path.of("jobs.db")))
            .job(
                "heartbeat",
                Trigger.every(Duration.ofSeconds(10)),
                run -> System.out.println("due " + run.scheduledTime()))
            .job("report", Trigger.daily(LocalTime.of(2, 30), berlin), run -> reports.daily())
            .job("sweep", Trigger.cron("0 0/15 8-18 ? * MON-FRI", berlin), run -> reports.sweep())
            .start();
    scheduler.executions(ExecutionQuery.ofJob("heartbeat").limit(20)).forEach(System.out::println);
    assertThat(scheduler.job("report").status().next()).isPresent();
    scheduler.close();
  }

  @Test
  void the_ten_lines_run_a_second_time_without_an_error_or_a_duplicate() throws Exception {
    try {
      tenLines();
      tenLines();
    } finally {
      for (var ending : List.of("", "-wal", "-shm", ".lock")) {
        Files.deleteIfExists(Path.of("jobs.db" + ending));
      }
    }
  }

  record Invoice(int number, String recipient) {}

  static final Target<Invoice> SEND = Target.handler("send-invoice", Invoice.class);

  private SchedulerBuilder mailing(PayloadCodec codec) {
    return Scheduler.builder()
        .payloads(codec)
        .handler(SEND, run -> send(run.payload(), run.key()))
        .on(SchedulerEvent.ExecutionEnded.class, event -> alert(event.execution()));
  }

  private static void invoice(Scheduler scheduler, Instant due) {
    scheduler.schedule(
        Job.of("invoice-42", SEND, new Invoice(42, "a@b.c"), Trigger.at(due))
            .withRetry(Retry.exponential(5, ofSeconds(10), ofMinutes(10))));
  }

  private static void operate(Scheduler scheduler) {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    JobHandle report = scheduler.job("report");
    report.pause("month end, ticket 4711");
    report.resume(CatchUp.latest()); // or resume(): what passed meanwhile is skipped
    report.update(job -> job.withTrigger(Trigger.daily(LocalTime.of(4, 0), berlin)));
    Execution manual = scheduler.await(report.runNow(), ofMinutes(1));
    assertThat(manual.status().isFinal()).isTrue();
  }

  @Test
  void a_typed_payload_reaches_its_handler_with_a_key() {
    var codec = PayloadCodec.json(this::write, this::read);
    try (var time = TestScheduler.start(mailing(codec), "2026-03-01T00:00:00Z")) {
      invoice(time.scheduler(), time.now().plusSeconds(60));
      time.advance(ofMinutes(2));
      var invoice = time.executions("invoice-42").getFirst();
      assertThat(sent).containsExactly("Invoice[number=42, recipient=a@b.c] " + invoice.id());
    }
  }

  @Test
  void a_job_can_be_operated_by_its_handle() {
    var builder =
        Scheduler.builder()
            .job("report", Trigger.every(Duration.ofHours(1)), run -> reports.daily());
    try (var time = TestScheduler.start(builder, "2026-03-01T00:00:00Z")) {
      operate(time.scheduler());
      assertThat(reports.daily).isEqualTo(1);
      assertThat(time.job("report").preview(1))
          .containsExactly(Instant.parse("2026-03-01T03:00:00Z"));
    }
  }

  /** Compiled only: it takes an account, or an endpoint. */
  static void lambda(SchedulerBuilder builder) {
    var hello =
        LambdaFunction.named("hello")
            .withSource(
                "nodejs22.x", "index.mjs", "export const handler = async e => ({hello: e.name})");
    var lambda =
        LambdaExecutor.builder().role(System.getenv("AWS_LAMBDA_ROLE_ARN")).function(hello).build();
    builder
        .executor("lambda", lambda)
        .job(
            Job.of(
                    "hello-2s",
                    hello.target(),
                    Payload.json("{\"name\":\"you\"}"),
                    Trigger.every(ofSeconds(2)))
                .withMaxExecutions(5))
        .job(
            Job.of(
                "bill",
                LambdaFunction.existing("billing:live").target(),
                Trigger.cron(EVENTBRIDGE, "rate(5 minutes)", UTC)));
  }

  private String write(Object value) {
    var invoice = (Invoice) value;
    return invoice.number() + " " + invoice.recipient();
  }

  private <T> T read(String text, Class<T> type) {
    var words = text.split(" ", 2);
    return type.cast(new Invoice(Integer.parseInt(words[0]), words[1]));
  }

  private void send(Invoice invoice, String key) {
    sent.add(invoice + " " + key);
  }

  private void alert(Execution execution) {
    alerts.add(execution);
  }
}
