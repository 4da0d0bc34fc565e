package dev.punctual.internal.machine;

import org.junit.jupiter.api.Test;

/** Pause, resume and cancel, between claim and start and otherwise. See {@link Scenario}. */
class PauseTest {
  @Test
  void a_pause_withdraws_what_has_not_started_and_nothing_runs_until_resume() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule               | active, count 1; claimed 10:01:00; wake 10:02:00
        10:00:59 pause the disk is full | paused, count 0; note: the disk is full; no wake
        10:01:00 wake                   | unchanged
        10:05:30 resume                 | active, count 0; SKIPPED 10:01:00–10:05:00 (5) PAUSED; wake 10:05:58
        10:05:58 wake                   | active, count 1; claimed 10:06:00; wake 10:07:00
        """);
  }

  @Test
  void a_running_attempt_goes_on_through_a_pause() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule   | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start      | running
        10:01:10 pause wait | paused, count 1; running 10:01:00; note: wait; no wake
        10:01:20 succeeded  | paused, count 1; SUCCEEDED 10:01:00; note: wait; no wake
        10:03:30 resume     | active, count 1; SKIPPED 10:02:00–10:03:00 (2) PAUSED; wake 10:03:58
        """);
  }

  @Test
  void a_second_pause_keeps_the_note_of_the_first() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule     | active, count 0; wake 10:00:58
        10:00:10 pause first  | paused, count 0; note: first; no wake
        10:00:20 pause second | unchanged
        """);
  }

  @Test
  void resuming_an_active_job_changes_nothing() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule   | active, count 0; wake 10:00:58
        10:00:10 resume     | unchanged
        10:00:10 resume all | unchanged
        """);
  }

  @Test
  void resume_with_all_catches_up_what_passed_meanwhile_within_its_bounds() {
    Scenario.check(
        """
        job every 1m; catch-up none
        10:00:00 schedule                       | active, count 0; wake 10:00:58
        10:00:10 pause wait                     | paused, count 0; note: wait; no wake
        10:10:00 resume all within 5m at most 2 | active, count 1; SKIPPED 10:01:00–10:04:00 (4) PAUSED; SKIPPED 10:05:00–10:08:00 (4) PAUSED; claimed catch-up 10:09:00 due 10:10:00; backlog all to 10:10:00; no wake
        10:10:00 start                          | running
        10:10:05 succeeded                      | active, count 2; SUCCEEDED catch-up 10:09:00; claimed catch-up 10:10:00 due 10:10:05; wake 10:11:00
        """);
  }

  @Test
  void resume_with_latest_runs_the_latest_whatever_the_window_of_the_job() {
    Scenario.check(
        """
        job every 1h; catch-up latest within 1m
        10:00:00 schedule      | active, count 0; wake 10:59:58
        10:00:10 pause wait    | paused, count 0; note: wait; no wake
        12:30:00 resume latest | active, count 1; SKIPPED 11:00:00 PAUSED; claimed catch-up 12:00:00 due 12:30:00; wake 13:00:00
        """);
  }

  @Test
  void resume_with_latest_within_a_window_leaves_out_what_is_older() {
    Scenario.check(
        """
        job every 1h
        10:00:00 schedule                 | active, count 0; wake 10:59:58
        10:00:10 pause wait               | paused, count 0; note: wait; no wake
        12:30:00 resume latest within 10m | active, count 0; SKIPPED 11:00:00–12:00:00 (2) PAUSED; wake 12:59:58
        """);
  }

  @Test
  void resume_with_catch_up_waits_for_the_slot() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule      | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start         | running
        10:01:30 pause wait    | paused, count 1; running 10:01:00; note: wait; no wake
        10:03:30 resume latest | active, count 1; SKIPPED 10:02:00 PAUSED; running 10:01:00; backlog latest to 10:03:00; no wake
        10:04:00 wake          | active, count 1; running 10:01:00; backlog latest to 10:04:00; no wake
        10:04:10 succeeded     | active, count 2; SUCCEEDED 10:01:00; SKIPPED 10:03:00 MISSED; claimed catch-up 10:04:00 due 10:04:10; wake 10:05:00
        """);
  }

  @Test
  void a_retry_waits_through_a_pause() {
    Scenario.check(
        """
        job every 1m; retry fixed 3 every 10s
        10:00:58 schedule   | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start      | running
        10:01:01 retry      | active, count 1; waiting 10:01:00 #1 due 10:01:11; wake 10:01:09
        10:01:05 pause wait | paused, count 1; waiting 10:01:00 #1 due 10:01:11; note: wait; no wake
        10:01:09 wake       | unchanged
        10:01:15 resume     | active, count 1; claimed 10:01:00 #2 due 10:01:11; wake 10:02:00
        """);
  }

  @Test
  void a_claimed_retry_waits_through_a_pause_and_keeps_its_number() {
    Scenario.check(
        """
        job every 1m; retry fixed 3 every 1s
        10:00:58 schedule   | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start      | running
        10:01:01 retry      | active, count 1; claimed 10:01:00 #2 due 10:01:02; wake 10:02:00
        10:01:01 pause wait | paused, count 1; waiting 10:01:00 #1 due 10:01:02; note: wait; no wake
        10:01:15 resume     | active, count 1; claimed 10:01:00 #2 due 10:01:02; wake 10:02:00
        """);
  }

  @Test
  void an_instant_that_passes_during_a_pause_is_recorded_and_the_job_finished() {
    Scenario.check(
        """
        job at 10:05:00
        10:00:00 schedule   | active, count 0; wake 10:04:58
        10:01:00 pause wait | paused, count 0; note: wait; no wake
        10:10:00 resume     | finished, count 0; SKIPPED 10:05:00 PAUSED; no wake
        """);
  }

  @Test
  void an_instant_that_passed_during_a_pause_runs_if_resume_asks_for_it() {
    Scenario.check(
        """
        job at 10:05:00
        10:00:00 schedule      | active, count 0; wake 10:04:58
        10:01:00 pause wait    | paused, count 0; note: wait; no wake
        10:10:00 resume latest | active, count 1; claimed catch-up 10:05:00 due 10:10:00; no wake
        """);
  }

  @Test
  void a_cancel_withdraws_what_has_not_started_and_leaves_one_line() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule   | active, count 1; claimed 10:01:00; wake 10:02:00
        10:00:59 cancel     | cancelled, count 0; SKIPPED 10:01:00 CANCELLED; no wake
        10:01:00 wake       | unchanged
        10:01:00 cancel     | unchanged
        10:01:00 pause wait | unchanged
        10:01:00 resume     | unchanged
        """);
  }

  @Test
  void a_running_attempt_goes_on_through_a_cancel_and_is_not_retried() {
    Scenario.check(
        """
        job every 1m; retry fixed 3 every 10s
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:01:10 cancel   | cancelled, count 1; SKIPPED 10:02:00 CANCELLED; running 10:01:00; no wake
        10:01:20 retry    | cancelled, count 1; FAILED 10:01:00; no wake
        """);
  }

  @Test
  void a_retry_that_waits_ends_with_a_cancel() {
    Scenario.check(
        """
        job every 1m; retry fixed 3 every 10s
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:01:01 retry    | active, count 1; waiting 10:01:00 #1 due 10:01:11; wake 10:01:09
        10:01:05 cancel   | cancelled, count 1; SKIPPED 10:02:00 CANCELLED; FAILED 10:01:00 CANCELLED; no wake
        """);
  }

  @Test
  void a_cancel_records_what_was_still_to_be_caught_up() {
    Scenario.check(
        """
        job every 1m; catch-up all
        10:00:30 schedule  | active, count 0; wake 10:00:58
        10:05:30 restart   | active, count 1; claimed catch-up 10:01:00 due 10:05:30; backlog all to 10:05:00; no wake
        10:05:30 start     | running
        10:05:31 cancel    | cancelled, count 1; SKIPPED 10:02:00–10:06:00 (5) CANCELLED; running catch-up 10:01:00 due 10:05:30; no wake
        10:05:40 succeeded | cancelled, count 1; SUCCEEDED catch-up 10:01:00; no wake
        """);
  }

  @Test
  void a_cancel_during_a_pause_records_what_passed() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule   | active, count 0; wake 10:00:58
        10:00:10 pause wait | paused, count 0; note: wait; no wake
        10:05:30 cancel     | cancelled, count 0; SKIPPED 10:01:00–10:05:00 (5) PAUSED; SKIPPED 10:06:00 CANCELLED; no wake
        """);
  }

  @Test
  void a_cancel_ends_runs_that_wait_in_line() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:01:01 run      | active, count 1; running 10:01:00; in line manual 10:01:01; wake 10:02:00
        10:01:02 cancel   | cancelled, count 1; SKIPPED 10:02:00 CANCELLED; SKIPPED manual 10:01:01 CANCELLED; running 10:01:00; no wake
        """);
  }

  @Test
  void a_cancelled_job_that_waits_for_an_end_has_no_time_to_cancel() {
    Scenario.check(
        """
        job after end 5m
        10:00:00 schedule  | active, count 1; claimed 10:00:00; no wake
        10:00:00 start     | running
        10:00:01 cancel    | cancelled, count 1; running 10:00:00; no wake
        10:00:02 succeeded | cancelled, count 1; SUCCEEDED 10:00:00; no wake
        """);
  }
}
