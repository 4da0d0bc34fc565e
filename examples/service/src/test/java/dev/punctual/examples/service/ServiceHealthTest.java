package dev.punctual.examples.service;

import static dev.punctual.examples.service.RefusedRequestsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.StoreUnavailableException;
import dev.punctual.Trigger;
import dev.punctual.examples.service.RunningService.Answer;
import dev.punctual.lambda.LambdaFunction;
import dev.punctual.spi.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** What the service says of itself while all is well, and while something fails. */
class ServiceHealthTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final AtomicReference<@Nullable RuntimeException> storeFails =
      new AtomicReference<>();
  private static final AtomicReference<@Nullable RuntimeException> schedulerFails =
      new AtomicReference<>();

  @TempDir static Path directory;
  private static RunningService service;

  /** Lets the calls of store and scheduler fail while the test says so. */
  static final class Failing implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return switch (bean) {
        case Persistence store -> failing(Persistence.class, store, storeFails);
        case Scheduler scheduler -> failing(Scheduler.class, scheduler, schedulerFails);
        default -> bean;
      };
    }

    private static <T> Object failing(
        Class<T> type, T bean, AtomicReference<@Nullable RuntimeException> failure) {
      return Proxy.newProxyInstance(
          type.getClassLoader(),
          new Class<?>[] {type},
          (proxy, method, arguments) -> {
            RuntimeException thrown = failure.get();
            if (thrown != null && !method.getName().equals("close")) {
              throw thrown;
            }
            try {
              return method.invoke(bean, arguments);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          });
    }
  }

  @BeforeAll
  static void start() {
    service = RunningService.start(directory, RunningService.NOWHERE, Failing.class);
  }

  @AfterEach
  void heal() {
    storeFails.set(null);
    schedulerFails.set(null);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void the_scheduler_is_part_of_the_health() {
    Answer answer = service.get("/actuator/health");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().at("/components/scheduler/status").asString()).isEqualTo("UP");
    assertThat(answer.body().at("/components/scheduler/details").propertyNames())
        .contains("running", "storeReachable", "overdue", "stuck", "unreadable", "unregistered");
  }

  @Test
  void nothing_but_health_is_exposed_of_the_application() {
    assertThat(service.get("/actuator/env").status()).isEqualTo(404);
    assertThat(service.get("/actuator/heapdump").status()).isEqualTo(404);
  }

  @Test
  void while_the_store_does_not_answer_the_health_is_down_and_requests_are_answered_503() {
    var target = LambdaFunction.existing("nobody").target();
    service.scheduler().schedule(Job.of("busy", target, Trigger.every(Duration.ofSeconds(1))));
    storeFails.set(new StoreUnavailableException("the disk is away"));
    assertProblem(service.get("/list"), 503);
    awaitHealth(503, "DOWN");
    storeFails.set(null);
    awaitHealth(200, "UP");
    assertThat(service.get("/list").status()).isEqualTo(200);
    service.scheduler().job("busy").cancel();
  }

  @Test
  void a_fault_of_the_service_itself_is_not_told_to_the_client() {
    schedulerFails.set(new IllegalStateException("s3cr3t-canary"));
    Answer answer = service.get("/list");
    schedulerFails.set(null);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.body().toString()).doesNotContain("canary");
  }

  private static void awaitHealth(int status, String words) {
    long end = System.nanoTime() + LONG.toNanos();
    Answer answer = service.get("/actuator/health");
    while (answer.status() != status && System.nanoTime() < end) {
      answer = service.get("/actuator/health");
    }
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.body().at("/components/scheduler/status").asString()).isEqualTo(words);
  }
}
