package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import dev.punctual.Payload;
import dev.punctual.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;

/** The Lambda executor against an endpoint that really runs the code. */
@ExtendWith(LambdaEndpoint.class)
class LambdaContractTest {
  private static final String NODE = "nodejs22.x";
  private static final String ROLE = "arn:aws:iam::000000000000:role/jobs";
  private static final String RUN = Long.toString(System.nanoTime(), 36);
  private static final ConcurrentLinkedQueue<String> names = new ConcurrentLinkedQueue<>();

  private static LambdaEndpoint endpoint;
  private static LambdaClient aws;

  private final List<LambdaExecutor> executors = new ArrayList<>();

  @BeforeAll
  static void open() {
    endpoint = LambdaEndpoint.open();
    LambdaClientBuilder builder = LambdaClient.builder();
    StubbedExecutors.configure(builder, endpoint.uri());
    aws = builder.build();
  }

  @AfterAll
  static void removeFunctions() {
    names.forEach(name -> aws.deleteFunction(r -> r.functionName(name)));
    aws.close();
    endpoint.close();
  }

  @AfterEach
  void closeExecutors() {
    executors.forEach(LambdaExecutor::close);
  }

  @Test
  void a_node_function_made_from_source_text_runs_with_the_payload_as_its_event() throws Exception {
    LambdaFunction hello =
        node(
                "hello",
                "export const handler = async e => ({hello: e.name, stage: process.env.STAGE})")
            .withEnvironment(Map.of("STAGE", "test"));
    Outcome outcome = run(executor(hello), hello, "{\"name\":\"you\"}");
    assertThat(outcome.status()).as(outcome.text()).isEqualTo(Status.SUCCEEDED);
    assertThat(outcome.text()).contains("you", "test");
  }

  /** Some emulators do not pass the client context on; then the function sees none. */
  @Test
  void the_function_sees_the_key_where_the_endpoint_passes_the_client_context_on()
      throws Exception {
    LambdaFunction key =
        node(
            "key", "export const handler = async (e, c) => c.clientContext?.custom?.key ?? 'none'");
    assertThat(run(executor(key), key, "{}").text()).isIn('"' + Attempts.KEY + '"', "\"none\"");
  }

  @Test
  void a_python_function_runs_with_an_empty_event_where_there_is_no_payload() throws Exception {
    LambdaFunction python =
        named("python")
            .withSource(
                "python3.13", "app.py", "def handler(e, c): return {'event': e, 'n': 6 * 7}");
    Outcome outcome = executor(python).execute(Attempts.of(python, Payload.none()));
    assertThat(outcome.text()).matches("\\{\"event\": ?\\{}, ?\"n\": ?42}");
  }

