package dev.punctual.examples.service;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set, each as {@code punctual.…} or as an environment variable {@code PUNCTUAL_…}.
 * Credentials are not among them: the AWS SDK finds these in its own places.
 *
 * @param database the SQLite file; its directory must exist
 * @param region the AWS region; as the AWS SDK finds it where not given
 * @param lambdaEndpoint the URL of a local endpoint that stands for AWS; AWS itself where not given
 * @param role the ARN of the role that functions run with; the environment variable {@code
 *     AWS_LAMBDA_ROLE_ARN} where not given
 * @param createRole the name of a role that is created where no role is given
 * @param drain how long running functions are waited for when the service stops
 */
@ConfigurationProperties("punctual")
record ServiceProperties(
    @DefaultValue("jobs.db") Path database,
    @Nullable String region,
    @Nullable URI lambdaEndpoint,
    @Nullable String role,
    @DefaultValue("punctual-service") String createRole,
    @DefaultValue("20s") Duration drain) {}
