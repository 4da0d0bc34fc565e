package dev.punctual.lambda;

import static dev.punctual.lambda.LambdaStub.ok;

import com.sun.net.httpserver.HttpExchange;
import dev.punctual.Target;
import dev.punctual.lambda.LambdaStub.Operation;
import dev.punctual.lambda.LambdaStub.Request;
import dev.punctual.spi.JobExecutor;
import dev.punctual.tck.JobExecutorContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The contract of every executor, kept by this one against the stub. */
class LambdaExecutorContractTest extends JobExecutorContract {
  private static final LambdaFunction SUCCEEDING =
      LambdaFunction.named("succeeding").withSource("python3.13", "app.py", "");

  private final LambdaStub stub = new LambdaStub();

  @Override
  protected JobExecutor create() {
    stub.on(
            Operation.LOOK,
            LambdaStub.error(404, "ResourceNotFoundException", "Function not found"),
            ShownFunction.shown(SUCCEEDING, "Active"))
        .on(Operation.CREATE, ok("{}"))
        .on(Operation.INVOKE, this::invoke);
    return StubbedExecutors.at(stub.uri()).role(StubbedExecutors.ROLE).function(SUCCEEDING).build();
  }

  private void invoke(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath();
    if (path.contains("/failing/")) {
      ok("{\"errorMessage\":\"no paper\"}", "X-Amz-Function-Error", "Unhandled").to(exchange);
    } else if (path.contains("/blocking/")) {
      stub.after("never", ok("{}")).to(exchange);
    } else {
      ok("{}").to(exchange);
    }
  }

  @Override
  protected Target<?> succeeding() {
    return SUCCEEDING.target();
  }

  @Override
  protected Target<?> failing() {
    return LambdaFunction.existing("failing").target();
  }

  @Override
  protected Target<?> blocking() {
    return LambdaFunction.existing("blocking").target();
  }

  @Override
  protected Optional<Target<?>> impossible() {
    return Optional.of(Target.of("lambda", "not-registered"));
  }

  @Override
  protected Optional<List<String>> receivedKeys() {
    return Optional.of(
        stub.requests(Operation.INVOKE).stream().map(LambdaExecutorContractTest::key).toList());
  }

  private static String key(Request request) {
    byte[] context = Base64.getDecoder().decode(request.header("X-amz-client-context"));
    return new String(context, StandardCharsets.UTF_8).replaceFirst(".*\"key\":\"(\\w+)\".*", "$1");
  }

  @AfterEach
  void closeStub() {
    stub.close();
  }
}
