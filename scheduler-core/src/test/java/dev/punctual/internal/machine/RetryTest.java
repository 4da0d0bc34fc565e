package dev.punctual.internal.machine;

import org.junit.jupiter.api.Test;

/** Attempts that fail, and what follows. See {@link Scenario}. */
class RetryTest {
  @Test
  void without_a_policy_a_failure_is_final() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:01:01 retry    | active, count 1; FAILED 10:01:00; wake 10:01:58
        """);
  }

  @Test
  void a_fixed_wait_counts_from_the_end_of_the_attempt_until_attempts_run_out() {
    Scenario.check(
        """
        job every 1h; retry fixed 3 every 10s
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:05 retry    | active, count 1; waiting 11:00:00 #1 due 11:00:15; wake 11:00:13
        11:00:13 wake     | active, count 1; claimed 11:00:00 #2 due 11:00:15; wake 12:00:00
        11:00:15 start    | running
        11:00:16 retry    | active, count 1; waiting 11:00:00 #2 due 11:00:26; wake 11:00:24
        11:00:24 wake     | active, count 1; claimed 11:00:00 #3 due 11:00:26; wake 12:00:00
        11:00:26 start    | running
        11:00:27 retry    | active, count 1; FAILED 11:00:00 #3; wake 11:59:58
        """);
  }

  @Test
  void an_exponential_wait_doubles_up_to_the_longest() {
    Scenario.check(
        """
        job every 1h; retry exponential 6 from 10s to 25s
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:00 retry    | active, count 1; waiting 11:00:00 #1 due 11:00:10; wake 11:00:08
        11:00:08 wake     | active, count 1; claimed 11:00:00 #2 due 11:00:10; wake 12:00:00
        11:00:10 start    | running
        11:00:10 retry    | active, count 1; waiting 11:00:00 #2 due 11:00:30; wake 11:00:28
        11:00:28 wake     | active, count 1; claimed 11:00:00 #3 due 11:00:30; wake 12:00:00
        11:00:30 start    | running
        11:00:30 retry    | active, count 1; waiting 11:00:00 #3 due 11:00:55; wake 11:00:53
        11:00:53 wake     | active, count 1; claimed 11:00:00 #4 due 11:00:55; wake 12:00:00
        11:00:55 start    | running
        11:00:55 retry    | active, count 1; waiting 11:00:00 #4 due 11:01:20; wake 11:01:18
        """);
  }

  @Test
  void an_instant_is_tried_five_times_where_nothing_is_said() {
    Scenario.check(
        """
        job at 11:00:00
        10:59:58 schedule  | active, count 1; claimed 11:00:00; no wake
        11:00:00 start     | running
        11:00:00 retry     | active, count 1; waiting 11:00:00 #1 due 11:00:10; wake 11:00:08
        11:00:10 wake      | active, count 1; claimed 11:00:00 #2 due 11:00:10; no wake
        11:00:10 start     | running
        11:00:10 succeeded | finished, count 1; SUCCEEDED 11:00:00 #2; no wake
        """);
  }

  @Test
  void a_short_wait_is_claimed_at_once() {
    Scenario.check(
        """
        job every 1h; retry fixed 2 every 1s
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:05 retry    | active, count 1; claimed 11:00:00 #2 due 11:00:06; wake 12:00:00
        """);
  }

  @Test
  void a_failure_that_cannot_heal_is_not_tried_again() {
    Scenario.check(
        """
        job every 1h; retry fixed 3 every 10s
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:05 failed   | active, count 1; FAILED 11:00:00; wake 11:59:58
        """);
  }

  @Test
  void what_the_target_asks_for_is_waited_if_it_is_longer() {
    Scenario.check(
        """
        job every 1h; retry fixed 4 every 10s
        10:59:58 schedule                    | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start                       | running
        11:00:05 retry 11:00:00 #1 after 30s | active, count 1; waiting 11:00:00 #1 due 11:00:35; wake 11:00:33
        11:00:33 wake                        | active, count 1; claimed 11:00:00 #2 due 11:00:35; wake 12:00:00
        11:00:35 start                       | running
        11:00:36 retry 11:00:00 #2 after 5s  | active, count 1; waiting 11:00:00 #2 due 11:00:46; wake 11:00:44
        """);
  }

  @Test
  void what_the_target_asks_for_is_waited_for_a_day_at_most() {
    Scenario.check(
        """
        job at 11:00:00; retry fixed 4 every 10s
        10:59:58 schedule                     | active, count 1; claimed 11:00:00; no wake
        11:00:00 start                        | running
        11:00:05 retry 11:00:00 #1 after 300d | active, count 1; waiting 11:00:00 #1 due +1d 11:00:05; wake +1d 11:00:03
        """);
  }

  @Test
  void a_retry_that_would_fall_on_or_after_the_next_time_is_not_made() {
    Scenario.check(
        """
        job every 1m; retry fixed 3 every 50s
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:01:10 retry    | active, count 1; FAILED 10:01:00 SUPERSEDED; wake 10:01:58
        10:01:58 wake     | active, count 2; claimed 10:02:00; wake 10:03:00
        10:02:00 start    | running
        10:02:09 retry    | active, count 2; waiting 10:02:00 #1 due 10:02:59; wake 10:02:57
        """);
  }

  @Test
  void a_retry_is_made_where_no_time_can_be_lost_by_it() {
    Scenario.check(
        """
        job every 1m; retry fixed 3 every 90s; overlap allow 2
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:01:58
        10:01:00 start    | running
        10:01:10 retry    | active, count 1; waiting 10:01:00 #1 due 10:02:40; wake 10:01:58
        """);
    Scenario.check(
        """
        job every 1m; retry fixed 3 every 90s; max 1
        10:00:58 schedule | active, count 1; claimed 10:01:00; no wake
        10:01:00 start    | running
        10:01:10 retry    | active, count 1; waiting 10:01:00 #1 due 10:02:40; wake 10:02:38
        """);
    Scenario.check(
        """
        job every 1m; retry fixed 3 every 90s; catch-up all
        10:00:00 schedule | active, count 0; wake 10:00:58
        10:03:30 restart  | active, count 1; claimed catch-up 10:01:00 due 10:03:30; backlog all to 10:03:00; no wake
        10:03:30 start    | running
        10:03:40 retry    | active, count 1; waiting catch-up 10:01:00 #1 due 10:05:10; backlog all to 10:03:00; wake 10:05:08
        """);
  }

  @Test
  void what_was_not_started_and_what_is_unknown_is_tried_again() {
    Scenario.check(
        """
        job every 1h; retry fixed 4 every 10s
        10:59:58 schedule    | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start       | running
        11:00:05 not-started | active, count 1; waiting 11:00:00 #1 due 11:00:15; wake 11:00:13
        11:00:13 wake        | active, count 1; claimed 11:00:00 #2 due 11:00:15; wake 12:00:00
        11:00:15 start       | running
        11:00:16 unknown     | active, count 1; waiting 11:00:00 #2 due 11:00:26; wake 11:00:24
        """);
  }

  @Test
  void an_unknown_end_without_attempts_left_stays_unknown() {
    Scenario.check(
        """
        job every 1h
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:05 unknown  | active, count 1; UNKNOWN 11:00:00; wake 11:59:58
        """);
  }

  @Test
  void at_most_once_tries_again_only_what_was_certainly_not_started() {
    Scenario.check(
        """
        job every 1h; retry fixed 4 every 10s; at-most-once
        10:59:58 schedule    | active, count 0; wake 11:00:00
        11:00:00 wake        | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start       | running
        11:00:01 not-started | active, count 1; waiting 11:00:00 #1 due 11:00:11; wake 11:00:11
        11:00:11 wake        | active, count 1; claimed 11:00:00 #2 due 11:00:11; wake 12:00:00
        11:00:11 start       | running
        11:00:12 unknown     | active, count 1; UNKNOWN 11:00:00 #2; wake 12:00:00
        """);
  }

  @Test
  void at_most_once_does_not_try_a_failure_again() {
    Scenario.check(
        """
        job every 1h; retry fixed 4 every 10s; at-most-once
        10:59:58 schedule | active, count 0; wake 11:00:00
        11:00:00 wake     | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:01 retry    | active, count 1; FAILED 11:00:00; wake 12:00:00
        """);
  }

  @Test
  void accepted_is_an_end() {
    Scenario.check(
        """
        job every 1h; retry fixed 4 every 10s
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:05 accepted | active, count 1; ACCEPTED 11:00:00; wake 11:59:58
        """);
  }

  @Test
  void an_attempt_that_a_shutdown_interrupts_goes_on_elsewhere_and_is_no_failure() {
    Scenario.check(
        """
        job every 1h; retry fixed 2 every 10s
        10:59:58 schedule    | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start       | running
        11:00:05 interrupted | active, count 1; claimed 11:00:00 #2 due 11:00:05; wake 12:00:00
        11:00:05 give back   | active, count 1; waiting 11:00:00 #1 due 11:00:05; wake 11:00:03
        11:00:20 restart     | active, count 1; claimed 11:00:00 #2 due 11:00:05; wake 12:00:00
        11:00:20 start       | running
        11:00:21 retry       | active, count 1; waiting 11:00:00 #2 due 11:00:31; wake 11:00:29
        """);
  }

  @Test
  void an_attempt_that_a_shutdown_interrupts_is_unknown_where_at_most_one_start_is_allowed() {
    Scenario.check(
        """
        job every 1h; at-most-once
        11:00:00 schedule    | active, count 0; wake 12:00:00
        12:00:00 wake        | active, count 1; claimed 12:00:00; wake 13:00:00
        12:00:00 start       | running
        12:00:05 interrupted | active, count 1; UNKNOWN 12:00:00; wake 13:00:00
        """);
  }

  @Test
  void a_retry_that_passed_unwatched_is_made_at_once() {
    Scenario.check(
        """
        job every 1h; retry fixed 3 every 10s
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:05 retry    | active, count 1; waiting 11:00:00 #1 due 11:00:15; wake 11:00:13
        11:30:00 restart  | active, count 1; claimed 11:00:00 #2 due 11:00:15; wake 12:00:00
        """);
  }

  @Test
  void cron_jobs_retry_as_any_other() {
    Scenario.check(
        """
        job cron quartz "0 0 * * * ?" in UTC; retry fixed 2 every 10s
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:05 retry    | active, count 1; waiting 11:00:00 #1 due 11:00:15; wake 11:00:13
        """);
  }

  @Test
  void what_was_declined_is_skipped_and_counts_as_a_run() {
    Scenario.check(
        """
        job every 1m; retry fixed 3 every 10s; max 2
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:01:01 retry    | active, count 1; waiting 10:01:00 #1 due 10:01:11; wake 10:01:09
        10:01:10 wake     | active, count 1; claimed 10:01:00 #2 due 10:01:11; wake 10:02:00
        10:01:11 start    | running
        10:01:12 declined | active, count 1; SKIPPED 10:01:00 #2 DECLINED; wake 10:01:58
        10:01:58 wake     | active, count 2; claimed 10:02:00; no wake
        10:02:00 start    | running
        10:02:01 declined | finished, count 2; SKIPPED 10:02:00 DECLINED; no wake
        """);
  }

  @Test
  void jitter_shortens_waits_by_the_key_of_the_execution() {
    Scenario.check(
        """
        job every 1h; retry fixed 4 every 10m jitter 50%
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:00 retry    | active, count 1; waiting 11:00:00 #1 due 11:07:39.840; wake 11:07:37.840
        11:10:00 wake     | active, count 1; claimed 11:00:00 #2 due 11:07:39.840; wake 12:00:00
        11:10:00 start    | running
        11:10:00 retry    | active, count 1; waiting 11:00:00 #2 due 11:16:34.920; wake 11:16:32.920
        """);
  }

  @Test
  void after_n_failures_in_a_row_the_job_is_paused() {
    Scenario.check(
        """
        job every 1m; pause-after 2
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:01:01 retry     | active, count 1; FAILED 10:01:00; wake 10:01:58
        10:01:58 wake      | active, count 2; claimed 10:02:00; wake 10:03:00
        10:02:00 start     | running
        10:02:01 succeeded | active, count 2; SUCCEEDED 10:02:00; wake 10:02:58
        10:02:58 wake      | active, count 3; claimed 10:03:00; wake 10:04:00
        10:03:00 start     | running
        10:03:01 failed    | active, count 3; FAILED 10:03:00; wake 10:03:58
        10:03:58 wake      | active, count 4; claimed 10:04:00; wake 10:05:00
        10:04:00 start     | running
        10:04:01 unknown   | paused, count 4; UNKNOWN 10:04:00; note: paused after 2 failures in a row; no wake
        10:09:00 resume    | active, count 4; SKIPPED 10:05:00–10:09:00 (5) PAUSED; wake 10:09:58
        10:09:58 wake      | active, count 5; claimed 10:10:00; wake 10:11:00
        10:10:00 start     | running
        10:10:01 failed    | active, count 5; FAILED 10:10:00; wake 10:10:58
        """);
  }

  @Test
  void retries_count_once_towards_the_pause_and_runs_by_hand_do_not() {
    Scenario.check(
        """
        job every 1m; pause-after 2; retry fixed 2 every 5s
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:01:01 retry    | active, count 1; waiting 10:01:00 #1 due 10:01:06; wake 10:01:04
        10:01:05 wake     | active, count 1; claimed 10:01:00 #2 due 10:01:06; wake 10:02:00
        10:01:06 start    | running
        10:01:07 retry    | active, count 1; FAILED 10:01:00 #2; wake 10:01:58
        10:01:10 run      | active, count 1; claimed manual 10:01:10; wake 10:02:00
        10:01:10 start    | running
        10:01:11 failed   | active, count 1; FAILED manual 10:01:10; wake 10:01:58
        """);
  }
}
