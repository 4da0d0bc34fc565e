package dev.punctual.lambda;

import static dev.punctual.lambda.LambdaStub.answer;
import static dev.punctual.lambda.LambdaStub.error;
import static dev.punctual.lambda.LambdaStub.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import dev.punctual.Payload;
import dev.punctual.lambda.LambdaStub.Operation;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class LambdaInvocationTest {
  private static final LambdaFunction BILLING = LambdaFunction.existing("billing:live");
  private static final Payload EVENT = Payload.json("{\"card\":\"s3cr3t-canary\"}");

  private final LambdaStub stub = new LambdaStub();
  private LambdaExecutor executor = StubbedExecutors.at(stub.uri()).build();

  @AfterEach
  void close() {
    executor.close();
    stub.close();
  }

  @Test
  void the_payload_is_the_event_and_the_context_tells_key_job_scheduled_time_and_attempt()
      throws InterruptedException {
    stub.on(Operation.INVOKE, ok("{\"paid\":1}", "X-Amz-Log-Result", base64("START\nEND\n")));

    Outcome outcome = executor.execute(Attempts.of(BILLING, EVENT));

    assertThat(outcome).isEqualTo(Outcome.succeeded("{\"paid\":1}").withLog("START\nEND\n"));
    LambdaStub.Request request = stub.requests(Operation.INVOKE).getFirst();
    assertThat(request.body()).isEqualTo(EVENT.asText());
    assertThat(request.header("X-amz-invocation-type")).isEqualTo("RequestResponse");
    assertThat(request.header("X-amz-log-type")).isEqualTo("Tail");
    assertThat(decoded(request.header("X-amz-client-context")))
        .isEqualTo(
            "{\"custom\":{\"key\":\""
                + Attempts.KEY
                + "\",\"job\":\"nightly/report\",\"scheduledTime\":\"2026-03-01T02:30:00Z\","
                + "\"attempt\":\"2\"}}");
  }

  @Test
  void without_a_payload_the_event_is_an_empty_object() throws InterruptedException {
    stub.on(Operation.INVOKE, ok("null"));
    executor.execute(Attempts.of(BILLING, Payload.none()));
    assertThat(stub.requests(Operation.INVOKE).getFirst().body()).isEqualTo("{}");
  }

  @Test
  void an_asynchronous_invocation_is_accepted_and_never_called_a_success()
      throws InterruptedException {
    stub.on(Operation.INVOKE, answer(202, ""));
    LambdaFunction queued = BILLING.withMode(InvocationMode.ASYNCHRONOUS).withKeyInEvent();
    assertThat(executor.execute(Attempts.of(queued, Payload.json("{\"n\":1}"))))
        .isEqualTo(Outcome.accepted(""));
    LambdaStub.Request request = stub.requests(Operation.INVOKE).getFirst();
    assertThat(request.header("X-amz-invocation-type")).isEqualTo("Event");
    assertThat(request.header("X-amz-log-type")).isEmpty();
    assertThat(request.body()).contains("\"punctual\":{\"key\":\"" + Attempts.KEY, "\"n\":1");
  }

  @Test
  void of_a_large_result_only_the_beginning_is_read_and_kept() throws InterruptedException {
    stub.on(Operation.INVOKE, ok('"' + "x".repeat(6_000_000) + '"'));
    for (int i = 0; i < 3; i++) {
      Outcome outcome = executor.execute(Attempts.of(BILLING, EVENT));
      assertThat(outcome).isEqualTo(Outcome.succeeded('"' + "x".repeat(15_999)));
    }
  }

  @Test
  void a_dry_run_runs_nothing_and_tells_what_would_fail() throws InterruptedException {
    LambdaFunction dry = BILLING.withMode(InvocationMode.DRY_RUN);
    stub.on(
        Operation.INVOKE, answer(204, ""), error(403, "AccessDeniedException", "not authorized"));
    assertThat(executor.execute(Attempts.of(dry, EVENT)).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(executor.execute(Attempts.of(dry, EVENT)).status()).isEqualTo(Status.FAILED);
    assertThat(stub.requests(Operation.INVOKE))
        .allMatch(request -> request.header("X-amz-invocation-type").equals("DryRun"));
  }

  @Test
  void reserved_concurrency_of_zero_is_named_as_what_may_throttle() throws InterruptedException {
    stub.on(
        Operation.INVOKE,
        answer(
            429,
            "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\",\"message\":\"Rate\"}",
            "x-amzn-ErrorType",
            "TooManyRequestsException"));
    Outcome outcome = executor.execute(Attempts.of(BILLING, EVENT));
    assertThat(outcome.status()).isEqualTo(Status.NOT_STARTED);
    assertThat(outcome.text()).contains("look at its reserved concurrency, which may be 0");
  }

  @Test
  void an_exception_of_the_function_is_no_success() throws InterruptedException {
    stub.on(
        Operation.INVOKE,
        ok(
            "{\"errorType\":\"Error\",\"errorMessage\":\"no paper\"}",
            "X-Amz-Function-Error",
            "Unhandled"));
    assertThat(executor.execute(Attempts.of(BILLING, EVENT)))
        .isEqualTo(Outcome.retry("Error: no paper"));
  }

  @Test
  void an_answer_after_the_read_timeout_is_unknown_and_was_asked_for_once()
      throws InterruptedException {
    restart(Duration.ofMillis(200));
    stub.on(Operation.INVOKE, stub.after("never", ok("{}")));
    Outcome outcome = executor.execute(Attempts.of(BILLING, EVENT));
    assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
    assertThat(outcome.text()).contains("may have run", "Read timed out").doesNotContain("canary");
    assertThat(stub.requests(Operation.INVOKE)).hasSize(1);
  }

  @Test
  void retries_stay_off_whatever_the_hook_sets() throws InterruptedException {
    executor.close();
    executor =
        StubbedExecutors.at(stub.uri())
            .client(client -> client.overrideConfiguration(o -> o.retryStrategy(RetryMode.LEGACY)))
            .build();
    stub.on(Operation.INVOKE, error(500, "ServiceException", "oops"));
    Outcome outcome = executor.execute(Attempts.of(BILLING, EVENT));
    assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
    assertThat(stub.requests(Operation.INVOKE)).hasSize(1);
  }

  @Test
  void a_throttled_attempt_was_not_started_and_waits_as_long_as_asked()
      throws InterruptedException {
    stub.on(
        Operation.INVOKE,
        error(429, "TooManyRequestsException", "Rate exceeded", "Retry-After", "7"));
    Outcome outcome = executor.execute(Attempts.of(BILLING, EVENT));
    assertThat(outcome.status()).isEqualTo(Status.NOT_STARTED);
    assertThat(outcome.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(stub.requests(Operation.INVOKE)).hasSize(1);
  }

  @Test
  void credentials_that_cannot_be_had_are_not_started_even_after_a_timeout_of_their_own()
      throws InterruptedException {
    executor.close();
    executor =
        StubbedExecutors.at(stub.uri())
            .client(client ->
                client.credentialsProvider(() -> {
                  throw SdkClientException.create(
                      "no metadata", new SocketTimeoutException("Read timed out"));
                }))
            .build();
    Outcome outcome = executor.execute(Attempts.of(BILLING, EVENT));
    assertThat(outcome.status()).isEqualTo(Status.NOT_STARTED);
    assertThat(stub.operations()).isEmpty();
  }

  @Test
  void an_interrupt_while_the_function_runs_ends_the_attempt_at_once_as_unknown() throws Exception {
    stub.on(
        Operation.INVOKE,
        exchange -> {
          stub.gate("arrived").countDown();
          stub.gate("never").await();
        });
    var attempt = new FutureTask<>(() -> executor.execute(Attempts.of(BILLING, EVENT)));
    Thread thread = Thread.ofVirtual().start(attempt);
    stub.gate("arrived").await();
    thread.interrupt();
    assertThat(attempt.get().status()).isEqualTo(Status.UNKNOWN);
    assertThat(stub.requests(Operation.INVOKE)).hasSize(1);
  }

  @Test
  void two_hundred_invocations_wait_at_once_on_few_threads() throws Exception {
    int many = 200;
    var arrived = new CountDownLatch(many);
    stub.on(
        Operation.INVOKE,
        exchange -> {
          arrived.countDown();
          arrived.await();
          ok("{}").to(exchange);
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Outcome> outcome :
          IntStream.range(0, many)
              .mapToObj(i -> threads.submit(() -> executor.execute(Attempts.of(BILLING, EVENT))))
              .toList()) {
        assertThat(outcome.get().status()).isEqualTo(Status.SUCCEEDED);
      }
    }
    assertThat(stub.requests(Operation.INVOKE)).hasSize(many);
  }

  private void restart(Duration readTimeout) {
    executor.close();
    executor =
        StubbedExecutors.at(stub.uri())
            .client(client ->
                client.httpClientBuilder(Apache5HttpClient.builder().socketTimeout(readTimeout)))
            .build();
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
