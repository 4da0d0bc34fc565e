package dev.punctual.internal.machine;

import org.junit.jupiter.api.Test;

/** Scheduled times that passed without a claim. See {@link Scenario}. */
class CatchUpTest {
  @Test
  void latest_runs_one_missed_time() {
    Scenario.check(
        """
        job every 1m
        10:00:30 schedule | active, count 0; wake 10:00:58
        10:01:30 restart  | active, count 1; claimed catch-up 10:01:00 due 10:01:30; wake 10:02:00
        """);
  }

  @Test
  void latest_runs_the_last_of_many_and_records_the_others_as_one_range() {
    Scenario.check(
        """
        job every 1m
        10:00:30 schedule  | active, count 0; wake 10:00:58
        10:05:30 restart   | active, count 1; SKIPPED 10:01:00–10:04:00 (4) MISSED; claimed catch-up 10:05:00 due 10:05:30; wake 10:06:00
        10:05:30 start     | running
        10:05:40 succeeded | active, count 1; SUCCEEDED catch-up 10:05:00; wake 10:05:58
        """);
  }

  @Test
  void latest_within_a_window_leaves_out_what_is_older() {
    Scenario.check(
        """
        job every 1h; catch-up latest within 10m
        10:00:30 schedule | active, count 0; wake 10:59:58
        13:30:00 restart  | active, count 0; SKIPPED 11:00:00–13:00:00 (3) MISSED; wake 13:59:58
        """);
  }

  @Test
  void one_time_within_the_grace_is_on_time() {
    Scenario.check(
        """
        job every 1m; catch-up none
        10:00:30 schedule | active, count 0; wake 10:00:58
        10:01:10 restart  | active, count 1; claimed 10:01:00; wake 10:02:00
        """);
  }

  @Test
  void one_time_just_beyond_the_grace_is_missed() {
    Scenario.check(
        """
        job every 1m; catch-up none
        10:00:30 schedule    | active, count 0; wake 10:00:58
        10:01:10.001 restart | active, count 0; SKIPPED 10:01:00 MISSED; wake 10:01:58
        """);
  }

  @Test
  void none_runs_the_latest_within_the_grace_and_records_the_others() {
    Scenario.check(
        """
        job every 1m; catch-up none grace 30s
        10:00:30 schedule | active, count 0; wake 10:00:58
        10:05:30 restart  | active, count 1; SKIPPED 10:01:00–10:04:00 (4) MISSED; claimed 10:05:00; wake 10:06:00
        """);
  }

  @Test
  void none_records_all_as_one_range() {
    Scenario.check(
        """
        job every 1m; catch-up none
        10:00:30 schedule | active, count 0; wake 10:00:58
        10:05:30 restart  | active, count 0; SKIPPED 10:01:00–10:05:00 (5) MISSED; wake 10:05:58
        """);
  }

  @Test
  void a_grace_of_zero_lets_only_the_very_instant_be_on_time() {
    Scenario.check(
        """
        job every 1m; catch-up none grace 0s
        10:00:30 schedule    | active, count 0; wake 10:00:58
        10:01:00.001 restart | active, count 0; SKIPPED 10:01:00 MISSED; wake 10:01:58
        """);
  }

  @Test
  void all_runs_each_in_order_and_then_goes_on() {
    Scenario.check(
        """
        job every 1m; catch-up all
        10:00:30 schedule  | active, count 0; wake 10:00:58
        10:03:30 restart   | active, count 1; claimed catch-up 10:01:00 due 10:03:30; backlog all to 10:03:00; no wake
        10:03:30 start     | running
        10:03:35 succeeded | active, count 2; SUCCEEDED catch-up 10:01:00; claimed catch-up 10:02:00 due 10:03:35; backlog all to 10:03:00; no wake
        10:03:35 start     | running
        10:03:36 failed    | active, count 3; FAILED catch-up 10:02:00; claimed catch-up 10:03:00 due 10:03:36; wake 10:04:00
        10:03:36 start     | running
        10:03:37 succeeded | active, count 3; SUCCEEDED catch-up 10:03:00; wake 10:03:58
        """);
  }

