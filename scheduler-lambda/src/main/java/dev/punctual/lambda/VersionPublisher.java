package dev.punctual.lambda;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * Publishes functions and moves their aliases. What a version is made of stands in its description,
 * so that one look at the alias says whether there is anything to do. A version is published only
 * of the code that was just seen; if another node has deployed other code meanwhile, AWS refuses.
 */
final class VersionPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(VersionPublisher.class);
  private static final String PREFIX = "punctual ";

  private final LambdaClient client;

  VersionPublisher(LambdaClient client) {
    this.client = client;
  }

  /**
   * Whether the alias leads to this function, as far as one request each can make it so; false if
   * it has to be asked again later.
   *
   * @param latest the unpublished function as it was just seen, ready
   */
  boolean isPublished(DesiredFunction desired, FunctionConfiguration latest, String alias) {
    String description = PREFIX + desired.mark();
    GetFunctionConfigurationResponse live = look(desired.function(), alias);
    if (live != null && description.equals(live.description())) {
      return !isChanging(live.state(), live.lastUpdateStatus());
    }
    PublishVersionResponse version =
        client.publishVersion(r ->
            r.functionName(desired.function().name())
                .description(description)
                .codeSha256(latest.codeSha256())
                .overrideConfiguration(Limits.UPLOAD));
    if (isChanging(version.state(), version.lastUpdateStatus())) {
      return false;
    }
    move(desired.function(), alias, version.version(), live == null);
    LOG.info("{}: alias {} is version {}", desired.function(), alias, version.version());
    return true;
  }

  private static boolean isChanging(@Nullable State state, @Nullable LastUpdateStatus update) {
    return state == State.PENDING || update == LastUpdateStatus.IN_PROGRESS;
  }

  private @Nullable GetFunctionConfigurationResponse look(LambdaFunction function, String alias) {
    try {
      return client.getFunctionConfiguration(
          r -> r.functionName(function.name()).qualifier(alias).overrideConfiguration(Limits.LOOK));
    } catch (ResourceNotFoundException e) {
      return null;
    }
  }

  private void move(LambdaFunction function, String alias, String version, boolean isNew) {
    if (isNew) {
      try {
        client.createAlias(r ->
            r.functionName(function.name())
                .name(alias)
                .functionVersion(version)
                .overrideConfiguration(Limits.LOOK));
        return;
      } catch (ResourceConflictException e) {
        LOG.debug("{}: alias {} was created by another node", function, alias);
      }
    }
    client.updateAlias(r ->
        r.functionName(function.name())
            .name(alias)
            .functionVersion(version)
            .overrideConfiguration(Limits.LOOK));
  }
}
