package dev.punctual.lambda;

import static dev.punctual.lambda.LambdaStub.error;
import static dev.punctual.lambda.LambdaStub.ok;
import static dev.punctual.lambda.ShownFunction.shown;

import dev.punctual.ExecutionQuery;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Payload;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.Trigger;
import dev.punctual.lambda.LambdaStub.Answer;
import dev.punctual.lambda.LambdaStub.Operation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * A process that knows secrets: one each in the environment of its function, in the function's
 * source, in the event of its job and in its credentials. It says whatever there is to be said of
 * them, and Lambda quotes them in its errors.
 */
final class SecretKeepingProcess {
  static final String SECRET = "s3cr3t-canary";
  static final String AT_TARGET = "the target has seen the secret of the ";

  private static final String ENVIRONMENT = SECRET + "-environment";
  private static final Payload EVENT = Payload.json("{\"card\":\"" + SECRET + "-event\"}");
  private static final LambdaFunction HELLO =
      LambdaFunction.named("hello")
          .withSource("nodejs22.x", "index.mjs", "export {} // " + SECRET + "-source")
          .withEnvironment(Map.of("TOKEN", ENVIRONMENT))
          .withRequest(r -> r.description(SECRET + "-hook"))
          .withKeyInEvent();

  private SecretKeepingProcess() {}

  public static void main(String[] args) throws InterruptedException {
    sayWhatIsDefined();
    try (var stub = new LambdaStub()) {
      stub.on(
              Operation.LOOK,
              error(404, "ResourceNotFoundException", "Function not found"),
              error(404, "ResourceNotFoundException", "Function not found"),
              shown(HELLO, "Active", "CodeSha256", "other"),
              shown(HELLO, "Active"))
          .on(
              Operation.CREATE,
              error(400, "InvalidParameterValueException", "Value {TOKEN=" + ENVIRONMENT + "}"),
              ok("{}"))
          .on(Operation.UPDATE_CODE, ok("{}"))
          .on(Operation.UPDATE_CONFIGURATION, ok("{}"))
          .on(Operation.INVOKE, answers(stub));
      runAll(stub);
      System.out.println(AT_TARGET + "environment: " + stub.has(Operation.CREATE, ENVIRONMENT));
      System.out.println(AT_TARGET + "event: " + stub.has(Operation.INVOKE, SECRET + "-event"));
    }
  }

  private static Answer[] answers(LambdaStub stub) {
    return new Answer[] {
      error(400, "InvalidRequestContentException", "Could not parse " + SECRET + "-event"),
      error(413, "RequestTooLargeException", "too large: " + SECRET + "-event"),
      error(429, "TooManyRequestsException", "Rate exceeded"),
      error(500, "ServiceException", "oops"),
      stub.after("never", ok("{}")),
      ok("{\"errorMessage\":\"no paper\"}", "X-Amz-Function-Error", "Unhandled"),
      ok("1")
    };
  }

  private static void runAll(LambdaStub stub) throws InterruptedException {
    int times = answers(stub).length + 1;
    var ended = new CountDownLatch(times);
    try (var executor =
            StubbedExecutors.at(stub.uri())
                .client(client ->
                    client.httpClientBuilder(
                        Apache5HttpClient.builder().socketTimeout(Duration.ofSeconds(1))))
                .role(StubbedExecutors.ROLE)
                .function(HELLO)
                .build();
        var scheduler =
            Scheduler.builder()
                .executor("lambda", executor)
                .on(SchedulerEvent.class, System.out::println)
                .on(SchedulerEvent.ExecutionEnded.class, event -> ended.countDown())
                .start()) {
      System.out.println(executor);
      for (int i = 0; i < times; i++) {
        var job =
            Job.of("job-" + i, HELLO.target(), EVENT, Trigger.at(Instant.now()))
                .withRetry(Retry.none());
        System.out.println(scheduler.schedule(job, IfExists.REJECT));
        scheduler.await(
            scheduler.executions(ExecutionQuery.ofJob("job-" + i)).items().getFirst().id(),
            Duration.ofMinutes(1));
      }
      ended.await();
      scheduler
          .executions(ExecutionQuery.all())
          .forEach(
              line -> System.out.println(line + " " + line.result() + line.error() + line.log()));
    }
  }

  private static void sayWhatIsDefined() {
    System.out.println(List.of(HELLO, HELLO.code(), HELLO.code().source(), HELLO.settings()));
    System.out.println(HELLO.options() + " " + Attempts.of(HELLO, EVENT));
    System.out.println(DesiredFunction.of(HELLO, StubbedExecutors.ROLE));
    for (var faulty :
        List.of(
            HELLO.withEnvironment(Map.of("1", ENVIRONMENT)),
            HELLO.withRequest(r -> {
              throw new IllegalStateException(SECRET);
            }))) {
      try {
        StubbedExecutors.at(URI.create("http://127.0.0.1:1")).function(faulty).build().close();
      } catch (RuntimeException e) {
        e.printStackTrace(System.out);
      }
    }
    for (var event : List.of(Payload.text(SECRET), Payload.json("[\"" + SECRET + "\"]"))) {
      try {
        EventChecks.check(event, HELLO.options());
      } catch (RuntimeException e) {
        e.printStackTrace(System.out);
      }
    }
  }
}
