package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.punctual.lambda.Deployment.Step;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

class DeploymentTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/jobs";
  private static final LambdaFunction FUNCTION =
      LambdaFunction.named("report")
          .withSource("python3.13", "app.py", "def handler(e, c): pass")
          .withMemory(256)
          .withTimeout(Duration.ofMinutes(1))
          .withEnvironment(Map.of("STAGE", "test"));
  private static final LambdaFunction ON_ARM =
      FUNCTION.withRequest(r -> r.architectures(Architecture.ARM64));
  private static final LambdaFunction LAYERED = FUNCTION.withRequest(r -> r.layers("arn:layer:1"));
  private static final LambdaFunction IN_S3 =
      FUNCTION.withS3("python3.13", "app.handler", "bucket", "app.zip", "v1");
  private static final LambdaFunction IMAGE =
      LambdaFunction.named("report").withImage("1.dkr.ecr.eu-central-1.amazonaws.com/jobs:7");

  static Stream<Arguments> sights() {
    return Stream.of(
        sight("as it should be", Step.DONE, seen -> {}),
        sight("idle for long", Step.DONE, seen -> seen.state(State.INACTIVE)),
        sight("no state, as old emulators", Step.DONE, seen -> seen.state((String) null)),
        sight("being created", Step.WAIT, seen -> seen.state(State.PENDING)),
        sight("being updated", Step.WAIT, seen -> updating(seen)),
        sight("other code", Step.UPDATE_CODE, seen -> seen.codeSha256("x")),
        sight("other code, failed", Step.UPDATE_CODE, seen -> seen.codeSha256("x").state("Failed")),
        sight("failed update", Step.UPDATE_CODE, seen -> seen.lastUpdateStatus("Failed")),
        sight("other runtime", Step.UPDATE_CONFIGURATION, seen -> seen.runtime("python3.9")),
        sight("other handler", Step.UPDATE_CONFIGURATION, seen -> seen.handler("app.main")),
        sight("other role", Step.UPDATE_CONFIGURATION, seen -> seen.role(ROLE + "2")),
        sight("other memory", Step.UPDATE_CONFIGURATION, seen -> seen.memorySize(128)),
        sight("other timeout", Step.UPDATE_CONFIGURATION, seen -> seen.timeout(3)),
        sight("no environment", Step.UPDATE_CONFIGURATION, seen -> seen.environment(e -> {})));
  }

  private static Arguments sight(
      String what, Step step, Consumer<FunctionConfiguration.Builder> change) {
    return arguments(what, seen(FUNCTION, change), step);
  }

  private static void updating(FunctionConfiguration.Builder seen) {
    seen.codeSha256("x").lastUpdateStatus(LastUpdateStatus.IN_PROGRESS);
  }

  /** The function as it should be, but for the change. */
  private static GetFunctionResponse seen(
      LambdaFunction function, Consumer<FunctionConfiguration.Builder> change) {
    FunctionCode code = function.code();
    var configuration =
        FunctionConfiguration.builder()
            .runtime(code.runtime())
            .handler(code.handler())
            .codeSha256(code.source().mark())
            .role(ROLE)
            .memorySize(function.settings().memory())
            .timeout((int) function.settings().timeout().toSeconds())
            .environment(e -> e.variables(function.settings().environment()))
            .state(State.ACTIVE)
            .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL);
    change.accept(configuration);
    return GetFunctionResponse.builder()
        .configuration(configuration.build())
        .tags(desired(function).tags(Tags.created()))
        .build();
  }

  private static DesiredFunction desired(LambdaFunction function) {
    return DesiredFunction.of(function, ROLE);
  }

  private static Step next(LambdaFunction function, GetFunctionResponse seen)
      throws NotReadyException {
    return new Deployment(function).next(seen, desired(function));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("sights")
  void the_next_step_follows_from_what_is_seen(String what, GetFunctionResponse seen, Step expected)
      throws NotReadyException {
    assertThat(next(FUNCTION, seen)).isEqualTo(expected);
  }

  static Stream<Arguments> sources() {
    return Stream.of(
        arguments("same object", IN_S3, seen(IN_S3, s -> s.codeSha256("any")), Step.DONE),
        arguments(
            "other version",
            IN_S3.withS3("python3.13", "app.handler", "bucket", "app.zip", "v2"),
            seen(IN_S3, s -> {}),
            Step.UPDATE_CODE),
        arguments("same image", IMAGE, image(IMAGE.name(), "jobs:7"), Step.DONE),
        arguments("other image", IMAGE, image(IMAGE.name(), "jobs:6"), Step.UPDATE_CODE),
        arguments(
            "same machine",
            ON_ARM,
            seen(ON_ARM, s -> s.architecturesWithStrings("arm64")),
            Step.DONE),
        arguments(
            "other machine",
            ON_ARM,
            seen(ON_ARM, s -> s.architecturesWithStrings("x86_64")),
            Step.UPDATE_CODE),
        arguments("same hook", LAYERED, seen(LAYERED, s -> {}), Step.DONE),
        arguments("new hook", LAYERED, seen(FUNCTION, s -> {}), Step.UPDATE_CONFIGURATION),
        arguments("hook gone", FUNCTION, seen(LAYERED, s -> {}), Step.UPDATE_CONFIGURATION),
        arguments(
            "durable now",
            FUNCTION.withDurableExecutions(),
            seen(FUNCTION, s -> {}),
            Step.UPDATE_CONFIGURATION));
  }

  private static GetFunctionResponse image(String name, String tag) {
    return seen(IMAGE, s -> s.functionName(name).runtime("")).toBuilder()
        .code(c -> c.imageUri("1.dkr.ecr.eu-central-1.amazonaws.com/" + tag))
        .build();
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("sources")
  void code_elsewhere_and_what_a_hook_sets_are_updated_only_when_they_change(
      String what, LambdaFunction function, GetFunctionResponse seen, Step expected)
      throws NotReadyException {
    assertThat(next(function, seen)).isEqualTo(expected);
  }

  @Test
  void a_missing_function_is_created_once_and_then_waited_for() throws NotReadyException {
    var deployment = new Deployment(FUNCTION);
    assertThat(deployment.next(null, desired(FUNCTION))).isEqualTo(Step.CREATE);
    deployment.took(Step.CREATE);
    assertThat(deployment.next(null, desired(FUNCTION))).isEqualTo(Step.WAIT);
  }

  @Test
  void a_difference_that_stays_after_the_update_is_let_be() throws NotReadyException {
    var deployment = new Deployment(LAYERED);
    var stubborn = seen(FUNCTION, seen -> seen.codeSha256("x").memorySize(128));
    for (Step step :
        new Step[] {Step.UPDATE_CODE, Step.UPDATE_CONFIGURATION, Step.TAG, Step.DONE}) {
      assertThat(deployment.next(stubborn, desired(LAYERED))).isEqualTo(step);
      deployment.took(step);
    }
  }

  @Test
  void a_function_of_others_is_left_alone_with_the_cures_named() {
    var strangers = seen(FUNCTION, s -> {}).toBuilder().tags(Map.of("team", "billing")).build();
    assertThatThrownBy(() -> next(FUNCTION, strangers))
        .hasMessageContainingAll(
            "'report' exists at AWS and was not created by Punctual",
            "LambdaFunction.existing(…)",
            "withAdoption()",
            "another name");
  }

  @Test
  void a_function_of_others_is_taken_over_if_the_application_says_so() throws NotReadyException {
    var strangers = seen(FUNCTION, s -> {}).toBuilder().tags(Map.of("team", "billing")).build();
    LambdaFunction adopting = FUNCTION.withAdoption();
    assertThat(next(adopting, strangers)).isEqualTo(Step.UPDATE_CONFIGURATION);
    assertThat(desired(adopting).tags(strangers.tags()))
        .containsEntry("punctual:managed", "adopted");
  }

  @Test
  void tags_that_cannot_be_read_are_an_error_that_names_the_permission() {
    var hidden =
        seen(FUNCTION, s -> {}).toBuilder().tags(Map.of()).tagsError(e -> e.message("no")).build();
    assertThatThrownBy(() -> next(FUNCTION, hidden)).hasMessageContaining("allow lambda:ListTags");
  }

  @Test
  void a_failed_function_is_an_error_with_the_reason_of_aws() {
    var failed = seen(FUNCTION, s -> s.state("Failed").stateReason("no subnet"));
    assertThatThrownBy(() -> next(FUNCTION, failed))
        .hasMessageContaining("Failed at AWS: no subnet");
  }

  @Test
  void an_update_that_fails_is_an_error_with_the_reason_of_aws() {
    var failed = seen(FUNCTION, s -> s.lastUpdateStatus("Failed").lastUpdateStatusReason("no key"));
    var deployment = new Deployment(FUNCTION);
    deployment.took(Step.UPDATE_CODE);
    assertThatThrownBy(() -> deployment.next(failed, desired(FUNCTION)))
        .hasMessageContaining("Failed at AWS: no key");
  }
}
