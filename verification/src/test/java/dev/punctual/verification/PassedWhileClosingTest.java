package dev.punctual.verification;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CatchUp;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.test.TestScheduler;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * A scheduler that waits for its last attempts to end claims nothing any more. What passes in that
 * time is missed like what passes after it, and decided together with it at the next start.
 */
class PassedWhileClosingTest {
  @Test
  void what_passes_while_the_scheduler_closes_is_left_to_the_policy_of_the_next_start() {
    var never = new CountDownLatch(1);
    var builder =
        Scheduler.builder()
            .handler(Target.handler("hangs"), run -> never.await())
            .handler(Target.handler("quick"), run -> {})
            .job(
                Job.of(
                    "long",
                    Target.handler("hangs"),
                    Trigger.at(Instant.parse("2026-03-02T10:00:05Z"))))
            .job(
                Job.of("often", Target.handler("quick"), Trigger.every(ofSeconds(1)))
                    .withCatchUp(CatchUp.all().atMost(5)));
    try (var time = TestScheduler.start(builder, "2026-03-02T10:00:00Z")) {
      time.advance(ofSeconds(10));
      int before = ran(time);
      time.down(ofSeconds(50));

      assertThat(ran(time) - before).isBetween(5, 6);
      assertThat(time.executions("often"))
          .filteredOn(line -> line.status() == ExecutionStatus.SKIPPED)
          .hasSize(1);
    }
  }

  private static int ran(TestScheduler time) {
    return Math.toIntExact(
        time.executions("often").stream()
            .filter(line -> line.status() == ExecutionStatus.SUCCEEDED)
            .count());
  }
}
