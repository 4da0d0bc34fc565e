package dev.punctual.lambda;

import static dev.punctual.lambda.LambdaStub.answer;
import static dev.punctual.lambda.LambdaStub.error;
import static dev.punctual.lambda.LambdaStub.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Attempt;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.JobId;
import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import dev.punctual.Payload;
import dev.punctual.lambda.LambdaStub.Answer;
import dev.punctual.lambda.LambdaStub.Operation;
import dev.punctual.lambda.LambdaStub.Request;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions whose executions AWS knows by name. */
class LambdaDurableTest {
  private static final LambdaFunction BILLING =
      LambdaFunction.existing("billing").withDurableExecutions();
  private static final String KEY = Attempts.KEY;
  private static final Answer NONE = ok("{\"DurableExecutions\":[]}");

  private final LambdaStub stub = new LambdaStub().on(Operation.INVOKE, ok("7"));
  private final LambdaExecutor executor = StubbedExecutors.at(stub.uri()).build();

  @AfterEach
  void close() {
    executor.close();
    stub.close();
  }

  @Test
  void the_first_attempt_is_named_by_the_key_qualified_and_asks_nothing_before() throws Exception {
    assertThat(executor.execute(attempt(BILLING, 1))).isEqualTo(Outcome.succeeded("7"));
    assertThat(stub.operations()).containsExactly(Operation.INVOKE);
    assertThat(name(stub.requests(Operation.INVOKE).getFirst())).isEqualTo(KEY);
    assertThat(stub.requests(Operation.INVOKE).getFirst().uri()).contains("Qualifier=%24LATEST");
  }

  @Test
  void an_execution_that_succeeded_meanwhile_is_the_outcome_and_nothing_is_invoked()
      throws Exception {
    stub.on(Operation.LIST_EXECUTIONS, listed(KEY, "SUCCEEDED"))
        .on(Operation.GET_EXECUTION, ok("{\"Status\":\"SUCCEEDED\",\"Result\":\"\\\"paid\\\"\"}"));
    assertThat(executor.lookup(attempt(BILLING, 2))).contains(Outcome.succeeded("\"paid\""));
    assertThat(stub.requests(Operation.INVOKE)).isEmpty();
    assertThat(stub.requests(Operation.LIST_EXECUTIONS).getFirst().uri())
        .contains("DurableExecutionName=" + KEY, "Qualifier=%24LATEST");
    assertThat(stub.requests(Operation.GET_EXECUTION).getFirst().uri())
        .contains("%2F" + KEY + "%2Fid");
  }

  @Test
  void one_that_runs_is_joined_by_its_name() throws Exception {
    stub.on(Operation.LIST_EXECUTIONS, listed(KEY, "RUNNING"));
    assertThat(executor.lookup(attempt(BILLING, 2))).isEmpty();
    assertThat(executor.execute(attempt(BILLING, 2))).isEqualTo(Outcome.succeeded("7"));
    assertThat(name(stub.requests(Operation.INVOKE).getFirst())).isEqualTo(KEY);
  }

  @Test
  void one_that_runs_and_was_only_to_be_handed_over_is_accepted() throws Exception {
    stub.on(Operation.LIST_EXECUTIONS, listed(KEY, "RUNNING"));
    assertThat(executor.lookup(attempt(BILLING.withMode(InvocationMode.ASYNCHRONOUS), 2)))
        .contains(Outcome.accepted(""));
  }

  @Test
  void one_that_was_never_started_is_started_by_the_same_name() throws Exception {
    stub.on(Operation.LIST_EXECUTIONS, NONE);
    assertThat(executor.lookup(attempt(BILLING, 2))).isEmpty();
    executor.execute(attempt(BILLING, 2));
    assertThat(name(stub.requests(Operation.INVOKE).getFirst())).isEqualTo(KEY);
  }

  @Test
  void after_a_failure_the_next_attempt_has_a_name_of_its_own() throws Exception {
    byName(KEY, "FAILED", KEY + "-2", "TIMED_OUT");
    assertThat(executor.lookup(attempt(BILLING, 3))).isEmpty();
    executor.execute(attempt(BILLING, 3));
    assertThat(name(stub.requests(Operation.INVOKE).getFirst())).isEqualTo(KEY + "-3");
  }

