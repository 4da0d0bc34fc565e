package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.punctual.InvalidDefinitionException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class LambdaExecutorBuilderTest {
  private static final LambdaFunction FINE =
      LambdaFunction.named("fine").withSource("nodejs22.x", "index.mjs", "export {}");

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(LambdaFunction.named("a b"), "'a b' is not named with 1 to 64 characters"),
        arguments(LambdaFunction.named("x".repeat(65)), "is not named with 1 to 64 characters"),
        arguments(LambdaFunction.named("empty"), "'empty' has no code: add withSource"),
        arguments(source("nodejs22.x", "main.py"), "does not fit runtime 'nodejs22.x': give *.mjs"),
        arguments(source("java21", "Main.java"), "does not fit runtime 'java21'"),
        arguments(source("Node 22", "index.mjs"), "has no runtime such as nodejs22.x"),
        arguments(FINE.withHandler("in dex"), "has a handler that is not 1 to 128 characters"),
        arguments(zip(new byte[0]), "is not a zip file"),
        arguments(zip("plain text".getBytes(StandardCharsets.UTF_8)), "is not a zip file"),
        arguments(source("nodejs22.x", "index.js", "x".repeat(52_428_800)), "at most 50 MB"),
        arguments(FINE.withMemory(64), "has 64 MB of memory, not 128 to 10240"),
        arguments(FINE.withTimeout(Duration.ZERO), "not whole seconds from 1 to 900"),
        arguments(FINE.withTimeout(Duration.ofMillis(1_500)), "not whole seconds"),
        arguments(FINE.withTimeout(Duration.ofHours(1)), "a timeout of PT1H, not whole seconds"),
        arguments(FINE.withEnvironment(Map.of("A", "x".repeat(4_096))), "4097 bytes of env"),
        arguments(FINE.withEnvironment(Map.of("1 A", "x")), "the environment variable '1 A'"),
        arguments(FINE.withAlias("7"), "has an alias that is not 1 to 128 characters"),
        arguments(FINE.withAlias("a b"), "has an alias that is not 1 to 128 characters"),
        arguments(FINE.withS3("java21", "a.B", "my bucket", "k", null), "in what is no S3 bucket"),
        arguments(FINE.withS3("java21", "a.B", "bucket", "", null), "in S3 without a key"),
        arguments(FINE.withS3("Java", "a.B", "bucket", "k", null), "has no runtime"),
        arguments(FINE.withImage("jobs"), "an image that is not a URI in ECR"),
        arguments(FINE.withRequest(r -> fail()), "that throws java.lang.UnsupportedOperation"),
        arguments(LambdaFunction.existing("a/b"), "'a/b' is not a name, name:alias or the ARN"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_faulty_function_is_refused_with_the_cure(LambdaFunction function, String message) {
    LambdaExecutorBuilder builder = builder().role(StubbedExecutors.ROLE).function(function);
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void all_faults_are_reported_together_one_to_a_line() {
    LambdaExecutorBuilder builder =
        builder()
            .role("arn:aws:iam::1:role/x")
            .createRole("my role")
            .function(LambdaFunction.named("a b"))
            .function(FINE)
            .function(FINE)
            .client(client -> {
              throw SdkClientException.create("Unable to load region from any of the");
            });
    assertThatThrownBy(builder::build)
        .message()
        .satisfies(message ->
            assertThat(message.lines())
                .satisfiesExactly(
                    line -> assertThat(line).contains("'a b' is not named"),
                    line -> assertThat(line).contains("'a b' has no code"),
                    line -> assertThat(line).contains("'fine' is registered twice"),
                    line -> assertThat(line).contains("'arn:aws:iam::1:role/x' is not an ARN"),
                    line -> assertThat(line).contains("role name 'my role' is not"),
                    line -> assertThat(line).contains("no region: set AWS_REGION")));
  }

  @Test
  void a_client_that_cannot_be_configured_is_a_fault_as_well() {
    assertThatThrownBy(
            () -> builder().client(c -> c.httpClient(Apache5HttpClient.create())).build())
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("the Lambda client cannot be built: The httpClient and");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void without_a_role_a_function_to_deploy_is_refused_and_existing_ones_are_not(String blank) {
    assertThatThrownBy(() -> builder().role(blank).function(FINE).build())
        .hasMessageContaining("call role(arn), set AWS_LAMBDA_ROLE_ARN, or")
        .hasMessageContaining("createRole(name)");
    builder().role(null).function(LambdaFunction.existing("other")).build().close();
    builder().role(blank).createRole("jobs").function(FINE).build().close();
  }

  @Test
  void the_role_of_the_environment_stands_in_for_a_blank_one() {
    var builder =
        new LambdaExecutorBuilder(Map.of("AWS_LAMBDA_ROLE_ARN", "nonsense")::get, Pause.SLEEP)
            .client(client -> StubbedExecutors.configure(client, URI.create("http://localhost")))
            .function(FINE);
    assertThatThrownBy(builder::build).hasMessageContaining("role 'nonsense' is not an ARN");
    builder.role(StubbedExecutors.ROLE).build().close();
  }

  @Test
  void code_and_environment_are_never_shown() {
    LambdaFunction function =
        source("nodejs22.x", "main.py", "s3cr3t-canary")
            .withEnvironment(Map.of("1", "s3cr3t-canary"));
    assertThatThrownBy(() -> builder().function(function).build())
        .message()
        .doesNotContain("canary");
    assertThat(function.toString() + function.code()).doesNotContain("canary");
  }

  private static void fail() {
    throw new UnsupportedOperationException("s3cr3t-canary");
  }

  private static LambdaExecutorBuilder builder() {
    return StubbedExecutors.at(URI.create("http://localhost:1"));
  }

  private static LambdaFunction source(String runtime, String file, String... text) {
    return LambdaFunction.named("faulty").withSource(runtime, file, String.join("", text));
  }

  private static LambdaFunction zip(byte[] bytes) {
    return LambdaFunction.named("faulty").withZip("python3.13", "app.handler", bytes);
  }
}
