package dev.punctual.lambda;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;

/**
 * The clients, made for one request per attempt. With the SDK's defaults (a read timeout of 30
 * seconds, and retries) a function of 40 seconds is invoked four times and then reported as failed;
 * so its retries are off, also where the application's hook set others, and the read timeout
 * exceeds the longest a function may run.
 *
 * <p>Apache 5 rather than {@code HttpURLConnection}, though it takes a little more CPU; decision
 * record 0018 has the figures and the reasons. A connection that could not be made has exceptions
 * of its own, which is the difference between <em>not started</em> and <em>unknown</em>;
 * connections are used again, however many were in use; one that was idle for more than two seconds
 * is tested before. The pool is large, since with the SDK's default of 50 a thousand invocations of
 * 200 ms take four seconds; it holds only what is needed and gives it back after seconds, long
 * before the other side would close it.
 */
final class LambdaClients {
  private static final int MOST_CONNECTIONS = 10_000;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration MOST_IDLE = Duration.ofSeconds(20);

  private LambdaClients() {}

  static LambdaClient lambda(Consumer<LambdaClientBuilder> hook) {
    LambdaClientBuilder builder =
        LambdaClient.builder()
            .httpClientBuilder(
                http()
                    .maxConnections(MOST_CONNECTIONS)
                    .socketTimeout(Invocation.LONGEST_TIMEOUT.plus(Invocation.MARGIN)));
    hook.accept(builder);
    return asOneRequest(builder).build();
  }

  static IamClient iam(Region region, Consumer<IamClientBuilder> hook) {
    IamClientBuilder builder = IamClient.builder().region(region).httpClientBuilder(http());
    hook.accept(builder);
    return asOneRequest(builder).build();
  }

  private static Apache5HttpClient.Builder http() {
    return Apache5HttpClient.builder()
        .connectionTimeout(CONNECT_TIMEOUT)
        .connectionAcquisitionTimeout(CONNECT_TIMEOUT)
        .connectionMaxIdleTime(MOST_IDLE)
        .tcpKeepAlive(true);
  }

  private static <B extends SdkClientBuilder<B, ?>> B asOneRequest(B builder) {
    return builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder()
            .retryStrategy(AwsRetryStrategy.doNotRetry())
            .addExecutionInterceptor(new Transmission())
            .build());
  }
}