  @Test
  void all_within_a_window_leaves_out_what_is_older() {
    Scenario.check(
        """
        job every 1m; catch-up all within 2m
        10:00:30 schedule | active, count 0; wake 10:00:58
        10:05:00 restart  | active, count 1; SKIPPED 10:01:00–10:02:00 (2) MISSED; claimed catch-up 10:03:00 due 10:05:00; backlog all to 10:05:00; no wake
        """);
  }

  @Test
  void all_at_most_n_leaves_out_the_oldest() {
    Scenario.check(
        """
        job every 1m; catch-up all at most 2
        10:00:30 schedule | active, count 0; wake 10:00:58
        10:05:30 restart  | active, count 1; SKIPPED 10:01:00–10:03:00 (3) MISSED; claimed catch-up 10:04:00 due 10:05:30; backlog all to 10:05:00; no wake
        """);
  }

  @Test
  void all_within_and_at_most_leave_out_both() {
    Scenario.check(
        """
        job every 1m; catch-up all within 3m at most 2
        10:00:30 schedule | active, count 0; wake 10:00:58
        10:05:30 restart  | active, count 1; SKIPPED 10:01:00–10:02:00 (2) MISSED; SKIPPED 10:03:00 MISSED; claimed catch-up 10:04:00 due 10:05:30; backlog all to 10:05:00; no wake
        """);
  }

  @Test
  void all_with_nothing_left_in_the_window_begins_no_backlog() {
    Scenario.check(
        """
        job every 1h; catch-up all within 1m
        10:00:30 schedule | active, count 0; wake 10:59:58
        12:30:00 restart  | active, count 0; SKIPPED 11:00:00–12:00:00 (2) MISSED; wake 12:59:58
        """);
  }

  @Test
  void all_fills_every_free_slot() {
    Scenario.check(
        """
        job every 1m; catch-up all; overlap allow 2
        10:00:30 schedule           | active, count 0; wake 10:00:58
        10:04:30 restart            | active, count 2; claimed catch-up 10:01:00 due 10:04:30; claimed catch-up 10:02:00 due 10:04:30; backlog all to 10:04:00; no wake
        10:04:30 start              | running
        10:04:31 succeeded 10:02:00 | active, count 3; SUCCEEDED catch-up 10:02:00; running catch-up 10:01:00 due 10:04:30; claimed catch-up 10:03:00 due 10:04:31; backlog all to 10:04:00; no wake
        """);
  }

  @Test
  void times_that_arrive_during_a_backlog_join_it() {
    Scenario.check(
        """
        job every 1m; catch-up all
        10:00:30 schedule  | active, count 0; wake 10:00:58
        10:02:30 restart   | active, count 1; claimed catch-up 10:01:00 due 10:02:30; backlog all to 10:02:00; no wake
        10:02:30 start     | running
        10:03:00 wake      | active, count 1; running catch-up 10:01:00 due 10:02:30; backlog all to 10:03:00; no wake
        10:03:30 succeeded | active, count 2; SUCCEEDED catch-up 10:01:00; claimed catch-up 10:02:00 due 10:03:30; backlog all to 10:03:00; no wake
        10:03:30 start     | running
        10:03:31 succeeded | active, count 3; SUCCEEDED catch-up 10:02:00; claimed catch-up 10:03:00 due 10:03:31; wake 10:04:00
        """);
  }

