package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Target;
import java.net.URI;
import java.time.Duration;
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
        "existing:arn:aws:lambda:eu-central-1:123456789012:function:f:7",
        "hello?asynchronous&durable&key",
        "existing:not-registered?dry_run"
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
    assertThat(executor.lookup(Attempts.of(Target.of("lambda", "gone"), Payload.none()))).isEmpty();
    assertThat(executor.timeout(Target.of("lambda", "gone"))).isPositive();
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
  void options_of_invocation_are_part_of_the_address_and_read_back_from_it() {
    LambdaFunction function =
        LambdaFunction.existing("billing:live")
            .withMode(InvocationMode.ASYNCHRONOUS)
            .withDurableExecutions()
            .withKeyInEvent();
    assertThat(function.address()).isEqualTo("existing:billing:live?asynchronous&durable&key");
    assertThat(InvocationOptions.ofAddress(function.address())).isEqualTo(function.options());
    assertThat(HELLO.withMode(InvocationMode.DRY_RUN).address()).isEqualTo("hello?dry_run");
  }

  @Test
  void an_option_that_is_none_is_refused() {
    assertThatThrownBy(() -> executor.validate(Target.of("lambda", "hello?asink"), Payload.none()))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("none of asynchronous, dry_run, durable and key");
  }

  @ParameterizedTest
  @CsvSource({"1048576, true", "1048577, false"})
  void an_asynchronous_event_of_up_to_one_megabyte_is_accepted(int bytes, boolean accepted) {
    Payload payload = Payload.json('"' + "x".repeat(bytes - 2) + '"');
    Target<?> target = HELLO.withMode(InvocationMode.ASYNCHRONOUS).target();
    if (accepted) {
      executor.validate(target, payload);
    } else {
      assertThatThrownBy(() -> executor.validate(target, payload))
          .hasMessageContaining("asynchronous events of up to 1 MB");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hello, PT5M10S",
    "hello?asynchronous, PT4M40S",
    "hello?durable, PT19M40S",
    "existing:billing:live, PT15M40S",
    "existing:other, PT15M40S",
    "existing:other?asynchronous, PT40S",
    "existing:other?dry_run, PT40S"
  })
  void an_attempt_may_take_what_the_function_may_and_its_deployment_and_a_margin(
      String address, Duration expected) {
    assertThat(executor.timeout(Target.of("lambda", address))).isEqualTo(expected);
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
