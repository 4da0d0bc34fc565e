package dev.punctual.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Job;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jitter: due times spread after scheduled times, the same at every look. */
class JitterTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void a_claim_is_made_ahead_of_the_due_time() {
    Scenario.check(
        """
        job every 1m jitter 30s
        10:00:00 schedule  | active, count 0; wake 10:01:16.944
        10:01:00 wake      | unchanged
        10:01:16.943 wake  | active, count 1; claimed 10:01:00 due 10:01:18.944; wake 10:02:24.982
        10:01:16.944 wake  | unchanged
        10:01:18.944 start | running
        10:01:20 succeeded | active, count 1; SUCCEEDED 10:01:00; wake 10:02:22.982
        """);
  }

  @Test
  void at_most_once_is_claimed_when_it_is_due() {
    Scenario.check(
        """
        job every 1m jitter 30s; at-most-once
        10:00:00 schedule     | active, count 0; wake 10:01:18.944
        10:01:18.943 wake     | unchanged
        10:01:18.944 wake     | active, count 1; claimed 10:01:00 due 10:01:18.944; wake 10:02:24.982
        """);
  }

  @Test
  void a_time_that_has_passed_but_is_not_due_is_neither_missed_nor_lost() {
    Scenario.check(
        """
        job every 1m jitter 30s; catch-up all
        10:00:00 schedule  | active, count 0; wake 10:01:16.944
        10:01:17 wake      | active, count 1; claimed 10:01:00 due 10:01:18.944; wake 10:02:24.982
        10:01:18 restart   | active, count 1; claimed 10:01:00 due 10:01:18.944; wake 10:02:24.982
        10:01:18.944 start | running
        10:01:20 succeeded | active, count 1; SUCCEEDED 10:01:00; wake 10:02:22.982
        10:03:04 restart   | active, count 2; claimed catch-up 10:02:00 due 10:03:04; wake 10:03:05.521
        """);
  }

  @Test
  void what_is_caught_up_is_not_spread() {
    Scenario.check(
        """
        job every 1m jitter 30s
        10:00:00 schedule | active, count 0; wake 10:01:16.944
        10:03:40 restart  | active, count 1; SKIPPED 10:01:00–10:02:00 (2) MISSED; claimed catch-up 10:03:00 due 10:03:40; wake 10:04:16.536
        """);
  }

  @Test
  void a_time_that_is_due_while_the_job_is_busy_is_overlapped() {
    Scenario.check(
        """
        job every 1m jitter 30s
        10:00:00 schedule     | active, count 0; wake 10:01:16.944
        10:01:18 wake         | active, count 1; claimed 10:01:00 due 10:01:18.944; wake 10:02:24.982
        10:01:19 start        | running
        10:02:24.981 wake     | unchanged
        10:02:24.982 wake     | active, count 1; SKIPPED 10:02:00 OVERLAP; running 10:01:00 due 10:01:18.944; wake 10:03:05.521
        10:02:30 succeeded    | active, count 1; SUCCEEDED 10:01:00; wake 10:03:03.521
        """);
  }

  @Test
  void a_time_whose_slot_comes_free_before_it_is_due_runs() {
    Scenario.check(
        """
        job every 1m jitter 30s
        10:00:00 schedule     | active, count 0; wake 10:01:16.944
        10:01:18 wake         | active, count 1; claimed 10:01:00 due 10:01:18.944; wake 10:02:24.982
        10:01:19 start        | running
        10:02:10 succeeded    | active, count 1; SUCCEEDED 10:01:00; wake 10:02:22.982
        10:02:23 wake         | active, count 2; claimed 10:02:00 due 10:02:24.982; wake 10:03:05.521
        """);
  }

  @Test
  void a_pause_takes_back_what_is_not_due_yet() {
    Scenario.check(
        """
        job every 1m jitter 30s
        10:00:00 schedule | active, count 0; wake 10:01:16.944
        10:01:17 wake     | active, count 1; claimed 10:01:00 due 10:01:18.944; wake 10:02:24.982
        10:01:18 pause    | paused, count 0; no wake
        10:01:30 resume   | active, count 0; SKIPPED 10:01:00 PAUSED; wake 10:02:22.982
        """);
  }

  @Test
  void an_instant_is_spread() {
    Scenario.check(
        """
        job at 10:05:00 jitter 5m
        10:00:00 schedule | active, count 0; wake 10:06:55.909
        10:06:56 wake     | active, count 1; claimed 10:05:00 due 10:06:57.909; no wake
        """);
  }

  @Test
  void an_instant_that_has_passed_is_due_at_once() {
    Scenario.check(
        """
        job at 09:59:59 jitter 5m
        10:00:00 schedule | active, count 1; claimed 09:59:59 due 10:00:00; no wake
        """);
  }

  @Test
  void a_delay_after_the_end_is_spread() {
    Scenario.check(
        """
        job after end 5m jitter 1m
        10:00:00 schedule | active, count 0; wake 10:00:04.882
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "every 10s jitter 3s",
        "every 1s jitter 999ms",
        "every 10s anchored at 2026-03-02T09:59:59.001Z jitter 1ms",
        "cron quartz \"0/7 * * * * ?\" in UTC jitter 1h",
        "daily 02:30 in Europe/Berlin jitter 30m",
        "every 1m until 2026-03-02T10:02:00Z jitter 30s",
        "after end 5m jitter 1h",
        "at 2026-03-02T10:00:01Z jitter 1h",
      })
  void due_times_are_within_the_jitter_and_before_the_next_scheduled_time(String text) {
    var job = job("job", Trigger.parse(text));
    for (var scheduled : job.trigger().preview(START, 1_000)) {
      var due = DueTimes.of(job, "i1", scheduled);
      assertThat(due).isBetween(scheduled, scheduled.plus(job.trigger().jitter()));
      if (!job.trigger().isAfterEnd()) {
        job.trigger().nextAfter(scheduled).ifPresent(next -> assertThat(due).isBefore(next));
      }
      assertThat(DueTimes.of(job, "i1", scheduled)).isEqualTo(due);
    }
  }

  @Test
  void jobs_of_the_same_time_are_spread_evenly() {
    int[] perSecond = new int[30];
    var dues = new HashSet<Instant>();
    var trigger = Trigger.parse("every 1h jitter 29s999ms");
    var scheduled = trigger.nextAfter(START).orElseThrow();
    IntStream.range(0, 30_000)
        .mapToObj(i -> DueTimes.of(job("job-" + i, trigger), "i1", scheduled))
        .forEach(due -> {
          dues.add(due);
          perSecond[(int) Duration.between(scheduled, due).toSeconds()]++;
        });
    assertThat(Arrays.stream(perSecond).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
    assertThat(dues).hasSizeGreaterThan(18_000);
  }

  private static Job job(String id, Trigger trigger) {
    return Job.of(id, Target.handler("work"), trigger);
  }
}
