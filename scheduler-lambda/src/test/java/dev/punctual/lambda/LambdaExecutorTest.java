package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Target;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaExecutorTest {
  private static final LambdaFunction HELLO =
      LambdaFunction.named("hello").withSource("nodejs22.x", "index.mjs", "export {}");

  private final LambdaExecutor executor =
      StubbedExecutors.at(URI.create("http://127.0.0.1:1"))
          .role(StubbedExecutors.ROLE)
          .function(HELLO)
          .function(LambdaFunction.existing("billing:live"))
          .build();

  @AfterEach
  void close() {
    executor.close();
    executor.close();
  }

  @Test
  void a_target_names_the_executor_and_an_address_that_says_whether_the_function_exists() {
    assertThat(HELLO.target()).isEqualTo(Target.of("lambda", "hello"));
    assertThat(HELLO.target(String.class)).isEqualTo(Target.of("lambda", "hello", String.class));
    assertThat(LambdaFunction.existing("billing:live").target())
        .isEqualTo(Target.of("lambda", "existing:billing:live"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "existing:billing:live",
        "existing:not-registered",
        "existing:f:$LATEST",
        "existing:123456789012:function:f",
        "existing:arn:aws:lambda:eu-central-1:123456789012:function:f:7"
      })
  void registered_functions_and_existing_ones_are_accepted(String address) {
    executor.validate(Target.of("lambda", address), Payload.none());
  }

  @Test
  void an_address_that_is_not_registered_is_refused_naming_those_that_are() {
    assertThatThrownBy(() -> executor.validate(Target.of("lambda", "helo"), Payload.none()))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("no function is registered as 'helo'")
        .hasMessageContaining("[hello, existing:billing:live]")
        .hasMessageContaining("LambdaFunction.existing(…)");
  }

  @Test
  void a_reference_that_aws_would_not_understand_is_refused() {
    Target<?> target = LambdaFunction.existing("arn:aws:s3:::bucket").target();
    assertThatThrownBy(() -> executor.validate(target, Payload.none()))
        .hasMessageContaining("is not a name, name:alias or the ARN of a function");
  }

  @Test
  void a_stored_job_whose_function_is_no_longer_registered_fails_with_the_cure()
      throws InterruptedException {
    Outcome outcome = executor.execute(Attempts.of(Target.of("lambda", "gone"), Payload.none()));
    assertThat(outcome.isRetryable()).isFalse();
    assertThat(outcome.text()).contains("no function is registered as 'gone'");
  }

  @Test
  void an_event_that_is_not_json_is_refused_without_being_quoted() {
    assertThatThrownBy(() -> executor.validate(HELLO.target(), Payload.text("s3cr3t-canary")))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("use Payload.json(…)")
        .message()
        .doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource({"6291456, true", "6291457, false"})
  void an_event_of_up_to_six_megabytes_is_accepted(int bytes, boolean accepted) {
    Payload payload = Payload.json('"' + "x".repeat(bytes - 2) + '"');
    if (accepted) {
      executor.validate(HELLO.target(), payload);
    } else {
      assertThatThrownBy(() -> executor.validate(HELLO.target(), payload))
          .hasMessageContaining("has 6291457 bytes", "pass a reference");
    }
  }

  @Test
  void an_existing_function_takes_no_code_and_no_settings() {
    LambdaFunction existing = LambdaFunction.existing("billing");
    assertThatThrownBy(() -> existing.withMemory(256)).hasMessageContaining("exists already");
    assertThatThrownBy(() -> existing.withEnvironment(Map.of()))
        .isInstanceOf(InvalidDefinitionException.class);
    assertThatThrownBy(() -> LambdaFunction.named("x").withHandler("a.b"))
        .hasMessageContaining("has no code that takes a handler");
  }
}
