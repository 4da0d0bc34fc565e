package dev.punctual.internal.machine;

import org.junit.jupiter.api.Test;

/** Triggers that count from the end of the execution before. See {@link Scenario}. */
class AfterEndTest {
  @Test
  void the_first_run_is_at_once_and_the_next_after_the_end() {
    Scenario.check(
        """
        job after end 5m
        10:00:00 schedule  | active, count 1; claimed 10:00:00; no wake
        10:00:00 start     | running
        10:02:00 succeeded | active, count 1; SUCCEEDED 10:00:00; wake 10:06:58
        10:06:58 wake      | active, count 2; claimed 10:07:00; no wake
        10:07:00 start     | running
        10:07:30 failed    | active, count 2; FAILED 10:07:00; wake 10:12:28
        """);
  }

  @Test
  void retries_belong_to_the_execution() {
    Scenario.check(
        """
        job after end 5m; retry fixed 2 every 1m
        10:00:00 schedule  | active, count 1; claimed 10:00:00; no wake
        10:00:00 start     | running
        10:01:00 retry     | active, count 1; waiting 10:00:00 #1 due 10:02:00; wake 10:01:58
        10:01:58 wake      | active, count 1; claimed 10:00:00 #2 due 10:02:00; no wake
        10:02:00 start     | running
        10:03:00 succeeded | active, count 1; SUCCEEDED 10:00:00 #2; wake 10:07:58
        """);
  }

  @Test
  void a_time_that_passed_during_downtime_is_caught_up_and_then_counts_from_that_end() {
    Scenario.check(
        """
        job after end 5m
        10:00:00 schedule  | active, count 1; claimed 10:00:00; no wake
        10:00:00 start     | running
        10:01:00 succeeded | active, count 1; SUCCEEDED 10:00:00; wake 10:05:58
        12:00:00 restart   | active, count 2; claimed catch-up 10:06:00 due 12:00:00; no wake
        12:00:00 start     | running
        12:01:00 succeeded | active, count 2; SUCCEEDED catch-up 10:06:00; wake 12:05:58
        """);
  }

  @Test
  void a_missed_time_is_one_line_and_the_next_counts_from_the_skip() {
    Scenario.check(
        """
        job after end 5m; catch-up none
        10:00:00 schedule  | active, count 1; claimed 10:00:00; no wake
        10:00:00 start     | running
        10:01:00 succeeded | active, count 1; SUCCEEDED 10:00:00; wake 10:05:58
        12:00:00 restart   | active, count 1; SKIPPED 10:06:00 MISSED; wake 12:04:58
        """);
  }

  @Test
  void a_missed_time_beyond_the_window_is_one_line_and_the_next_counts_from_the_skip() {
    Scenario.check(
        """
        job after end 5m; catch-up all within 1h
        10:00:00 schedule    | active, count 1; claimed 10:00:00; no wake
        10:00:00 start       | running
        10:01:00 succeeded   | active, count 1; SUCCEEDED 10:00:00; wake 10:05:58
        +9d 12:00:00 restart | active, count 1; SKIPPED 10:06:00 MISSED; wake +9d 12:04:58
        """);
  }

  @Test
  void all_is_no_more_than_latest() {
    Scenario.check(
        """
        job after end 5m; catch-up all
        10:00:00 schedule  | active, count 1; claimed 10:00:00; no wake
        10:00:00 start     | running
        10:01:00 succeeded | active, count 1; SUCCEEDED 10:00:00; wake 10:05:58
        12:00:00 restart   | active, count 2; claimed catch-up 10:06:00 due 12:00:00; no wake
        """);
  }

  @Test
  void a_claim_that_is_given_back_keeps_its_time() {
    Scenario.check(
        """
        job after end 5m
        10:00:00 schedule    | active, count 1; claimed 10:00:00; no wake
        10:00:00 start       | running
        10:01:00 succeeded   | active, count 1; SUCCEEDED 10:00:00; wake 10:05:58
        10:05:58 wake        | active, count 2; claimed 10:06:00; no wake
        10:05:59 give back   | active, count 1; wake 10:05:58
        10:05:59.500 restart | active, count 2; claimed 10:06:00; no wake
        """);
  }

  @Test
  void a_first_claim_that_is_given_back_runs_at_once_on_the_next_node() {
    Scenario.check(
        """
        job after end 5m
        10:00:00 schedule  | active, count 1; claimed 10:00:00; no wake
        10:00:00 give back | active, count 0; wake 09:59:58
        10:00:03 restart   | active, count 1; claimed 10:00:00; no wake
        """);
  }

  @Test
  void what_passed_while_it_was_paused_is_recorded_and_the_next_run_counts_from_the_resume() {
    Scenario.check(
        """
        job after end 5m
        10:00:00 schedule   | active, count 1; claimed 10:00:00; no wake
        10:00:00 pause wait | paused, count 0; note: wait; no wake
        10:30:00 resume     | active, count 0; SKIPPED 10:00:00 PAUSED; wake 10:34:58
        """);
  }

  @Test
  void an_interrupted_run_that_ends_as_unknown_counts_as_an_end() {
    Scenario.check(
        """
        job after end 5m; at-most-once
        10:00:00 schedule | active, count 1; claimed 10:00:00; no wake
        10:00:00 start    | running
        10:30:00 restart  | active, count 1; UNKNOWN 10:00:00; wake 10:35:00
        """);
  }

  @Test
  void a_run_by_hand_overlaps_and_the_next_time_counts_from_there() {
    Scenario.check(
        """
        job after end 5m
        10:00:00 schedule  | active, count 1; claimed 10:00:00; no wake
        10:00:00 start     | running
        10:01:00 succeeded | active, count 1; SUCCEEDED 10:00:00; wake 10:05:58
        10:04:00 run       | active, count 1; claimed manual 10:04:00; wake 10:06:00
        10:04:00 start     | running
        10:06:00 wake      | active, count 1; SKIPPED 10:06:00 OVERLAP; running manual 10:04:00; wake 10:11:00
        10:07:00 succeeded | active, count 1; SUCCEEDED manual 10:04:00; wake 10:10:58
        """);
  }

  @Test
  void a_running_execution_of_another_trigger_is_waited_for() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule            | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start               | running
        10:01:10 update after end 5m | active, count 1; running 10:01:00; no wake
        10:01:20 succeeded           | active, count 1; SUCCEEDED 10:01:00; wake 10:06:18
        """);
  }
}
