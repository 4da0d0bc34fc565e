package dev.punctual.examples;

import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.Job;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.Trigger;
import dev.punctual.lambda.LambdaExecutor;
import dev.punctual.lambda.LambdaFunction;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Creates a Lambda function from source text, runs it every two seconds, five times, and shows its
 * log. Needs AWS credentials and a region as the AWS SDK finds them; or, in {@value #ENDPOINT}, the
 * URL of a local endpoint. The function's role is that of {@code AWS_LAMBDA_ROLE_ARN}, or one that
 * is created. Function and role stay.
 */
public final class LambdaQuickstart {
  static final String ENDPOINT = "PUNCTUAL_LAMBDA_ENDPOINT";

  private static final int TIMES = 5;
  private static final String SOURCE =
      """
      export const handler = async (event, context) => {
        const key = context.clientContext?.custom?.key ?? "not handed over by this endpoint";
        console.log("hello, " + event.name + "; key: " + key);
        return {hello: event.name};
      };
      """;

  private LambdaQuickstart() {}

  /**
   * Runs it.
   *
   * @param args none
   * @throws InterruptedException if it is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    run(System.out);
  }

  static List<Execution> run(PrintStream out) throws InterruptedException {
    var hello =
        LambdaFunction.named("punctual-quickstart").withSource("nodejs22.x", "index.mjs", SOURCE);
    var ended = new CountDownLatch(TIMES);
    try (var scheduler =
        Scheduler.builder()
            .executor("lambda", executor(hello))
            .on(SchedulerEvent.ExecutionEnded.class, event -> ended.countDown())
            .job(
                Job.of(
                        "hello",
                        hello.target(),
                        Payload.json("{\"name\": \"you\"}"),
                        Trigger.every(Duration.ofSeconds(2)))
                    .withMaxExecutions(TIMES))
            .start()) {
      out.println("Lambda function punctual-quickstart, every 2 seconds, 5 times ...");
      if (!ended.await(3, TimeUnit.MINUTES)) {
        out.println("It has not ended within 3 minutes; this is its log so far:");
      }
      var log = scheduler.executions(ExecutionQuery.ofJob("hello")).items();
      LogTable.print(log, out);
      log.stream().findFirst().ifPresent(last -> out.println("\nIts last log:\n" + last.log()));
      return log;
    }
  }

  private static LambdaExecutor executor(LambdaFunction function) {
    var builder = LambdaExecutor.builder().createRole("punctual-quickstart").function(function);
    Optional.ofNullable(System.getenv(ENDPOINT))
        .map(URI::create)
        .ifPresent(url ->
            builder
                .client(client -> client.endpointOverride(url))
                .iam(client -> client.endpointOverride(url)));
    return builder.build();
  }
}
