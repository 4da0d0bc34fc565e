package dev.punctual.verification.lambda;

import static dev.punctual.verification.lambda.LambdaJobs.BILLING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.punctual.Delivery;
import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.verification.crash.ChildProcess;
import dev.punctual.verification.lambda.LambdaServer.Call;
import dev.punctual.verification.lambda.LambdaServer.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A call of a Lambda function that is cut off in the middle, by a timeout of the client, a timeout
 * of the job, a reset or a kill: the log says what is known, and the target sees one key.
 */
class LambdaMidCallTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir private Path folder;

  static Stream<Arguments> cuts() {
    return Stream.of(
        arguments("a timeout of the client", Reply.HANGS, SHORT, LONG),
        arguments("a timeout of the job", Reply.HANGS, LONG, SHORT),
        arguments("a reset", Reply.RESETS, LONG, LONG));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cuts")
  void a_call_that_is_cut_off_is_made_again_with_the_same_key_and_at_most_once_is_left_unknown(
      String what, Reply first, Duration ofClient, Duration ofJob) throws Exception {
    try (var server = new LambdaServer(call -> isCut(call) ? first : Reply.ANSWERS, Duration.ZERO);
        var scheduler =
            Scheduler.builder()
                .persistence(SqlitePersistence.open(folder.resolve("jobs.db")))
                .executor("lambda", LambdaJobs.executor(server.uri(), ofClient))
                .start()) {
      scheduler.schedule(LambdaJobs.now("warm-up", BILLING.target(), Delivery.AT_LEAST_ONCE));
      assertThat(ended(scheduler, "warm-up").attempts()).isPositive();
      Job again = LambdaJobs.now("again", BILLING.target(), Delivery.AT_LEAST_ONCE);
      Job once = LambdaJobs.now("once", BILLING.target(), Delivery.AT_MOST_ONCE);
      scheduler.schedule(again.withTimeout(ofJob));
      scheduler.schedule(once.withTimeout(ofJob));
      assertMadeAgain(ended(scheduler, "again"), server);
      assertLeftUnknown(ended(scheduler, "once"), server);
    }
  }

  @Test
  void a_call_in_which_the_process_is_killed_is_made_again_left_unknown_or_found_done()
      throws Exception {
    try (var server =
        new LambdaServer(call -> isCut(call) ? Reply.HANGS : Reply.ANSWERS, Duration.ZERO)) {
      var child =
          ChildProcess.of(folder, KilledInMidCall.class, folder.toString(), server.uri().toString())
              .redirectOutput(folder.resolve("output.txt").toFile())
              .start();
      server.awaitCalls(3);
      child.destroyForcibly().waitFor();
      Call durable = server.calls("durable").getFirst();
      server.succeed(durable.key());

      try (var scheduler =
          Scheduler.builder()
              .persistence(SqlitePersistence.open(folder.resolve("jobs.db")))
              .executor("lambda", LambdaJobs.executor(server.uri()))
              .start()) {
        assertMadeAgain(ended(scheduler, "again"), server);
        assertLeftUnknown(ended(scheduler, "once"), server);
        Execution found = ended(scheduler, "durable");
        assertThat(found.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(found.result()).isEqualTo("\"done meanwhile\"");
        assertThat(found.attempts()).isEqualTo(2);
        assertThat(server.calls("durable")).as("never invoked again").containsExactly(durable);
      }
    }
  }

  private static boolean isCut(Call call) {
    return call.attempt() == 1 && !call.job().equals("warm-up");
  }

  /** On a machine that is busy enough, a second call can be cut off by the timeout as well. */
  private static void assertMadeAgain(Execution line, LambdaServer server) {
    String key = line.id().value();
    assertThat(line.status()).as(line.error()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(line.result()).isEqualTo("\"done\"");
    assertThat(line.attempts()).isGreaterThan(1);
    assertThat(server.calls("again"))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, line.attempts())
                .mapToObj(attempt -> new Call("again", key, attempt))
                .toList());
  }

  private static void assertLeftUnknown(Execution line, LambdaServer server) {
    assertThat(line.status()).as(line.error()).isEqualTo(ExecutionStatus.UNKNOWN);
    assertThat(line.attempts()).isEqualTo(1);
    assertThat(server.calls("once")).containsExactly(new Call("once", line.id().value(), 1));
  }

  /** The one line of the log of a job, once it is final. */
  private static Execution ended(Scheduler scheduler, String job) {
    var open = scheduler.executions(ExecutionQuery.ofJob(job)).items().getFirst();
    scheduler.await(open.id(), LONG);
    var log = scheduler.executions(ExecutionQuery.ofJob(job)).items();
    assertThat(log).hasSize(1);
    return log.getFirst();
  }
}
