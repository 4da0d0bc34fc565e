package dev.punctual.verification.lambda;

import dev.punctual.Delivery;
import dev.punctual.Job;
import dev.punctual.Retry;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.lambda.LambdaExecutor;
import dev.punctual.lambda.LambdaFunction;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/** Jobs whose target is a Lambda function. */
final class LambdaJobs {
  static final LambdaFunction BILLING = LambdaFunction.existing("billing");

  private LambdaJobs() {}

  /** An executor as it comes. */
  static LambdaExecutor executor(URI endpoint) {
    return executor(endpoint, null);
  }

  /**
   * An executor.
   *
   * @param patience how long its client waits for an answer; null for the default
   */
  static LambdaExecutor executor(URI endpoint, Duration patience) {
    return LambdaExecutor.builder()
        .client(client -> {
          client
              .endpointOverride(endpoint)
              .region(Region.US_EAST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")));
          if (patience != null) {
            client.httpClientBuilder(Apache5HttpClient.builder().socketTimeout(patience));
          }
        })
        .build();
  }

  /** A job that is due now, with more attempts than a slow machine should need. */
  static Job now(String id, Target<?> target, Delivery delivery) {
    return Job.of(id, target, Trigger.at(Instant.now()))
        .withDelivery(delivery)
        .withRetry(Retry.fixed(10, Duration.ofMillis(10)));
  }
}
