package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import dev.punctual.Payload;
import dev.punctual.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

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
  void a_published_function_runs_by_its_alias_and_the_next_start_publishes_nothing()
      throws Exception {
    LambdaFunction first =
        node("published", "export const handler = async () => 1").withAlias("live");
    assertThat(run(executor(first), first, "{}").text()).isEqualTo("1");
    assertThat(run(executor(first), first, "{}").text()).isEqualTo("1");
    LambdaFunction second =
        first.withSource(NODE, "index.mjs", "export const handler = async () => 2");
    assertThat(run(executor(second), second, "{}").text()).isEqualTo("2");
    assertThat(aws.listVersionsByFunction(r -> r.functionName(first.name())).versions())
        .extracting(FunctionConfiguration::version)
        .containsExactlyInAnyOrder("$LATEST", "1", "2");
    assertThat(aws.getAlias(r -> r.functionName(first.name()).name("live")).functionVersion())
        .isEqualTo("2");
  }

  @Test
  void a_directory_is_packed_and_a_hook_sets_what_has_no_setting(@TempDir Path folder)
      throws Exception {
    Files.writeString(folder.resolve("index.mjs"), "export {handler} from './lib.mjs'");
    Files.writeString(folder.resolve("lib.mjs"), "export const handler = async e => e.n + 1");
    LambdaFunction packed =
        named("packed")
            .withDirectory(NODE, "index.handler", folder)
            .withRequest(r -> r.description("adds one"));
    assertThat(run(executor(packed), packed, "{\"n\":1}").text()).isEqualTo("2");
    String revision = revision(packed);
    executor(packed).prepare(packed.target());
    assertThat(revision(packed)).as("not needlessly").isEqualTo(revision);
    executor(packed.withRequest(r -> r.description("one more"))).prepare(packed.target());
    assertThat(aws.getFunctionConfiguration(r -> r.functionName(packed.name())).description())
        .isEqualTo("one more");
  }

  @Test
  void an_asynchronous_invocation_is_accepted_and_a_dry_run_runs_nothing() throws Exception {
    LambdaFunction function = node("modes", "export const handler = async e => e");
    LambdaExecutor executor = executor(function);
    LambdaFunction queued = function.withMode(InvocationMode.ASYNCHRONOUS);
    assertThat(run(executor, queued, "{}").status()).isEqualTo(Status.ACCEPTED);
    LambdaFunction dry = function.withMode(InvocationMode.DRY_RUN);
    assertThat(run(executor, dry, "{}").status()).isEqualTo(Status.SUCCEEDED);
    LambdaFunction missing =
        LambdaFunction.existing("nobody-" + RUN).withMode(InvocationMode.DRY_RUN);
    assertThat(run(executor, missing, "{}").status()).isEqualTo(Status.FAILED);
  }

  @Test
  void the_key_in_the_event_reaches_the_function() throws Exception {
    LambdaFunction function =
        node("merged", "export const handler = async e => [e.n, e.punctual.key]").withKeyInEvent();
    assertThat(run(executor(function), function, "{\"n\":1}").text())
        .matches("\\[1, ?\"" + Attempts.KEY + "\"]");
  }

  @Test
  void a_function_of_others_is_left_alone_unless_it_is_taken_over_and_is_never_deleted()
      throws Exception {
    LambdaFunction ours = node("strange", "export const handler = async () => 'ours'");
    var zip =
        PackedZip.of(Map.of("index.mjs", utf8("export const handler = async () => 'theirs'")));
    aws.createFunction(r ->
        r.functionName(ours.name())
            .runtime(NODE)
            .handler("index.handler")
            .role(ROLE)
            .code(c -> c.zipFile(zip)));
    assertThat(run(executor(ours), ours, "{}").text()).contains("was not created by Punctual");
    LambdaFunction existing = LambdaFunction.existing(ours.name());
    assertThat(run(executor(), existing, "{}").text()).isEqualTo("\"theirs\"");

    LambdaExecutor adopting = executor(ours.withAdoption());
    assertThat(run(adopting, ours, "{}").text()).isEqualTo("\"ours\"");
    assertThatThrownBy(() -> adopting.delete(ours.name())).isInstanceOf(DeploymentException.class);
    assertThat(run(executor(ours), ours, "{}").text())
        .as("ours from then on")
        .isEqualTo("\"ours\"");
  }

  @Test
  void what_punctual_created_is_deleted_when_asked_and_made_again_by_the_next_attempt()
      throws Exception {
    LambdaFunction function = node("deleted", "export const handler = async () => 1");
    LambdaExecutor executor = executor(function);
    executor.prepare(function.target());
    assertThat(executor.delete(function.name())).isTrue();
    assertThat(executor.delete(function.name())).isFalse();
    assertThat(run(executor, function, "{}").text()).isEqualTo("1");
  }

  @Test
  void a_function_whose_reserved_concurrency_is_zero_is_not_started() throws Exception {
    LambdaFunction stopped = node("stopped", "export const handler = async () => 1");
    LambdaExecutor executor = executor(stopped);
    executor.prepare(stopped.target());
    aws.putFunctionConcurrency(r -> r.functionName(stopped.name()).reservedConcurrentExecutions(0));
    assertThat(run(executor, stopped, "{}").status()).isEqualTo(Status.NOT_STARTED);
    aws.deleteFunctionConcurrency(r -> r.functionName(stopped.name()));
    assertThat(run(executor, stopped, "{}").text()).isEqualTo("1");
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

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
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