  @Test
  void an_exception_of_the_function_fails_the_attempt_with_its_message_and_may_be_retried()
      throws Exception {
    LambdaFunction broken =
        node("broken", "export const handler = async () => { throw new Error('no paper') }");
    Outcome outcome = run(executor(broken), broken, "{}");
    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.isRetryable()).isTrue();
    assertThat(outcome.text()).contains("no paper");
  }

  @Test
  void the_tail_of_the_log_is_kept() throws Exception {
    LambdaFunction chatty =
        node("chatty", "export const handler = async () => { console.log('printed 3 pages') }");
    assertThat(run(executor(chatty), chatty, "{}").log()).contains("printed 3 pages");
  }

  @Test
  void a_prepared_function_is_left_alone_by_the_next_prepare_and_by_the_next_start()
      throws Exception {
    LambdaFunction stable = node("stable", "export const handler = async () => 1");
    LambdaExecutor executor = executor(stable);
    executor.prepare(stable.target());
    String revision = revision(stable);
    executor.prepare(stable.target());
    executor(stable).prepare(stable.target());
    assertThat(revision(stable)).isEqualTo(revision);
    assertThat(aws.getFunction(r -> r.functionName(stable.name())).tags())
        .containsEntry("punctual:managed", "true");
  }

  @Test
  void changed_code_and_settings_are_in_force_at_the_next_start() throws Exception {
    LambdaFunction before = node("changing", "export const handler = async () => 'before'");
    assertThat(run(executor(before), before, "{}").text()).isEqualTo("\"before\"");
    LambdaFunction after =
        before
            .withSource(NODE, "index.mjs", "export const handler = async () => process.env.WHEN")
            .withEnvironment(Map.of("WHEN", "after"))
            .withMemory(256);
    assertThat(run(executor(after), after, "{}").text()).isEqualTo("\"after\"");
    assertThat(aws.getFunctionConfiguration(r -> r.functionName(after.name())).memorySize())
        .isEqualTo(256);
  }

  @Test
  void an_existing_function_is_invoked_by_name_alias_and_arn() throws Exception {
    LambdaFunction deployed = node("billing", "export const handler = async e => e");
    executor(deployed).prepare(deployed.target());
    String version = aws.publishVersion(r -> r.functionName(deployed.name())).version();
    String arn =
        aws.createAlias(r -> r.functionName(deployed.name()).name("live").functionVersion(version))
            .aliasArn();
    for (String reference : List.of(deployed.name(), deployed.name() + ":live", arn)) {
      LambdaFunction existing = LambdaFunction.existing(reference);
      LambdaExecutor executor = executor();
      executor.validate(existing.target(), Payload.json("7"));
      executor.prepare(existing.target());
      assertThat(run(executor, existing, "7").text()).isEqualTo("7");
    }
  }

  @Test
  void an_unknown_existing_function_fails_for_good_and_says_what_to_check() throws Exception {
    LambdaFunction unknown = LambdaFunction.existing("nobody-" + RUN);
    LambdaExecutor executor = executor();
    Outcome outcome = run(executor, unknown, "{}");
    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.isRetryable()).isFalse();
    assertThat(outcome.text()).contains("check name, alias and region");
    assertThatThrownBy(() -> executor.prepare(unknown.target()))
        .hasMessageContaining("check name, alias and region");
  }

  @Test
  void a_role_is_created_and_then_reused() throws Exception {
    String role = "punctual-" + RUN;
    LambdaFunction function = node("role", "export const handler = async () => 1");
    for (int start = 0; start < 2; start++) {
      LambdaExecutor executor = keep(builder().createRole(role).function(function).build());
      assertThat(run(executor, function, "{}").text()).isEqualTo("1");
    }
    IamClientBuilder builder = IamClient.builder();
    StubbedExecutors.configure(builder, endpoint.uri());
    try (IamClient iam = builder.build()) {
      assertThat(iam.getRole(r -> r.roleName(role)).role().arn())
          .isEqualTo(aws.getFunctionConfiguration(r -> r.functionName(function.name())).role());
      assertThat(iam.listAttachedRolePolicies(r -> r.roleName(role)).attachedPolicies())
          .singleElement()
          .satisfies(
              policy -> assertThat(policy.policyName()).isEqualTo("AWSLambdaBasicExecutionRole"));
    }
  }

  @Test
  void ten_first_attempts_at_once_make_one_function_and_ten_results() throws Exception {
    LambdaFunction busy = node("busy", "export const handler = async e => e.n * e.n");
    LambdaExecutor executor = executor(busy);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> outcomes =
          IntStream.range(0, 10)
              .mapToObj(n -> threads.submit(() -> run(executor, busy, "{\"n\":" + n + "}")))
              .toList();
      for (int n = 0; n < 10; n++) {
        assertThat(outcomes.get(n).get().text()).isEqualTo(String.valueOf(n * n));
      }
    }
  }

  private static LambdaFunction named(String name) {
    String unique = name + '-' + RUN;
    names.add(unique);
    return LambdaFunction.named(unique);
  }

  private static LambdaFunction node(String name, String source) {
    return named(name).withSource(NODE, "index.mjs", source);
  }

  private LambdaExecutor executor(LambdaFunction... functions) {
    LambdaExecutorBuilder builder = builder().role(ROLE);
    for (LambdaFunction function : functions) {
      builder.function(function);
    }
    return keep(builder.build());
  }

  private static LambdaExecutorBuilder builder() {
    return LambdaExecutor.builder()
        .client(client -> StubbedExecutors.configure(client, endpoint.uri()))
        .iam(client -> StubbedExecutors.configure(client, endpoint.uri()));
  }

  private LambdaExecutor keep(LambdaExecutor executor) {
    executors.add(executor);
    return executor;
  }

  private static Outcome run(LambdaExecutor executor, LambdaFunction function, String event)
      throws InterruptedException {
    Target<Payload> target = function.target();
    return executor.execute(Attempts.of(target, Payload.json(event)));
  }

  private static String revision(LambdaFunction function) {
    return aws.getFunctionConfiguration(r -> r.functionName(function.name())).revisionId();
  }
}
