package dev.punctual.lambda;

import static dev.punctual.lambda.LambdaStub.error;
import static dev.punctual.lambda.LambdaStub.ok;
import static dev.punctual.lambda.ShownFunction.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.lambda.LambdaStub.Answer;
import dev.punctual.lambda.LambdaStub.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions that are invoked by an alias of a published version. */
class LambdaPublishingTest {
  private static final LambdaFunction HELLO =
      LambdaFunction.named("hello")
          .withSource("nodejs22.x", "index.mjs", "export {}")
          .withAlias("live");
  private static final Answer MISSING =
      error(404, "ResourceNotFoundException", "Function not found");
  private static final Answer ACTIVE = ok("{\"Version\":\"3\",\"State\":\"Active\"}");

  private final List<Duration> pauses = new ArrayList<>();
  private final LambdaStub stub =
      new LambdaStub()
          .on(Operation.LOOK, shown(HELLO, "Active"))
          .on(Operation.PUBLISH, ACTIVE)
          .on(Operation.CREATE_ALIAS, ok("{}"))
          .on(Operation.UPDATE_ALIAS, ok("{}"))
          .on(Operation.INVOKE, ok("1"));
  private final LambdaExecutor executor =
      StubbedExecutors.at(stub.uri(), pauses).role(StubbedExecutors.ROLE).function(HELLO).build();

  @AfterEach
  void close() {
    executor.close();
    stub.close();
  }

  @Test
  void a_new_function_is_published_and_invoked_by_its_alias() throws Exception {
    stub.on(Operation.LOOK_CONFIGURATION, MISSING);
    assertThat(executor.execute(Attempts.of(HELLO, Payload.none())))
        .isEqualTo(Outcome.succeeded("1"));
    assertThat(stub.operations())
        .containsExactly(
            Operation.LOOK,
            Operation.LOOK_CONFIGURATION,
            Operation.PUBLISH,
            Operation.CREATE_ALIAS,
            Operation.INVOKE);
    assertThat(stub.requests(Operation.PUBLISH).getFirst().body())
        .contains(HELLO.code().source().mark());
    assertThat(stub.requests(Operation.CREATE_ALIAS).getFirst().body())
        .contains("\"Name\":\"live\"", "\"FunctionVersion\":\"3\"");
    assertThat(stub.requests(Operation.INVOKE).getFirst().uri()).endsWith("Qualifier=live");
  }

  @Test
  void an_alias_that_leads_to_this_function_is_left_alone() throws Exception {
    stub.on(Operation.LOOK_CONFIGURATION, live(HELLO));
    executor.prepare(HELLO.target());
    assertThat(stub.operations()).containsExactly(Operation.LOOK, Operation.LOOK_CONFIGURATION);
  }

  @Test
  void an_alias_that_leads_to_another_version_is_moved() throws Exception {
    stub.on(Operation.LOOK_CONFIGURATION, live(HELLO.withMemory(512)));
    executor.prepare(HELLO.target());
    assertThat(stub.operations()).endsWith(Operation.PUBLISH, Operation.UPDATE_ALIAS);
  }

  @Test
  void a_version_is_waited_for_before_the_alias_is_moved() throws Exception {
    stub.on(Operation.LOOK_CONFIGURATION, MISSING)
        .on(Operation.PUBLISH, ok("{\"Version\":\"3\",\"State\":\"Pending\"}"), ACTIVE);
    executor.prepare(HELLO.target());
    assertThat(stub.requests(Operation.CREATE_ALIAS)).hasSize(1);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void losing_a_race_to_create_the_alias_moves_it() throws Exception {
    stub.on(Operation.LOOK_CONFIGURATION, MISSING)
        .on(Operation.CREATE_ALIAS, error(409, "ResourceConflictException", "already exists"));
    executor.prepare(HELLO.target());
    assertThat(stub.operations()).endsWith(Operation.CREATE_ALIAS, Operation.UPDATE_ALIAS);
  }

  private static Answer live(LambdaFunction function) {
    String mark = DesiredFunction.of(function, StubbedExecutors.ROLE).mark();
    return ok("{\"Version\":\"3\",\"State\":\"Active\",\"Description\":\"punctual " + mark + "\"}");
  }
}
