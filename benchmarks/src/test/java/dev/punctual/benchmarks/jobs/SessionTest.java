package dev.punctual.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
    return Arrays.stream(Contender.values()).filter(Contender::isScheduler);
  }

  static Stream<Contender> durable() {
    return schedulers().filter(Contender::isDurable);
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
