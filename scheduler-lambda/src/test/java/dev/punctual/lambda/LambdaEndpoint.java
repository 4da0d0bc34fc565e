package dev.punctual.lambda;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * An endpoint that really runs functions: the one named by the environment variable {@value
 * #VARIABLE}, else LocalStack if Docker is there. Without both the tests are disabled, and one line
 * says so.
 */
final class LambdaEndpoint implements ExecutionCondition, AutoCloseable {
  static final String VARIABLE = "PUNCTUAL_LAMBDA_ENDPOINT";

  private static final String IMAGE = "localstack/localstack:4.14.0";

  private final Optional<LocalStackContainer> container;
  private final URI uri;

  /** For JUnit, which only asks for the condition. */
  LambdaEndpoint() {
    this(Optional.empty(), URI.create("http://localhost"));
  }

  private LambdaEndpoint(Optional<LocalStackContainer> container, URI uri) {
    this.container = container;
    this.uri = uri;
  }

  static LambdaEndpoint open() {
    Optional<String> named = named();
    if (named.isPresent()) {
      return new LambdaEndpoint(Optional.empty(), URI.create(named.get()));
    }
    var localStack =
        new LocalStackContainer(DockerImageName.parse(IMAGE)).withServices("lambda", "iam");
    localStack.start();
    return new LambdaEndpoint(Optional.of(localStack), localStack.getEndpoint());
  }

  private static Optional<String> named() {
    return Optional.ofNullable(System.getenv(VARIABLE)).filter(url -> !url.isBlank());
  }

  URI uri() {
    return uri;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (named().isPresent() || DockerClientFactory.instance().isDockerAvailable()) {
      return ConditionEvaluationResult.enabled("there is an endpoint");
    }
    String why =
        context.getDisplayName()
            + " was not run: no functions were invoked for real. Start Docker, or name an endpoint"
            + " that runs Lambda functions by "
            + VARIABLE;
    if (context.getTestMethod().isEmpty()) {
      LoggerFactory.getLogger(LambdaEndpoint.class).warn(why);
    }
    return ConditionEvaluationResult.disabled(why);
  }

  @Override
  public void close() {
    container.ifPresent(LocalStackContainer::stop);
  }
}
