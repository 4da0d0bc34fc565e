package dev.punctual.lambda;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long single requests may take that invoke nothing. */
final class Limits {
  static final AwsRequestOverrideConfiguration LOOK = within(Duration.ofSeconds(30));
  static final AwsRequestOverrideConfiguration UPLOAD = within(Duration.ofMinutes(5));

  private Limits() {}

  private static AwsRequestOverrideConfiguration within(Duration limit) {
    return AwsRequestOverrideConfiguration.builder()
        .apiCallTimeout(limit)
        .apiCallAttemptTimeout(limit)
        .build();
  }
}
