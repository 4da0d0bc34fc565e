package dev.punctual.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.Attempt;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.JobId;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.spi.JobExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link JobExecutor}, as tests. Extend it in a JUnit test and provide an executor
 * with three targets: one that succeeds, one that fails, one that blocks until it is interrupted or
 * for at least a minute. Each test carries the number of the rule it checks.
 */
public abstract class JobExecutorContract {
  private static final Duration PROMPTLY = Duration.ofSeconds(10);
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

  private JobExecutor executor = attempt -> Outcome.succeeded();

  /** For subclasses. */
  protected JobExecutorContract() {}

  /**
   * Makes the executor, with its targets reachable.
   *
   * @return the executor, which the kit closes
   * @throws Exception to fail the test
   */
  protected abstract JobExecutor create() throws Exception;

  /**
   * A target that succeeds.
   *
   * @return the target
   */
  protected abstract Target<?> succeeding();

  /**
   * A target that is reached and fails.
   *
   * @return the target
   */
  protected abstract Target<?> failing();

  /**
   * A target that does not answer for a minute or more.
   *
   * @return the target
   */
  protected abstract Target<?> blocking();

  /**
   * A target that can never work, for {@link JobExecutor#validate}. Without it, that half of E5 is
   * not checked.
   *
   * @return the target; empty if the executor takes every target
   */
  protected Optional<Target<?>> impossible() {
    return Optional.empty();
  }

  /**
   * A payload that all targets take.
   *
   * @return the payload; none unless overridden
   */
  protected Payload payload() {
    return Payload.none();
  }

  /**
   * The keys with which the targets have been reached since {@link #create}, repetitions included.
   * Without it, E3 and E4 are not checked, and their tests are reported as aborted.
   *
   * @return the keys in the order of arrival; empty if the targets cannot tell
   */
  protected Optional<List<String>> receivedKeys() {
    return Optional.empty();
  }

  @BeforeEach
  void createExecutor() throws Exception {
    executor = create();
  }

  @AfterEach
  void closeExecutor() {
    executor.close();
  }

  private Attempt<Payload> attempt(Target<?> target, int serial, int number) {
    return Attempt.of(
        JobId.of("contract"),
        new ExecutionId(String.format("contract%016d", serial)),
        target,
        ExecutionKind.SCHEDULED,
        NOON.plusSeconds(serial),
        number,
        payload());
  }

  private List<String> keys() {
    Optional<List<String>> keys = receivedKeys();
    Assumptions.assumeTrue(
        keys.isPresent(), "not checked: this executor's test offers no receivedKeys()");
    return keys.orElseThrow();
  }

  /** How an attempt at the failing target ended; empty if it threw. */
  private Optional<Outcome> fail(Attempt<Payload> attempt) throws InterruptedException {
    try {
      return Optional.of(executor.execute(attempt));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return Optional.empty();
    }
  }

  @Test
  void e1_many_threads_execute_at_once() throws ExecutionException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> outcomes =
          IntStream.range(0, 50)
              .mapToObj(i -> threads.submit(() -> executor.execute(attempt(succeeding(), i, 1))))
              .toList();
      for (Future<Outcome> outcome : outcomes) {
        assertThat(outcome.get().status()).isIn(Outcome.Status.SUCCEEDED, Outcome.Status.ACCEPTED);
      }
    }
  }

  @Test
  void e2_an_interrupt_makes_execute_return_or_throw_promptly() throws InterruptedException {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                var unused = executor.execute(attempt(blocking(), 1, 1));
              } catch (Exception e) {
                Thread.currentThread().interrupt();
              }
            });
    long start = System.nanoTime();
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING
        && System.nanoTime() - start < PROMPTLY.toNanos()) {
      Thread.onSpinWait();
    }
    assertThat(thread.isAlive()).as("the blocking target still blocks").isTrue();
    thread.interrupt();
    assertThat(thread.join(PROMPTLY)).as("ended within %s", PROMPTLY).isTrue();
  }

  @Test
  void e3_a_failure_is_not_retried_inside() throws InterruptedException {
    Attempt<Payload> attempt = attempt(failing(), 1, 1);
    fail(attempt);
    assertThat(keys()).containsExactly(attempt.key());
  }

  @Test
  void e4_the_key_reaches_the_target_again_with_every_repetition() throws Exception {
    Attempt<Payload> first = attempt(succeeding(), 1, 1);
    var unused = executor.execute(first);
    unused = executor.execute(attempt(succeeding(), 1, 2));
    assertThat(keys()).containsExactly(first.key(), first.key());
  }

  @Test
  void e5_validate_takes_what_works_and_refuses_what_never_can() {
    for (Target<?> target : List.of(succeeding(), failing(), blocking())) {
      assertThatCode(() -> executor.validate(target, payload())).doesNotThrowAnyException();
    }
    impossible()
        .ifPresent(target ->
            assertThatThrownBy(() -> executor.validate(target, payload()))
                .isInstanceOf(InvalidDefinitionException.class));
  }

  @Test
  void e6_a_failing_target_never_looks_like_a_success() throws InterruptedException {
    assertThat(fail(attempt(failing(), 1, 1)).map(Outcome::status))
        .isNotEqualTo(Optional.of(Outcome.Status.SUCCEEDED))
        .isNotEqualTo(Optional.of(Outcome.Status.ACCEPTED));
  }

  @Test
  void e7_prepare_may_be_repeated_by_any_number_of_threads() throws Exception {
    var preparations = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        preparations.add(
            threads.submit(() -> {
              executor.prepare(succeeding());
              return true;
            }));
      }
      for (Future<?> preparation : preparations) {
        assertThat(preparation.get()).isEqualTo(true);
      }
    }
    assertThat(executor.execute(attempt(succeeding(), 1, 1)).status())
        .isIn(Outcome.Status.SUCCEEDED, Outcome.Status.ACCEPTED);
  }

  @Test
  void e8_close_is_idempotent() {
    executor.close();
    assertThatCode(() -> executor.close()).doesNotThrowAnyException();
  }

  @Test
  void e9_a_key_that_was_never_seen_is_not_known_and_looking_it_up_starts_nothing()
      throws Exception {
    var before = receivedKeys();
    assertThat(executor.lookup(attempt(succeeding(), 90, 2))).isEmpty();
    assertThat(receivedKeys()).isEqualTo(before);
  }

  @Test
  void e10_every_target_has_a_positive_timeout() {
    for (var target : List.of(succeeding(), failing(), blocking())) {
      assertThat(executor.timeout(target)).isPositive();
    }
  }
}
