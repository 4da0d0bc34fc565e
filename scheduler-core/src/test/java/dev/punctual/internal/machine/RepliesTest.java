package dev.punctual.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.NodeId;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What callers are told, and what a table of {@link Scenario} does not show. */
class RepliesTest {
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final Job JOB = Job.of("job", Target.handler("work"), Trigger.at(TEN));

  private final JobMachine machine = new JobMachine(Scenario.HORIZON);
  private final Watch watch = new Watch(new NodeId("n1"), TEN);

  @Test
  void a_run_by_hand_is_answered_with_the_id_it_will_have() {
    var first = decide(created(), new JobEvent.RunNow("first"));
    var second = decide(first, new JobEvent.RunNow("second"));
    assertThat(first.reply()).isNotEqualTo(second.reply());
    var ended = decide(second, end(created(), Outcome.succeeded()));
    assertThat(ended.next().orElseThrow().open().getFirst().id()).isEqualTo(idOf(first.reply()));
  }

  @Test
  void a_call_that_is_decided_twice_is_given_one_run() {
    var first = decide(created(), new JobEvent.RunNow("call"));
    var ended = decide(first, end(created(), Outcome.succeeded()));
    var manual = ended.next().orElseThrow().open().getFirst();
    var both = decide(ended, end(ended, Outcome.succeeded()));
    assertThat(both.ended()).singleElement().matches(line -> line.id().equals(manual.id()));

    var again = decide(both, new JobEvent.RunNow("call"));

    assertThat(again.reply()).isEqualTo(first.reply());
    assertThat(again.changed()).isFalse();
  }

  @Test
  void the_last_twenty_calls_are_remembered() {
    var decision = created();
    for (int i = 1; i <= 21; i++) {
      decision = decide(decision, new JobEvent.RunNow("call " + i));
    }
    assertThat(decide(decision, new JobEvent.RunNow("call 2")).changed()).isFalse();
    assertThat(decide(decision, new JobEvent.RunNow("call 1")).changed()).isTrue();
  }

  @Test
  void a_time_that_comes_twice_as_the_clock_is_set_back_after_an_end_has_two_keys() {
    var job = JOB.withTrigger(Trigger.afterEnd(Duration.ofSeconds(2)));
    var schedule = new JobEvent.Schedule(job, text(job), IfExists.REJECT, "i1");
    var first = machine.decide(JOB.id(), Optional.empty(), schedule, TEN, watch);
    var end = end(first, Outcome.succeeded(), TEN.minusSeconds(2));
    var second = machine.decide(JOB.id(), first.next(), end, TEN.minusSeconds(2), watch);

    var before = first.next().orElseThrow().open().getFirst();
    var after = second.next().orElseThrow().open().getFirst();

    assertThat(after.scheduledTime()).isEqualTo(before.scheduledTime()).isEqualTo(TEN);
    assertThat(after.id()).isNotEqualTo(before.id());
  }

  @Test
  void a_hundred_runs_by_hand_wait_in_line_and_no_more() {
    var decision = created();
    for (int i = 0; i < 100; i++) {
      decision = decide(decision, new JobEvent.RunNow("call " + i));
      assertThat(decision.reply()).isInstanceOf(Reply.Run.class);
    }
    var refused = decide(decision, new JobEvent.RunNow("another"));
    assertThat(refused.changed()).isFalse();
    assertThat(messageOf(refused.reply()))
        .isEqualTo("job job has 100 runs by hand in line; let them run first");
  }

  @Test
  void a_conflict_says_what_is_stored_and_what_to_do() {
    var other = JOB.withDescription("another");
    var refused =
        decide(created(), new JobEvent.Schedule(other, text(other), IfExists.REJECT, "i2"));
    assertThat(messageOf(refused.reply()))
        .isEqualTo(
            "another definition of job job is stored (at 2026-03-02T10:00:00Z, ACTIVE); schedule it"
                + " with IfExists.REPLACE or KEEP, update it by its handle, or take"
                + " another id");
  }

  @Test
  void a_call_about_a_job_that_is_not_stored_says_so() {
    var refused = machine.decide(JOB.id(), Optional.empty(), new JobEvent.Cancel(), TEN, watch);
    assertThat(messageOf(refused.reply())).isEqualTo("no job job is stored");
  }

  @Test
  void no_wait_that_a_target_asks_for_breaks_the_retry() {
    for (var asked : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
      var outcome = Outcome.retry("busy").withRetryAfter(Duration.ofSeconds(asked));
      var waiting = decide(created(), end(created(), outcome)).next().orElseThrow();
      assertThat(waiting.open().getFirst().status()).isEqualTo(ExecutionStatus.WAITING);
      assertThat(waiting.open().getFirst().dueTime())
          .isBetween(TEN.plusSeconds(10), TEN.plus(Duration.ofDays(1)));
    }
  }

  @Test
  void a_run_in_line_that_is_cancelled_never_had_an_attempt() {
    var cancelled =
        decide(decide(created(), new JobEvent.RunNow("another")), new JobEvent.Cancel());
    assertThat(cancelled.ended())
        .anyMatch(line -> line.kind() == ExecutionKind.MANUAL)
        .allMatch(line -> line.attempt() == 0);
  }

  @Test
  void what_a_target_says_is_cut_for_the_log_and_halves_no_character() {
    var ended = decide(created(), end(created(), Outcome.failed("x" + "😀".repeat(20_000))));
    assertThat(ended.ended().getFirst().error())
        .hasSizeBetween(15_999, 16_000)
        .endsWith("😀…")
        .matches(error ->
            error.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
  }

  private Decision created() {
    return machine.decide(
        JOB.id(),
        Optional.empty(),
        new JobEvent.Schedule(JOB, text(JOB), IfExists.REJECT, "i1"),
        TEN,
        watch);
  }

  private Decision decide(Decision before, JobEvent event) {
    return machine.decide(JOB.id(), before.next(), event, TEN, watch);
  }

  private static JobEvent end(Decision decision, Outcome outcome) {
    return end(decision, outcome, TEN);
  }

  private static JobEvent end(Decision decision, Outcome outcome, Instant end) {
    var claimed = decision.next().orElseThrow().open().getFirst();
    return new JobEvent.Ended(claimed.id(), claimed.attempt(), Optional.of(outcome), end, end);
  }

  private static Object idOf(Reply reply) {
    return ((Reply.Run) reply).execution();
  }

  private static String messageOf(Reply reply) {
    return String.valueOf(((Reply.Refused) reply).reason().getMessage());
  }

  private static String text(Job job) {
    return DefinitionText.format(job, Payload.none());
  }
}
