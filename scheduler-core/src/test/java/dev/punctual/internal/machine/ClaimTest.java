package dev.punctual.internal.machine;

import org.junit.jupiter.api.Test;

/**
 * Claims: made ahead of the due time, started on time, taken back until then. See {@link Scenario}.
 */
class ClaimTest {
  @Test
  void a_claim_is_made_ahead_and_the_next_one_when_it_has_ended() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule  | active, count 0; wake 10:00:58
        10:00:57.400 wake  | unchanged
        10:00:58 wake      | active, count 1; claimed 10:01:00; wake 10:02:00
        10:00:58 wake      | unchanged
        10:01:00 start     | running
        10:01:05 succeeded | active, count 1; SUCCEEDED 10:01:00; wake 10:01:58
        10:01:58 wake      | active, count 2; claimed 10:02:00; wake 10:03:00
        """);
  }

  @Test
  void whatever_is_within_reach_is_claimed_by_whoever_wakes_a_little_early() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule | active, count 0; wake 10:00:58
        10:00:57.499 wake | unchanged
        10:00:57.500 wake | active, count 1; claimed 10:01:00; wake 10:02:00
        """);
  }

  @Test
  void a_job_created_just_before_its_time_is_claimed_in_the_same_change() {
    Scenario.check(
        """
        job every 1m
        10:00:58.500 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        """);
  }

  @Test
  void a_job_created_at_a_scheduled_time_begins_with_the_next_one() {
    Scenario.check(
        """
        job every 1m
        10:01:00 schedule | active, count 0; wake 10:01:58
        """);
  }

  @Test
  void a_job_that_runs_at_most_once_is_not_claimed_ahead() {
    Scenario.check(
        """
        job every 1m; at-most-once
        10:00:00 schedule | active, count 0; wake 10:01:00
        10:00:59.999 wake | unchanged
        10:01:00 wake     | active, count 1; claimed 10:01:00; wake 10:02:00
        """);
  }

  @Test
  void an_instant_to_come_is_claimed_and_then_the_job_is_finished() {
    Scenario.check(
        """
        job at 10:05:00
        10:00:00 schedule  | active, count 0; wake 10:04:58
        10:04:58 wake      | active, count 1; claimed 10:05:00; no wake
        10:05:00 start     | running
        10:05:01 succeeded | finished, count 1; SUCCEEDED 10:05:00; no wake
        """);
  }

  @Test
  void an_instant_that_has_passed_is_due_at_once_whatever_catch_up_says() {
    Scenario.check(
        """
        job at 09:00:00; catch-up none
        10:00:00 schedule  | active, count 1; claimed 09:00:00 due 10:00:00; no wake
        10:00:00 start     | running
        10:00:01 succeeded | finished, count 1; SUCCEEDED 09:00:00; no wake
        """);
  }

  @Test
  void the_instant_of_creation_is_due_at_once() {
    Scenario.check(
        """
        job at 10:00:00; catch-up none
        10:00:00 schedule | active, count 1; claimed 10:00:00; no wake
        """);
  }

  @Test
  void an_instant_that_has_passed_waits_for_a_slot_whatever_catch_up_says() {
    Scenario.check(
        """
        job every 1m; catch-up none
        10:00:58 schedule           | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start              | running
        10:01:30 update at 09:00:00 | active, count 1; running 10:01:00; backlog latest to 09:00:00; no wake
        10:01:40 succeeded          | active, count 2; SUCCEEDED 10:01:00; claimed 09:00:00 due 10:01:40; no wake
        """);
  }

  @Test
  void an_instant_that_has_passed_survives_a_pause_before_its_start() {
    Scenario.check(
        """
        job at 09:00:00
        10:00:00 schedule   | active, count 1; claimed 09:00:00 due 10:00:00; no wake
        10:00:00 pause wait | paused, count 0; note: wait; no wake
        10:05:00 resume     | active, count 1; claimed 09:00:00 due 10:05:00; no wake
        """);
  }

  @Test
  void a_bounded_job_is_finished_after_its_last_time() {
    Scenario.check(
        """
        job every 1m from 10:02:00 until 10:03:00
        10:00:00 schedule  | active, count 0; wake 10:01:58
        10:01:58 wake      | active, count 1; claimed 10:02:00; no wake
        10:02:00 start     | running
        10:02:01 succeeded | finished, count 1; SUCCEEDED 10:02:00; no wake
        """);
  }

  @Test
  void a_bounded_job_without_any_time_is_finished_at_once() {
    Scenario.check(
        """
        job every 1h until 10:30:00
        10:00:00 schedule | finished, count 0; no wake
        """);
  }

  @Test
  void a_claim_that_came_to_its_start_too_late_joins_the_missed_ones() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule       | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:11 lapse 10:01:00 | active, count 1; claimed catch-up 10:01:00 due 10:01:11; wake 10:02:00
        """);
  }

  @Test
  void a_claim_that_came_to_its_start_too_late_is_missed_if_nothing_is_caught_up() {
    Scenario.check(
        """
        job every 1m; catch-up none
        10:00:58 schedule       | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:11 lapse 10:01:00 | active, count 0; SKIPPED 10:01:00 MISSED; wake 10:01:58
        """);
  }

  @Test
  void an_older_claim_that_lapses_is_decided_alone_if_a_later_one_runs() {
    Scenario.check(
        """
        job every 1s; overlap allow 2
        10:00:00 schedule           | active, count 2; claimed 10:00:01; claimed 10:00:02; wake 10:00:03
        10:00:11.200 lapse 10:00:01 | active, count 2; SKIPPED 10:00:03–10:00:11 (9) OVERLAP; claimed 10:00:01 due 10:00:11.200; claimed 10:00:02; wake 10:00:12
        """);
  }

  @Test
  void a_retry_does_not_lapse() {
    Scenario.check(
        """
        job every 1h; catch-up none; retry fixed 3 every 1s
        10:59:58 schedule       | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start          | running
        11:00:01 retry          | active, count 1; claimed 11:00:00 #2 due 11:00:02; wake 12:00:00
        11:00:20 lapse 11:00:00 | unchanged
        """);
  }

  @Test
  void closing_gives_unstarted_claims_back_and_the_next_node_decides_anew() {
    Scenario.check(
        """
        job every 1m; max 3
        10:00:58 schedule    | active, count 1; claimed 10:01:00; wake 10:02:00
        10:00:59 give back   | active, count 0; wake 10:00:58
        10:00:59.500 restart | active, count 1; claimed 10:01:00; wake 10:02:00
        10:00:59.500 wake    | unchanged
        """);
  }

  @Test
  void closing_leaves_running_attempts_alone() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:01:01 give back | unchanged
        10:01:02 succeeded | active, count 1; SUCCEEDED 10:01:00; wake 10:01:58
        10:01:02 give back | unchanged
        """);
  }

  @Test
  void an_end_of_an_earlier_attempt_is_ignored() {
    Scenario.check(
        """
        job every 1m; retry fixed 3 every 1s
        10:00:58 schedule              | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start                 | running
        10:01:05 retry                 | active, count 1; claimed 10:01:00 #2 due 10:01:06; wake 10:02:00
        10:01:06 start                 | running
        10:01:07 succeeded 10:01:00 #1 | unchanged
        10:01:08 succeeded 10:01:00 #2 | active, count 1; SUCCEEDED 10:01:00 #2; wake 10:01:58
        10:01:09 failed 10:01:00 #2    | unchanged
        """);
  }

  @Test
  void an_end_of_an_execution_that_waits_for_its_next_attempt_is_ignored() {
    Scenario.check(
        """
        job every 1m; retry fixed 3 every 10s
        10:00:58 schedule              | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start                 | running
        10:01:05 retry                 | active, count 1; waiting 10:01:00 #1 due 10:01:15; wake 10:01:13
        10:01:06 succeeded 10:01:00 #1 | unchanged
        """);
  }

  @Test
  void an_end_of_an_unknown_execution_is_ignored() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule              | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:02 succeeded 09:00:00 #1 | unchanged
        10:01:02 lapse 09:00:00        | unchanged
        """);
  }

  @Test
  void late_news_about_a_job_that_is_gone_is_ignored_and_calls_are_refused() {
    Scenario.check(
        """
        10:00:00 wake               | no job
        10:00:00 restart            | no job
        10:00:00 retire             | no job
        10:00:00 give back          | no job
        10:00:00 pause it           | no job; JobNotFoundException
        10:00:00 resume             | no job; JobNotFoundException
        10:00:00 cancel             | no job; JobNotFoundException
        10:00:00 run                | no job; JobNotFoundException
        10:00:00 run again 09:00:00 | no job; JobNotFoundException
        10:00:00 update every 1h    | no job; JobNotFoundException
        """);
  }

  @Test
  void a_cron_job_is_claimed_ahead_as_any_other() {
    Scenario.check(
        """
        job cron quartz "0 30 10 * * ?" in UTC
        10:00:00 schedule  | active, count 0; wake 10:29:58
        10:29:58 wake      | active, count 1; claimed 10:30:00; wake +1d 10:30:00
        10:30:00 start     | running
        10:30:01 succeeded | active, count 1; SUCCEEDED 10:30:00; wake +1d 10:29:58
        """);
  }

  @Test
  void a_daily_job_is_claimed_ahead_as_any_other() {
    Scenario.check(
        """
        job daily 11:30 in Europe/Berlin
        10:00:00 schedule  | active, count 0; wake 10:29:58
        10:29:58 wake      | active, count 1; claimed 10:30:00; wake +1d 10:30:00
        10:30:00 start     | running
        10:30:01 succeeded | active, count 1; SUCCEEDED 10:30:00; wake +1d 10:29:58
        """);
  }

  @Test
  void an_anchored_job_keeps_its_grid() {
    Scenario.check(
        """
        job every 1h anchored at 10:00:03
        10:00:30 schedule | active, count 0; wake 11:00:01
        11:00:01 wake     | active, count 1; claimed 11:00:03; wake 12:00:03
        """);
  }
}
