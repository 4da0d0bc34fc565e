package dev.punctual.lambda;

import static dev.punctual.lambda.LambdaStub.error;
import static dev.punctual.lambda.LambdaStub.ok;
import static dev.punctual.lambda.ShownFunction.shown;
import static dev.punctual.lambda.StubbedExecutors.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.lambda.LambdaStub.Answer;
import dev.punctual.lambda.LambdaStub.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions that an application learns of while it runs. */
class UnregisteredDeploymentTest {
  private static final LambdaFunction HELLO =
      LambdaFunction.named("hello").withSource("nodejs22.x", "index.mjs", "export {}");
  private static final Answer MISSING =
      error(404, "ResourceNotFoundException", "Function not found");
  private static final Answer ACTIVE = shown(HELLO, "Active");

  private final LambdaStub stub = new LambdaStub().on(Operation.INVOKE, ok("1"));
  private final LambdaExecutor executor = StubbedExecutors.at(stub.uri()).role(ROLE).build();

  @AfterEach
  void close() {
    executor.close();
    stub.close();
  }

  @Test
  void a_deployed_function_is_created_once_and_then_runs_as_an_existing_one() throws Exception {
    stub.on(Operation.LOOK, MISSING, ACTIVE).on(Operation.CREATE, ok("{}"));
    executor.deploy(HELLO);
    executor.deploy(HELLO);
    assertThat(stub.requests(Operation.CREATE)).hasSize(1);
    LambdaFunction existing = LambdaFunction.existing("hello");
    executor.validate(existing.target(), Payload.none());
    assertThat(executor.execute(Attempts.of(existing, Payload.none())))
        .isEqualTo(Outcome.succeeded("1"));
  }

  @Test
  void what_aws_refuses_is_told_and_is_not_called_a_faulty_definition() {
    stub.on(Operation.LOOK, error(403, "AccessDeniedException", "no lambda:GetFunction…"));
    assertThatThrownBy(() -> executor.deploy(HELLO))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining("'hello' could not be made ready")
        .hasMessageContaining("AccessDeniedException");
  }

  @Test
  void a_faulty_function_is_refused_with_all_its_faults_and_nothing_is_sent() {
    assertThatThrownBy(() -> executor.deploy(LambdaFunction.named("a b").withMemory(1)))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContainingAll("is not named with", "has no code", "has 1 MB of memory");
    assertThatThrownBy(() -> executor.deploy(LambdaFunction.existing("hello")))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("is deployed by other means");
    assertThat(stub.operations()).isEmpty();
  }

  @Test
  void without_a_role_nothing_is_deployed_and_the_cure_is_named() {
    try (var poor = StubbedExecutors.at(stub.uri()).build()) {
      assertThatThrownBy(() -> poor.deploy(HELLO))
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContaining("call role(arn), set AWS_LAMBDA_ROLE_ARN");
    }
  }
}