  @Test
  void a_second_outage_is_decided_with_what_is_left_of_the_first() {
    Scenario.check(
        """
        job every 1m; catch-up all at most 2
        10:00:30 schedule  | active, count 0; wake 10:00:58
        10:03:30 restart   | active, count 1; SKIPPED 10:01:00 MISSED; claimed catch-up 10:02:00 due 10:03:30; backlog all to 10:03:00; no wake
        10:03:30 start     | running
        10:09:30 restart   | active, count 1; SKIPPED 10:03:00–10:07:00 (5) MISSED; claimed catch-up 10:02:00 #2 due 10:09:30; backlog all to 10:09:00; no wake
        10:09:30 start     | running
        10:09:31 succeeded | active, count 2; SUCCEEDED catch-up 10:02:00 #2; claimed catch-up 10:08:00 due 10:09:31; backlog all to 10:09:00; no wake
        """);
  }

  @Test
  void a_second_outage_with_the_slot_free_leaves_out_what_is_older_than_the_window() {
    Scenario.check(
        """
        job every 1m; catch-up all within 2m
        10:00:30 schedule  | active, count 0; wake 10:00:58
        10:03:30 restart   | active, count 1; SKIPPED 10:01:00 MISSED; claimed catch-up 10:02:00 due 10:03:30; backlog all to 10:03:00; no wake
        10:03:30 start     | running
        10:03:31 give      | unchanged
        10:03:31 succeeded | active, count 2; SUCCEEDED catch-up 10:02:00; claimed catch-up 10:03:00 due 10:03:31; wake 10:04:00
        10:03:31 give      | active, count 1; backlog all to 10:03:00; wake 10:02:58
        10:09:30 suspended | active, count 2; SKIPPED 10:03:00–10:07:00 (5) MISSED; claimed catch-up 10:08:00 due 10:09:30; backlog all to 10:09:00; no wake
        """);
  }

  @Test
  void a_backlog_that_somebody_asked_for_takes_in_what_arrives_but_nothing_that_is_missed() {
    Scenario.check(
        """
        job every 1m; catch-up none
        10:00:30 schedule   | active, count 0; wake 10:00:58
        10:00:31 pause      | paused, count 0; no wake
        10:03:30 resume all | active, count 1; claimed catch-up 10:01:00 due 10:03:30; backlog all to 10:03:00; no wake
        10:03:30 start      | running
        10:03:40 suspended  | unchanged
        10:04:00 wake       | active, count 1; running catch-up 10:01:00 due 10:03:30; backlog all to 10:04:00; no wake
        10:05:30 suspended  | unchanged
        10:06:00 wake       | unchanged
        10:06:10 succeeded  | active, count 2; SUCCEEDED catch-up 10:01:00; claimed catch-up 10:02:00 due 10:06:10; backlog all to 10:04:00; no wake
        10:06:10 give       | active, count 1; backlog all to 10:04:00; wake 10:01:58
        10:06:10 wake       | active, count 2; claimed catch-up 10:02:00 due 10:06:10; backlog all to 10:04:00; no wake
        10:06:10 start      | running
        10:06:11 succeeded  | active, count 3; SUCCEEDED catch-up 10:02:00; claimed catch-up 10:03:00 due 10:06:11; backlog all to 10:04:00; no wake
        10:06:11 start      | running
        10:06:12 succeeded  | active, count 4; SUCCEEDED catch-up 10:03:00; SKIPPED 10:05:00–10:06:00 (2) MISSED; claimed catch-up 10:04:00 due 10:06:12; wake 10:07:00
        """);
  }

  @Test
  void a_second_outage_is_decided_by_the_policy_though_somebody_has_asked_for_another() {
    Scenario.check(
        """
        job every 1m; catch-up all
        10:00:30 schedule      | active, count 0; wake 10:00:58
        10:00:31 pause         | paused, count 0; no wake
        10:03:20 run           | paused, count 0; claimed manual 10:03:20; no wake
        10:03:20 start         | running
        10:03:30 resume latest | active, count 0; SKIPPED 10:01:00–10:02:00 (2) PAUSED; running manual 10:03:20; backlog latest to 10:03:00; no wake
        10:20:30 restart       | active, count 0; claimed manual 10:03:20 #2 due 10:20:30; backlog all to 10:20:00; no wake
        """);
  }

