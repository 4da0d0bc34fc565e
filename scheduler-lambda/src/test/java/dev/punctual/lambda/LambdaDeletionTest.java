package dev.punctual.lambda;

import static dev.punctual.lambda.LambdaStub.answer;
import static dev.punctual.lambda.LambdaStub.error;
import static dev.punctual.lambda.LambdaStub.ok;
import static dev.punctual.lambda.ShownFunction.shown;
import static dev.punctual.lambda.ShownFunction.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Payload;
import dev.punctual.lambda.LambdaStub.Answer;
import dev.punctual.lambda.LambdaStub.Operation;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Punctual created it deletes when asked, and nothing else; and what it may touch at all. */
class LambdaDeletionTest {
  private static final LambdaFunction HELLO =
      LambdaFunction.named("hello").withSource("nodejs22.x", "index.mjs", "export {}");
  private static final Answer MISSING =
      error(404, "ResourceNotFoundException", "Function not found");

  private final LambdaStub stub = new LambdaStub().on(Operation.DELETE, answer(204, ""));
  private LambdaExecutor executor =
      StubbedExecutors.at(stub.uri()).role(StubbedExecutors.ROLE).function(HELLO).build();

  @AfterEach
  void close() {
    executor.close();
    stub.close();
  }

  @Test
  void what_punctual_created_is_deleted_and_deployed_again_by_the_next_attempt() throws Exception {
    stub.on(Operation.LOOK, shown(HELLO, "Active"));
    executor.prepare(HELLO.target());
    assertThat(executor.delete("hello")).isTrue();
    stub.on(Operation.LOOK, MISSING, shown(HELLO, "Active")).on(Operation.CREATE, ok("{}"));
    executor.prepare(HELLO.target());
    assertThat(stub.requests(Operation.DELETE)).hasSize(1);
    assertThat(stub.requests(Operation.CREATE)).hasSize(1);
  }

  @Test
  void what_is_not_there_or_was_deleted_meanwhile_is_no_error() throws Exception {
    stub.on(Operation.LOOK, MISSING);
    assertThat(executor.delete("gone")).isFalse();
    stub.on(Operation.LOOK, shown(HELLO, "Active")).on(Operation.DELETE, MISSING);
    assertThat(executor.delete("hello")).isFalse();
  }

  @Test
  void what_others_created_is_not_deleted_and_neither_is_what_was_taken_over() {
    for (Answer seen :
        new Answer[] {
          stranger(HELLO),
          ShownFunction.with(HELLO, "Active", Map.of("punctual:managed", "adopted"))
        }) {
      stub.on(Operation.LOOK, seen);
      assertThatThrownBy(() -> executor.delete("hello"))
          .isInstanceOf(DeploymentException.class)
          .hasMessageContaining("'hello' was not created by Punctual, so it is not deleted");
    }
    assertThat(stub.requests(Operation.DELETE)).isEmpty();
  }

  @Test
  void what_aws_refuses_and_what_is_no_name_is_told() {
    stub.on(Operation.LOOK, shown(HELLO, "Active"))
        .on(Operation.DELETE, error(403, "AccessDeniedException", "lambda:DeleteFunction"));
    assertThatThrownBy(() -> executor.delete("hello"))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining("could not be deleted: allow what is named here");
    assertThatThrownBy(() -> executor.delete("existing:x"))
        .isInstanceOf(InvalidDefinitionException.class);
  }

  @Test
  void a_function_of_others_is_not_touched_by_an_attempt() throws Exception {
    stub.on(Operation.LOOK, stranger(HELLO, "CodeSha256", "other"));
    assertThat(executor.execute(Attempts.of(HELLO, Payload.none())).text())
        .contains("was not created by Punctual");
    assertThat(stub.operations()).containsExactly(Operation.LOOK);
  }

  @Test
  void a_function_of_others_is_taken_over_where_that_is_asked_for() throws Exception {
    executor.close();
    executor =
        StubbedExecutors.at(stub.uri())
            .role(StubbedExecutors.ROLE)
            .function(HELLO.withAdoption())
            .build();
    stub.on(
            Operation.LOOK,
            stranger(HELLO, "CodeSha256", "other"),
            stranger(HELLO),
            stranger(HELLO),
            shown(HELLO, "Active"))
        .on(Operation.UPDATE_CODE, ok("{}"))
        .on(Operation.UPDATE_CONFIGURATION, ok("{}"))
        .on(Operation.TAG, answer(204, ""));
    executor.prepare(HELLO.target());
    assertThat(stub.operations())
        .containsExactly(
            Operation.LOOK,
            Operation.UPDATE_CODE,
            Operation.LOOK,
            Operation.UPDATE_CONFIGURATION,
            Operation.LOOK,
            Operation.TAG,
            Operation.LOOK);
    assertThat(stub.requests(Operation.TAG).getFirst().body())
        .contains("\"punctual:managed\":\"adopted\"");
  }
}
