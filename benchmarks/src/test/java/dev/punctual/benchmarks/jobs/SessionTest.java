package dev.punctual.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(180)
class SessionTest {
  private static final int JOBS = 50;
  private static final Duration SOON = Duration.ofMillis(300);

  /** Late enough that nothing is due before the restart: Punctual runs while it is filled. */
  private static final Duration AFTER_RESTART = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  static Stream<Contender> schedulers() {
    return Contender.schedulers();
  }

  static Stream<Contender> durable() {
    return schedulers().filter(Contender::isDurable);
  }

  static Stream<Contender> recurring() {
    return new Recurring().contenders().stream();
  }

  private static List<Instant> due(Duration later) {
    return Collections.nCopies(JOBS, Instant.now().plus(later));
  }

  @ParameterizedTest
  @MethodSource("schedulers")
  void every_job_scheduled_while_running_runs_once(Contender contender) throws Exception {
    var starts = Starts.expect(JOBS);
    try (var session = contender.open(folder)) {
      session.start();
      var dueTimes = due(SOON);
      session.scheduleAll(0, dueTimes.subList(1, JOBS));
      session.schedule(JOBS - 1, dueTimes.getFirst());
      assertThat(starts.await(PATIENCE.toSeconds())).isTrue();
    }
    assertThat(starts.again()).isZero();
  }

  @ParameterizedTest
  @MethodSource("recurring")
  void every_recurring_job_runs_once_each_second(Contender contender) throws Exception {
    var first = Instant.ofEpochMilli(System.currentTimeMillis()).plus(AFTER_RESTART);
    var ticks = Ticks.expect(JOBS, first, 2);
    try (var session = contender.open(folder)) {
      session.start();
      session.scheduleEvery(0, Duration.ofSeconds(1), Collections.nCopies(JOBS, first));
      var end = Instant.now().plus(PATIENCE);
      while (ticks.begun() < ticks.expected() && Instant.now().isBefore(end)) {
        LockSupport.parkNanos(2_000_000);
      }
    }
    assertThat(ticks.begun()).isEqualTo(2 * JOBS);
    assertThat(ticks.again()).isZero();
  }

  @ParameterizedTest
  @MethodSource("durable")
  void every_job_stored_before_a_restart_runs_once_and_is_recorded(Contender contender)
      throws Exception {
    var starts = Starts.expect(JOBS);
    try (var session = contender.open(folder)) {
      session.scheduleAll(0, due(AFTER_RESTART));
    }
    try (var session = contender.open(folder)) {
      session.start();
      assertThat(starts.await(PATIENCE.toSeconds())).isTrue();
      session.awaitRecorded(JOBS, PATIENCE);
      assertThat(session.recorded()).isEqualTo(JOBS);
    }
    assertThat(starts.again()).isZero();
  }
}