  @Test
  void after_a_second_outage_the_latest_runs_though_somebody_has_asked_for_all() {
    Scenario.check(
        """
        job every 1m
        10:00:30 schedule   | active, count 0; wake 10:00:58
        10:00:31 pause      | paused, count 0; no wake
        10:03:30 resume all | active, count 1; claimed catch-up 10:01:00 due 10:03:30; backlog all to 10:03:00; no wake
        10:03:30 start      | running
        10:20:30 restart    | active, count 1; claimed catch-up 10:01:00 #2 due 10:20:30; backlog latest to 10:20:00; no wake
        10:20:30 start      | running
        10:20:31 succeeded  | active, count 2; SUCCEEDED catch-up 10:01:00 #2; SKIPPED 10:02:00–10:19:00 (18) MISSED; claimed catch-up 10:20:00 due 10:20:31; wake 10:21:00
        """);
  }

  @Test
  void a_short_gap_cuts_nothing_off_a_backlog_that_arrived_watched() {
    Scenario.check(
        """
        job every 1m; catch-up all at most 5
        10:00:30 schedule  | active, count 0; wake 10:00:58
        10:05:30 restart   | active, count 1; claimed catch-up 10:01:00 due 10:05:30; backlog all to 10:05:00; no wake
        10:05:30 start     | running
        10:15:30 succeeded | active, count 2; SUCCEEDED catch-up 10:01:00; claimed catch-up 10:02:00 due 10:15:30; backlog all to 10:15:00; no wake
        10:15:30 start     | running
        10:25:20 gap 1500ms | active, count 2; running catch-up 10:02:00 due 10:15:30; backlog all to 10:25:00; no wake
        10:30:00 gap 2s     | active, count 2; SKIPPED 10:03:00–10:25:00 (23) MISSED; running catch-up 10:02:00 due 10:15:30; backlog all to 10:30:00; no wake
        """);
  }

  @Test
  void the_last_of_what_somebody_asked_for_is_not_forgotten_when_it_is_given_back() {
    Scenario.check(
        """
        job every 1m; catch-up none
        10:00:30 schedule   | active, count 0; wake 10:00:58
        10:00:31 pause      | paused, count 0; no wake
        10:02:30 resume all | active, count 1; claimed catch-up 10:01:00 due 10:02:30; backlog all to 10:02:00; no wake
        10:02:30 start      | running
        10:02:31 succeeded  | active, count 2; SUCCEEDED catch-up 10:01:00; claimed catch-up 10:02:00 due 10:02:31; wake 10:03:00
        10:02:31 give       | active, count 1; backlog all to 10:02:00; wake 10:01:58
        10:09:30 restart    | active, count 2; SKIPPED 10:03:00–10:09:00 (7) MISSED; claimed catch-up 10:02:00 due 10:09:30; wake 10:10:00
        """);
  }

