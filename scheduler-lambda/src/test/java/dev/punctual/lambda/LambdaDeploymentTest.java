package dev.punctual.lambda;

import static dev.punctual.lambda.LambdaStub.answer;
import static dev.punctual.lambda.LambdaStub.error;
import static dev.punctual.lambda.LambdaStub.ok;
import static dev.punctual.lambda.ShownFunction.shown;
import static dev.punctual.lambda.StubbedExecutors.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import dev.punctual.Payload;
import dev.punctual.lambda.LambdaStub.Answer;
import dev.punctual.lambda.LambdaStub.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LambdaDeploymentTest {
  private static final LambdaFunction HELLO =
      LambdaFunction.named("hello").withSource("nodejs22.x", "index.mjs", "export {}");
  private static final Answer MISSING =
      error(404, "ResourceNotFoundException", "Function not found");
  private static final Answer PENDING = shown(HELLO, "Pending");
  private static final Answer ACTIVE = shown(HELLO, "Active");
  private static final Answer NOT_ASSUMABLE =
      error(
          400,
          "InvalidParameterValueException",
          "The role defined for the function cannot be assumed by Lambda.");

  private final LambdaStub stub = new LambdaStub().on(Operation.INVOKE, ok("1"));
  private final List<Duration> pauses = new ArrayList<>();
  private LambdaExecutor executor =
      StubbedExecutors.at(stub.uri(), pauses).role(ROLE).function(HELLO).build();

  @AfterEach
  void close() {
    executor.close();
    stub.close();
  }

  @Test
  void a_missing_function_is_created_awaited_and_invoked_and_not_looked_at_again()
      throws Exception {
    stub.on(Operation.LOOK, MISSING, PENDING, ACTIVE).on(Operation.CREATE, ok("{}"));
    executor.prepare(HELLO.target());
    executor.prepare(HELLO.target());
    assertThat(run()).isEqualTo(Outcome.succeeded("1"));
    assertThat(run()).isEqualTo(Outcome.succeeded("1"));
    assertThat(stub.operations())
        .containsExactly(
            Operation.LOOK,
            Operation.CREATE,
            Operation.LOOK,
            Operation.LOOK,
            Operation.INVOKE,
            Operation.INVOKE);
    assertThat(stub.requests(Operation.CREATE).getFirst().body())
        .contains("\"Role\":\"" + ROLE + '"', "\"punctual:managed\":\"true\"");
    assertThat(pauses).containsExactly(Duration.ofMillis(100));
  }

  @Test
  void a_function_that_is_as_it_should_be_is_not_touched() throws Exception {
    stub.on(Operation.LOOK, ACTIVE);
    executor.prepare(HELLO.target());
    assertThat(stub.operations()).containsExactly(Operation.LOOK);
  }

  @Test
  void code_and_configuration_that_differ_are_updated_each_once_no_update_is_in_progress()
      throws Exception {
    LambdaFunction old =
        LambdaFunction.named("hello")
            .withSource("nodejs22.x", "index.mjs", "export {} // old")
            .withMemory(512);
    stub.on(
            Operation.LOOK,
            shown(old, "Active"),
            shown(old, "Active", "LastUpdateStatus", "InProgress"),
            shown(HELLO.withMemory(512), "Active", "LastUpdateStatus", "Successful"),
            shown(HELLO, "Active", "LastUpdateStatus", "InProgress"),
            ACTIVE)
        .on(Operation.UPDATE_CODE, ok("{}"))
        .on(Operation.UPDATE_CONFIGURATION, ok("{}"));
    executor.prepare(HELLO.target());
    assertThat(stub.operations())
        .containsExactly(
            Operation.LOOK,
            Operation.UPDATE_CODE,
            Operation.LOOK,
            Operation.LOOK,
            Operation.UPDATE_CONFIGURATION,
            Operation.LOOK,
            Operation.LOOK);
  }

  @Test
  void losing_a_race_to_create_is_a_success() throws Exception {
    stub.on(Operation.LOOK, MISSING, PENDING, ACTIVE)
        .on(Operation.CREATE, error(409, "ResourceConflictException", "already exist"));
    executor.prepare(HELLO.target());
    assertThat(stub.requests(Operation.CREATE)).hasSize(1);
  }

  @Test
  void a_role_that_lambda_cannot_assume_yet_and_a_request_rate_are_waited_for() throws Exception {
    stub.on(Operation.LOOK, MISSING, MISSING, MISSING, MISSING, ACTIVE)
        .on(
            Operation.CREATE,
            NOT_ASSUMABLE,
            NOT_ASSUMABLE,
            error(429, "TooManyRequestsException", "Rate exceeded"),
            ok("{}"));
    executor.prepare(HELLO.target());
    assertThat(stub.requests(Operation.CREATE)).hasSize(4);
    assertThat(pauses).hasSize(3).isSorted();
  }

  @Test
  void a_role_that_lambda_can_never_assume_ends_as_not_started_after_two_minutes()
      throws Exception {
    stub.on(Operation.LOOK, MISSING).on(Operation.CREATE, NOT_ASSUMABLE);
    Outcome outcome = run();
    assertThat(outcome.status()).isEqualTo(Status.NOT_STARTED);
    assertThat(outcome.text()).contains("cannot be assumed by Lambda");
    assertThat(waited()).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(123));
  }

  @Test
  void a_function_that_never_becomes_active_ends_as_not_started_and_the_next_attempt_tries_again()
      throws Exception {
    stub.on(Operation.LOOK, PENDING);
    Outcome outcome = run();
    assertThat(outcome.status()).isEqualTo(Status.NOT_STARTED);
    assertThat(outcome.text()).contains("'hello' is not active after PT2M");
    stub.on(Operation.LOOK, ACTIVE);
    assertThat(run()).isEqualTo(Outcome.succeeded("1"));
    assertThat(stub.requests(Operation.INVOKE)).hasSize(1);
  }

  @Test
  void a_failed_function_fails_the_attempt_with_the_reason() throws Exception {
    stub.on(Operation.LOOK, MISSING, shown(HELLO, "Failed", "StateReason", "no such key"))
        .on(Operation.CREATE, ok("{}"));
    Outcome outcome = run();
    assertThat(outcome).isEqualTo(Outcome.failed(outcome.text()));
    assertThat(outcome.text()).contains("Failed at AWS: no such key");
    assertThat(stub.requests(Operation.INVOKE)).isEmpty();
  }

  @Test
  void many_first_attempts_at_once_make_one_deployment() throws Exception {
    stub.on(Operation.LOOK, stub.after("go", MISSING), ACTIVE).on(Operation.CREATE, ok("{}"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Outcome> attempt = this::run;
      var outcomes = Stream.generate(() -> threads.submit(attempt)).limit(20).toList();
      stub.gate("go").countDown();
      for (var outcome : outcomes) {
        assertThat(outcome.get().status()).isEqualTo(Status.SUCCEEDED);
      }
    }
    assertThat(stub.requests(Operation.CREATE)).hasSize(1);
  }

  @Test
  void a_function_deleted_in_between_is_not_started_and_then_deployed_again() throws Exception {
    stub.on(Operation.LOOK, ACTIVE).on(Operation.INVOKE, MISSING, ok("1"));
    assertThat(run().status()).isEqualTo(Status.NOT_STARTED);
    stub.on(Operation.LOOK, MISSING, ACTIVE).on(Operation.CREATE, ok("{}"));
    assertThat(run()).isEqualTo(Outcome.succeeded("1"));
    assertThat(stub.requests(Operation.CREATE)).hasSize(1);
  }

  @Test
  void an_interrupt_before_the_function_is_ready_is_thrown() throws Exception {
    stub.on(
        Operation.LOOK,
        exchange -> {
          stub.gate("arrived").countDown();
          stub.gate("never").await();
        });
    var attempt = new FutureTask<>(this::run);
    Thread thread = Thread.ofVirtual().start(attempt);
    stub.gate("arrived").await();
    thread.interrupt();
    assertThatThrownBy(attempt::get).hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void preparing_an_existing_function_tells_if_it_is_missing_and_no_more() throws Exception {
    LambdaFunction billing = LambdaFunction.existing("billing:live");
    stub.on(Operation.LOOK_CONFIGURATION, MISSING);
    assertThatThrownBy(() -> executor.prepare(billing.target()))
        .hasMessageContaining("'billing:live' does not exist in this account and region");
    stub.on(
        Operation.LOOK_CONFIGURATION, error(403, "AccessDeniedException", "not allowed to look"));
    executor.prepare(billing.target());
  }

  @Test
  void a_role_is_created_only_if_asked_for_and_reused_after_that() throws Exception {
    executor.close();
    executor = StubbedExecutors.at(stub.uri(), pauses).createRole("jobs").function(HELLO).build();
    String role = "<Role><RoleName>jobs</RoleName><Arn>" + ROLE + "</Arn></Role>";
    stub.on(
            Operation.GET_ROLE,
            answer(404, "<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>"))
        .on(Operation.CREATE_ROLE, ok(response("CreateRole", role)))
        .on(Operation.ATTACH_POLICY, ok(response("AttachRolePolicy", "")))
        .on(Operation.LOOK, MISSING, MISSING, ACTIVE)
        .on(Operation.CREATE, NOT_ASSUMABLE, ok("{}"));
    executor.prepare(HELLO.target());
    assertThat(stub.operations())
        .containsExactly(
            Operation.GET_ROLE,
            Operation.CREATE_ROLE,
            Operation.ATTACH_POLICY,
            Operation.LOOK,
            Operation.CREATE,
            Operation.LOOK,
            Operation.CREATE,
            Operation.LOOK);
    assertThat(stub.requests(Operation.CREATE_ROLE).getFirst().body())
        .contains("lambda.amazonaws.com", "punctual%3Amanaged");
    assertThat(stub.requests(Operation.ATTACH_POLICY).getFirst().body())
        .contains("AWSLambdaBasicExecutionRole");
  }

  @Test
  void the_role_of_durable_functions_may_keep_their_state() throws Exception {
    executor.close();
    LambdaFunction durable = HELLO.withDurableExecutions();
    executor = StubbedExecutors.at(stub.uri(), pauses).createRole("jobs").function(durable).build();
    String role = "<Role><RoleName>jobs</RoleName><Arn>" + ROLE + "</Arn></Role>";
    stub.on(Operation.GET_ROLE, ok(response("GetRole", role)))
        .on(Operation.ATTACH_POLICY, ok(response("AttachRolePolicy", "")))
        .on(Operation.LOOK, shown(durable, "Active"));
    executor.prepare(durable.target());
    assertThat(stub.operations())
        .containsExactly(Operation.GET_ROLE, Operation.ATTACH_POLICY, Operation.LOOK);
    assertThat(stub.requests(Operation.ATTACH_POLICY).getFirst().body())
        .contains("AWSLambdaBasicDurableExecutionRolePolicy");
  }

  private Outcome run() throws InterruptedException {
    return executor.execute(Attempts.of(HELLO, Payload.none()));
  }

  private Duration waited() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static String response(String action, String result) {
    return "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>".formatted(action, result);
  }
}
