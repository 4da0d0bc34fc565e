package dev.punctual.lambda;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** Executors that talk to an endpoint of the test, and whose pauses are noted and not made. */
final class StubbedExecutors {
  static final String ROLE = "arn:aws:iam::123456789012:role/jobs";

  private StubbedExecutors() {}

  static LambdaExecutorBuilder at(URI endpoint) {
    return at(endpoint, new ArrayList<>());
  }

  static LambdaExecutorBuilder at(URI endpoint, List<Duration> pauses) {
    return new LambdaExecutorBuilder(name -> null, pauses::add)
        .client(client -> configure(client, endpoint))
        .iam(client -> configure(client, endpoint));
  }

  static <B extends AwsClientBuilder<B, ?>> void configure(B client, URI endpoint) {
    client
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("AKIDTEST", "s3cr3t-canary")));
  }
}
