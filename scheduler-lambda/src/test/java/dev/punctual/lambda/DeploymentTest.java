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
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
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

  private final Deployment deployment = new Deployment(FUNCTION, FUNCTION.code());

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
      String what, Step step, Consumer<GetFunctionConfigurationResponse.Builder> change) {
    GetFunctionConfigurationResponse.Builder seen = asItShouldBe();
    change.accept(seen);
    return arguments(what, seen.build(), step);
  }

  private static void updating(GetFunctionConfigurationResponse.Builder seen) {
    seen.codeSha256("x").lastUpdateStatus(LastUpdateStatus.IN_PROGRESS);
  }

  private static GetFunctionConfigurationResponse.Builder asItShouldBe() {
    return GetFunctionConfigurationResponse.builder()
        .runtime("python3.13")
        .handler("app.handler")
        .codeSha256(FUNCTION.code().sha256())
        .role(ROLE)
        .memorySize(256)
        .timeout(60)
        .environment(e -> e.variables(Map.of("STAGE", "test")))
        .state(State.ACTIVE)
        .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("sights")
  void the_next_step_follows_from_what_is_seen(
      String what, GetFunctionConfigurationResponse seen, Step expected) throws NotReadyException {
    assertThat(deployment.next(seen, ROLE)).isEqualTo(expected);
  }

  @Test
  void a_missing_function_is_created_once_and_then_waited_for() throws NotReadyException {
    assertThat(deployment.next(null, ROLE)).isEqualTo(Step.CREATE);
    deployment.took(Step.CREATE);
    assertThat(deployment.next(null, ROLE)).isEqualTo(Step.WAIT);
  }

  @Test
  void a_difference_that_stays_after_the_update_is_let_be() throws NotReadyException {
    GetFunctionConfigurationResponse stubborn =
        asItShouldBe().codeSha256("x").memorySize(128).build();
    assertThat(deployment.next(stubborn, ROLE)).isEqualTo(Step.UPDATE_CODE);
    deployment.took(Step.UPDATE_CODE);
    assertThat(deployment.next(stubborn, ROLE)).isEqualTo(Step.UPDATE_CONFIGURATION);
    deployment.took(Step.UPDATE_CONFIGURATION);
    assertThat(deployment.next(stubborn, ROLE)).isEqualTo(Step.DONE);
  }

  @Test
  void a_failed_function_is_an_error_with_the_reason_of_aws() {
    var failed = asItShouldBe().state("Failed").stateReason("no subnet").build();
    assertThatThrownBy(() -> deployment.next(failed, ROLE))
        .hasMessageContaining("Failed at AWS: no subnet");
  }

  @Test
  void an_update_that_fails_is_an_error_with_the_reason_of_aws() {
    var failed = asItShouldBe().lastUpdateStatus("Failed").lastUpdateStatusReason("no key").build();
    deployment.took(Step.UPDATE_CODE);
    assertThatThrownBy(() -> deployment.next(failed, ROLE))
        .hasMessageContaining("Failed at AWS: no key");
  }
}
