package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.DurableConfig;
import software.amazon.awssdk.services.lambda.model.PackageType;

/** What is asked of AWS for a function. */
class DesiredFunctionTest {
  private static final LambdaFunction PLAIN =
      LambdaFunction.named("report").withSource("python3.13", "app.py", "def handler(e, c): pass");

  @Test
  void a_hook_sets_what_has_no_setting_and_reaches_creation_and_update() {
    var desired =
        desired(
            PLAIN
                .withMemory(256)
                .withTimeout(Duration.ofSeconds(9))
                .withRequest(r -> r.layers("arn:layer:1").memorySize(512).tags(Map.of("a", "b")))
                .withRequest(r -> r.architectures(Architecture.ARM64).functionName("other")));
    assertThat(desired.create().layers()).containsExactly("arn:layer:1");
    assertThat(desired.create().memorySize()).as("has a setting").isEqualTo(256);
    assertThat(desired.create().functionName()).isEqualTo("report");
    assertThat(desired.create().tags()).containsEntry("a", "b").containsKey("punctual:managed");
    assertThat(desired.updateConfiguration().layers()).containsExactly("arn:layer:1");
    assertThat(desired.updateConfiguration().timeout()).isEqualTo(9);
    assertThat(desired.updateConfiguration().role()).isEqualTo(StubbedExecutors.ROLE);
    assertThat(desired.updateCode().architectures()).containsExactly(Architecture.ARM64);
    assertThat(desired.updateCode().zipFile()).isEqualTo(desired.create().code().zipFile());
  }

  @Test
  void code_in_s3_and_images_are_named_and_not_uploaded() {
    var object = desired(PLAIN.withS3("java21", "app.Handler", "bucket", "app.zip", "v1"));
    assertThat(object.create().code().s3Bucket()).isEqualTo("bucket");
    assertThat(object.updateCode().s3Key()).isEqualTo("app.zip");
    assertThat(object.updateCode().s3ObjectVersion()).isEqualTo("v1");
    assertThat(object.updateCode().zipFile()).isNull();

    var image = desired(PLAIN.withImage("1.dkr.ecr.eu-central-1.amazonaws.com/jobs:7"));
    assertThat(image.create().packageType()).isEqualTo(PackageType.IMAGE);
    assertThat(image.create().runtime()).isNull();
    assertThat(image.updateCode().imageUri()).endsWith("/jobs:7");
  }

  @Test
  void a_durable_function_lasts_as_long_as_a_synchronous_invocation_waits_or_as_the_hook_says() {
    var durable = PLAIN.withDurableExecutions();
    assertThat(desired(durable).create().durableConfig().executionTimeout()).isEqualTo(900);
    var config = DurableConfig.builder().executionTimeout(86_400).build();
    assertThat(desired(durable.withRequest(r -> r.durableConfig(config))).create().durableConfig())
        .isEqualTo(config);
  }

  @Test
  void the_mark_of_a_version_follows_code_settings_environment_and_hook_and_nothing_else() {
    String mark = desired(PLAIN).mark();
    assertThat(desired(PLAIN).mark()).isEqualTo(mark);
    assertThat(
            new String[] {
              desired(PLAIN.withSource("python3.13", "app.py", "handler = print")).mark(),
              desired(PLAIN.withMemory(256)).mark(),
              desired(PLAIN.withEnvironment(Map.of("A", "1"))).mark(),
              desired(PLAIN.withEnvironment(Map.of("A", "2"))).mark(),
              desired(PLAIN.withRequest(r -> r.layers("arn:layer:1"))).mark(),
              desired(PLAIN.withRequest(r -> r.layers("arn:layer:1", "arn:layer:2"))).mark(),
              desired(PLAIN.withRequest(r -> r.vpcConfig(v -> v.subnetIds("s-1")))).mark()
            })
        .doesNotHaveDuplicates()
        .doesNotContain(mark);
  }

  @Test
  void tags_tell_whose_it_is_and_what_the_hook_set_but_no_value_of_it() {
    assertThat(desired(PLAIN).tags(Tags.created()))
        .isEqualTo(Map.of("punctual:managed", "true", "punctual:configuration", "none"));
    Map<String, String> tags =
        desired(PLAIN.withRequest(r -> r.description("s3cr3t-canary"))).tags(Map.of());
    assertThat(tags).containsEntry("punctual:managed", "adopted");
    assertThat(tags.toString()).doesNotContain("canary");
  }

  private static DesiredFunction desired(LambdaFunction function) {
    return DesiredFunction.of(function, StubbedExecutors.ROLE);
  }
}
