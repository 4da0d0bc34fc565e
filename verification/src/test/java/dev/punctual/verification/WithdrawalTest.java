package dev.punctual.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.JobState;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.test.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * Calls that come between a claim and its start: the claim is withdrawn and its count given back.
 */
class WithdrawalTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final List<Instant> starts = new CopyOnWriteArrayList<>();

  private SchedulerBuilder minutely(long maxExecutions) {
    var target = Target.handler("work");
    return Scheduler.builder()
        .handler(target, run -> starts.add(run.scheduledTime()))
        .job(Job.of("work", target, Trigger.every(ofMinutes(1))).withMaxExecutions(maxExecutions));
  }

  /** One second before the first start: the claim is stored and the timer is set. */
  private TestScheduler justBeforeTheFirstStart(SchedulerBuilder builder) {
    var time = TestScheduler.start(builder, START);
    time.advance(ofSeconds(59));
    assertThat(time.job("work").status().open())
        .singleElement()
        .satisfies(open -> assertThat(open.status()).isEqualTo(ExecutionStatus.CLAIMED));
    assertThat(time.job("work").status().executionCount()).isEqualTo(1);
    return time;
  }

  @Test
  void pause_withdraws_the_claim_and_gives_the_count_back() {
    try (var time = justBeforeTheFirstStart(minutely(1))) {
      time.job("work").pause("maintenance");

      var status = time.job("work").status();
      assertThat(status.open()).isEmpty();
      assertThat(status.executionCount()).isZero();
      assertThat(status.state()).isEqualTo(JobState.PAUSED);
      time.advance(ofMinutes(5));
      assertThat(starts).isEmpty();

      time.job("work").resume();
      time.advance(ofMinutes(5));
      assertThat(starts).containsExactly(START.plus(ofMinutes(6)));
      assertThat(time.job("work").status().state()).isEqualTo(JobState.FINISHED);
    }
  }

  @Test
  void cancel_withdraws_the_claim_and_nothing_starts_any_more() {
    try (var time = justBeforeTheFirstStart(minutely(3))) {
      time.job("work").cancel();

      assertThat(time.job("work").status().open()).isEmpty();
      assertThat(time.job("work").status().executionCount()).isZero();
      time.advance(ofMinutes(5));
      time.down(ofMinutes(5));
      assertThat(starts).isEmpty();
      assertThat(time.job("work").status().state()).isEqualTo(JobState.CANCELLED);
    }
  }

  @Test
  void update_withdraws_the_claim_and_decides_it_by_the_new_trigger() {
    try (var time = justBeforeTheFirstStart(minutely(2))) {
      time.job("work").update(job -> job.withTrigger(Trigger.every(ofMinutes(7))));

      time.advance(ofMinutes(20));
      var grid = Trigger.every(ofMinutes(7)).preview(START.plusSeconds(59), 2);
      assertThat(starts).containsExactlyElementsOf(grid);
      assertThat(time.job("work").status().executionCount()).isEqualTo(2);
    }
  }

  @Test
  void an_update_of_the_payload_reaches_the_claimed_execution() {
    var seen = new CopyOnWriteArrayList<String>();
    var target = Target.handler("text", String.class);
    var builder =
        Scheduler.builder()
            .handler(target, run -> seen.add(run.payload()))
            .job(Job.of("work", target, "old", Trigger.every(ofMinutes(1))));
    try (var time = justBeforeTheFirstStart(builder)) {
      time.job("work").update(job -> job.withTarget(target, "new"));
      time.advance(ofSeconds(2));
      assertThat(seen).containsExactly("new");
    }
  }

  @Test
  void nothing_starts_between_the_call_and_its_late_acknowledgement() {
    try (var time = justBeforeTheFirstStart(minutely(5))) {
      time.delayStore(Duration.ofSeconds(3));
      time.job("work").pause("the answer comes after the due time");

      assertThat(time.now()).isAfter(START.plus(ofMinutes(1)));
      assertThat(starts).isEmpty();
      assertThat(time.job("work").status().executionCount()).isZero();
    }
  }

  @Test
  void a_close_gives_the_claim_back_so_that_the_next_start_claims_it_again() {
    try (var time = justBeforeTheFirstStart(minutely(1))) {
      time.down(ofMillis(300));
      time.advance(ofSeconds(2));
      assertThat(starts).containsExactly(START.plus(ofMinutes(1)));
      assertThat(time.executions("work"))
          .singleElement()
          .satisfies(e -> assertThat(e.attempts()).isEqualTo(1));
    }
  }
}