  @Test
  void the_end_of_the_last_round_counts() throws Exception {
    byName(KEY, "FAILED", KEY + "-2", "SUCCEEDED");
    stub.on(Operation.GET_EXECUTION, ok("{\"Status\":\"SUCCEEDED\",\"Result\":\"8\"}"));
    assertThat(executor.lookup(attempt(BILLING, 3))).contains(Outcome.succeeded("8"));
  }

  @Test
  void one_that_somebody_stopped_is_not_started_again() throws Exception {
    stub.on(Operation.LIST_EXECUTIONS, listed(KEY, "STOPPED"));
    Outcome outcome = executor.lookup(attempt(BILLING, 2)).orElseThrow();
    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.isRetryable()).isFalse();
  }

  @Test
  void names_that_only_contain_the_key_are_those_of_others() throws Exception {
    stub.on(Operation.LIST_EXECUTIONS, listed("x" + KEY, "SUCCEEDED"));
    assertThat(executor.lookup(attempt(BILLING, 2))).isEmpty();
  }

  @Test
  void while_aws_cannot_be_asked_nothing_is_started() throws Exception {
    stub.on(
        Operation.LIST_EXECUTIONS,
        error(429, "TooManyRequestsException", "Rate exceeded", "Retry-After", "7"));
    Outcome outcome = executor.lookup(attempt(BILLING, 2)).orElseThrow();
    assertThat(outcome.status()).isEqualTo(Status.NOT_STARTED);
    assertThat(outcome.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(executor.execute(attempt(BILLING, 2)).status()).isEqualTo(Status.NOT_STARTED);
    assertThat(stub.requests(Operation.INVOKE)).isEmpty();
  }

  @Test
  void without_the_right_to_ask_the_key_alone_is_the_name() throws Exception {
    stub.on(Operation.LIST_EXECUTIONS, error(403, "AccessDeniedException", "not allowed"));
    assertThat(executor.lookup(attempt(BILLING, 2))).isEmpty();
    executor.execute(attempt(BILLING, 2));
    assertThat(name(stub.requests(Operation.INVOKE).getFirst())).isEqualTo(KEY);
  }

  @Test
  void a_duplicate_that_aws_refuses_is_unknown_until_it_is_looked_up() throws Exception {
    stub.on(
        Operation.INVOKE, error(409, "DurableExecutionAlreadyStartedException", "already started"));
    Outcome outcome = executor.execute(attempt(BILLING, 1));
    assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void of_other_functions_nothing_is_known_and_aws_is_not_asked() throws Exception {
    assertThat(executor.lookup(attempt(LambdaFunction.existing("billing"), 2))).isEmpty();
    assertThat(stub.operations()).isEmpty();
  }

  /** The list as AWS filters it, and further pages of it. */
  private void byName(String first, String state, String second, String secondState) {
    stub.on(
        Operation.LIST_EXECUTIONS,
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          if (query.contains("DurableExecutionName=" + second)) {
            listed(second, secondState).to(exchange);
          } else if (query.contains("DurableExecutionName=" + KEY + "-")) {
            NONE.to(exchange);
          } else if (query.contains("Marker=")) {
            listed(first, state).to(exchange);
          } else {
            answer(200, "{\"DurableExecutions\":[],\"NextMarker\":\"more\"}").to(exchange);
          }
        });
  }

  private static Answer listed(String name, String status) {
    return ok(
        """
        {"DurableExecutions":[{"DurableExecutionName":"%s","Status":"%s",\
        "DurableExecutionArn":"arn:aws:lambda:us-east-1:123456789012:function:billing:1\
        /durable-execution/%s/id"}]}\
        """
            .formatted(name, status, name));
  }

  private static String name(Request request) {
    return request.header("X-amz-durable-execution-name");
  }

  private static Attempt<Payload> attempt(LambdaFunction function, int number) {
    return Attempt.of(
        JobId.of("nightly/report"),
        new ExecutionId(KEY),
        function.target(),
        ExecutionKind.SCHEDULED,
        Instant.parse("2026-03-01T02:30:00Z"),
        number,
        Payload.none());
  }
}
