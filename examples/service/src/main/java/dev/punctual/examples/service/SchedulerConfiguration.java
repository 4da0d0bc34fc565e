package dev.punctual.examples.service;

import dev.punctual.Scheduler;
import dev.punctual.lambda.LambdaExecutor;
import dev.punctual.spi.Persistence;
import dev.punctual.sqlite.SqlitePersistence;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** The scheduler and what it stands on. {@link SchedulerLifecycle} starts and closes it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServiceProperties.class)
class SchedulerConfiguration {
  @Bean
  Persistence persistence(ServiceProperties properties) {
    return SqlitePersistence.open(properties.database());
  }

  @Bean
  LambdaExecutor lambda(ServiceProperties properties) {
    return LambdaExecutor.builder()
        .role(properties.role())
        .createRole(properties.createRole())
        .client(client -> configure(client, properties))
        .iam(client -> configure(client, properties))
        .build();
  }

  private static void configure(AwsClientBuilder<?, ?> client, ServiceProperties properties) {
    if (properties.region() != null) {
      client.region(Region.of(properties.region()));
    }
    if (properties.lambdaEndpoint() != null) {
      client.endpointOverride(properties.lambdaEndpoint());
    }
  }

  @Bean
  Scheduler scheduler(Persistence store, LambdaExecutor lambda, ServiceProperties properties) {
    return Scheduler.builder()
        .persistence(store)
        .executor("lambda", lambda)
        .drain(properties.drain())
        .build();
  }
}
