package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.lambda.model.ExecutionStatus;

class DurableOutcomesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          at AWS    | synchronous | asynchronous
          none      | START       | START
          RUNNING   | JOIN        | ACCEPTED
          SUCCEEDED | SUCCEEDED   | SUCCEEDED
          FAILED    | START_ANEW  | START_ANEW
          TIMED_OUT | START_ANEW  | START_ANEW
          STOPPED   | STOPPED     | STOPPED
          PAUSED    | JOIN        | JOIN
          """,
      useHeadersInDisplayName = true)
  void each_state_at_aws_means_one_thing_for_the_next_attempt(
      String state, DurableOutcomes synchronous, DurableOutcomes asynchronous) {
    ExecutionStatus status = ExecutionStatus.fromValue(state);
    assertThat(DurableOutcomes.of(status, InvocationMode.SYNCHRONOUS)).isEqualTo(synchronous);
    assertThat(DurableOutcomes.of(status, InvocationMode.ASYNCHRONOUS)).isEqualTo(asynchronous);
  }

  @Test
  void an_end_is_the_outcome_and_all_else_is_an_attempt() {
    LambdaFunction function = LambdaFunction.existing("billing");
    assertThat(DurableOutcomes.SUCCEEDED.outcome(function, "7")).contains(Outcome.succeeded("7"));
    assertThat(DurableOutcomes.ACCEPTED.outcome(function, "")).contains(Outcome.accepted(""));
    assertThat(DurableOutcomes.STOPPED.outcome(function, ""))
        .contains(Outcome.failed("the durable execution of function 'billing' was stopped at AWS"));
    for (var more :
        new DurableOutcomes[] {
          DurableOutcomes.START, DurableOutcomes.JOIN, DurableOutcomes.START_ANEW
        }) {
      assertThat(more.outcome(function, "")).isEmpty();
    }
  }
}