  @Test
  void a_backlog_that_waits_for_the_slot_coalesces_into_the_latest() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:03:30 suspended | active, count 1; running 10:01:00; backlog latest to 10:03:00; no wake
        10:04:00 wake      | active, count 1; running 10:01:00; backlog latest to 10:04:00; no wake
        10:04:10 succeeded | active, count 2; SUCCEEDED 10:01:00; SKIPPED 10:02:00–10:03:00 (2) MISSED; claimed catch-up 10:04:00 due 10:04:10; wake 10:05:00
        """);
  }

  @Test
  void what_passed_unwatched_while_the_slot_is_taken_is_missed_not_overlapped() {
    Scenario.check(
        """
        job every 1m; catch-up none
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:03:30 suspended | active, count 1; SKIPPED 10:02:00–10:03:00 (2) MISSED; running 10:01:00; wake 10:04:00
        10:04:00 wake      | active, count 1; SKIPPED 10:04:00 OVERLAP; running 10:01:00; wake 10:05:00
        """);
  }

  @Test
  void what_passed_unwatched_is_caught_up_not_overlapped_though_it_is_within_the_grace() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:02:03 suspended | active, count 1; running 10:01:00; backlog latest to 10:02:00; no wake
        """);
  }

  @Test
  void all_while_the_slot_is_taken_waits_for_it() {
    Scenario.check(
        """
        job every 1m; catch-up all at most 2
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:05:30 suspended | active, count 1; SKIPPED 10:02:00–10:03:00 (2) MISSED; running 10:01:00; backlog all to 10:05:00; no wake
        10:05:40 succeeded | active, count 2; SUCCEEDED 10:01:00; claimed catch-up 10:04:00 due 10:05:40; backlog all to 10:05:00; no wake
        """);
  }

  @Test
  void a_window_that_leaves_nothing_while_the_slot_is_taken_begins_no_backlog() {
    Scenario.check(
        """
        job every 10m; catch-up all within 1m
        10:09:58 schedule  | active, count 1; claimed 10:10:00; wake 10:20:00
        10:10:00 start     | running
        10:35:00 suspended | active, count 1; SKIPPED 10:20:00–10:30:00 (2) MISSED; running 10:10:00; wake 10:40:00
        10:40:00 wake      | active, count 1; SKIPPED 10:40:00 OVERLAP; running 10:10:00; wake 10:50:00
        10:45:00 succeeded | active, count 1; SUCCEEDED 10:10:00; wake 10:49:58
        """);
  }

  @Test
  void a_catch_up_that_is_given_back_is_found_again() {
    Scenario.check(
        """
        job every 1m; catch-up all
        10:00:30 schedule  | active, count 0; wake 10:00:58
        10:03:30 restart   | active, count 1; claimed catch-up 10:01:00 due 10:03:30; backlog all to 10:03:00; no wake
        10:03:30 give back | active, count 0; backlog all to 10:03:00; wake 10:00:58
        10:03:35 restart   | active, count 1; claimed catch-up 10:01:00 due 10:03:35; backlog all to 10:03:00; no wake
        """);
  }

  @Test
  void a_late_wake_of_a_watching_node_is_decided_by_catch_up() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule | active, count 0; wake 10:00:58
        10:03:30 wake     | active, count 1; SKIPPED 10:01:00–10:02:00 (2) MISSED; claimed catch-up 10:03:00 due 10:03:30; wake 10:04:00
        """);
  }

  @Test
  void a_step_of_the_clock_backwards_decides_nothing_twice() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:01:10 succeeded | active, count 1; SUCCEEDED 10:01:00; wake 10:01:58
        09:30:00 wake      | unchanged
        10:01:58 wake      | active, count 2; claimed 10:02:00; wake 10:03:00
        """);
  }

  @Test
  void a_million_missed_times_are_one_line() {
    Scenario.check(
        """
        job every 1s
        10:00:00 schedule         | active, count 1; claimed 10:00:01; wake 10:00:02
        10:00:00 give back        | active, count 0; wake 09:59:59
        +12d 10:00:00.500 restart | active, count 1; SKIPPED 10:00:01–+12d 09:59:59 (1036799) MISSED; claimed catch-up +12d 10:00:00 due +12d 10:00:00.500; wake +12d 10:00:01
        """);
  }

  @Test
  void a_missed_instant_is_caught_up() {
    Scenario.check(
        """
        job at 10:05:00
        10:00:00 schedule    | active, count 0; wake 10:04:58
        +1d 11:00:00 restart | active, count 1; claimed catch-up 10:05:00 due +1d 11:00:00; no wake
        """);
  }

  @Test
  void a_missed_instant_finishes_the_job_if_nothing_is_caught_up() {
    Scenario.check(
        """
        job at 10:05:00; catch-up none
        10:00:00 schedule    | active, count 0; wake 10:04:58
        +1d 11:00:00 restart | finished, count 0; SKIPPED 10:05:00 MISSED; no wake
        """);
  }
}
