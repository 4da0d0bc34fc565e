package dev.punctual.internal.machine;

import org.junit.jupiter.api.Test;

/**
 * A scheduled time that arrives while the job has as many open executions as it may. See {@link
 * Scenario}.
 */
class OverlapTest {
  @Test
  void each_time_that_arrives_while_the_job_runs_is_skipped_as_overlap() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:02:00 wake      | active, count 1; SKIPPED 10:02:00 OVERLAP; running 10:01:00; wake 10:03:00
        10:03:00 wake      | active, count 1; SKIPPED 10:03:00 OVERLAP; running 10:01:00; wake 10:04:00
        10:03:20 succeeded | active, count 1; SUCCEEDED 10:01:00; wake 10:03:58
        10:03:58 wake      | active, count 2; claimed 10:04:00; wake 10:05:00
        """);
  }

  @Test
  void times_that_arrive_together_within_the_grace_are_one_range() {
    Scenario.check(
        """
        job every 1s
        10:00:00 schedule | active, count 1; claimed 10:00:01; wake 10:00:02
        10:00:01 start    | running
        10:00:04.200 wake | active, count 1; SKIPPED 10:00:02–10:00:04 (3) OVERLAP; running 10:00:01; wake 10:00:05
        """);
  }

  @Test
  void an_end_at_a_scheduled_time_frees_the_slot_for_it() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:02:00 succeeded | active, count 2; SUCCEEDED 10:01:00; claimed 10:02:00; wake 10:03:00
        """);
  }

  @Test
  void an_end_within_the_lead_claims_the_next_one_in_the_same_change() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:01:59 succeeded | active, count 2; SUCCEEDED 10:01:00; claimed 10:02:00; wake 10:03:00
        """);
  }

  @Test
  void a_wait_for_a_retry_keeps_the_slot() {
    Scenario.check(
        """
        job every 1m; retry fixed 2 every 150s; overlap allow 2
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:01:58
        10:01:00 start     | running
        10:01:10 retry     | active, count 1; waiting 10:01:00 #1 due 10:03:40; wake 10:01:58
        10:01:58 wake      | active, count 2; waiting 10:01:00 #1 due 10:03:40; claimed 10:02:00; wake 10:03:00
        10:02:00 start     | running
        10:03:00 wake      | active, count 2; SKIPPED 10:03:00 OVERLAP; waiting 10:01:00 #1 due 10:03:40; running 10:02:00; wake 10:03:38
        10:03:10 succeeded | active, count 2; SUCCEEDED 10:02:00; waiting 10:01:00 #1 due 10:03:40; wake 10:03:38
        """);
  }

  @Test
  void up_to_n_run_at_a_time_and_further_ones_are_skipped() {
    Scenario.check(
        """
        job every 1m; overlap allow 2
        10:00:58 schedule           | active, count 1; claimed 10:01:00; wake 10:01:58
        10:01:00 start              | running
        10:01:58 wake               | active, count 2; running 10:01:00; claimed 10:02:00; wake 10:03:00
        10:02:00 start              | running
        10:03:00 wake               | active, count 2; SKIPPED 10:03:00 OVERLAP; running 10:01:00; running 10:02:00; wake 10:04:00
        10:03:10 succeeded 10:01:00 | active, count 2; SUCCEEDED 10:01:00; running 10:02:00; wake 10:03:58
        10:03:58 wake               | active, count 3; running 10:02:00; claimed 10:04:00; wake 10:05:00
        """);
  }

  @Test
  void several_times_within_reach_are_claimed_together() {
    Scenario.check(
        """
        job every 1s; overlap allow 3
        10:00:00 schedule | active, count 2; claimed 10:00:01; claimed 10:00:02; wake 10:00:01
        10:00:01 wake     | active, count 3; claimed 10:00:01; claimed 10:00:02; claimed 10:00:03; wake 10:00:04
        10:00:04 wake     | active, count 3; SKIPPED 10:00:04 OVERLAP; claimed 10:00:01; claimed 10:00:02; claimed 10:00:03; wake 10:00:05
        """);
  }

  @Test
  void a_run_by_hand_takes_a_slot() {
    Scenario.check(
        """
        job every 1m
        10:00:30 schedule  | active, count 0; wake 10:00:58
        10:00:40 run       | active, count 0; claimed manual 10:00:40; wake 10:01:00
        10:00:40 start     | running
        10:01:00 wake      | active, count 0; SKIPPED 10:01:00 OVERLAP; running manual 10:00:40; wake 10:02:00
        10:01:10 succeeded | active, count 0; SUCCEEDED manual 10:00:40; wake 10:01:58
        """);
  }

  @Test
  void a_job_that_runs_at_most_once_overlaps_as_any_other() {
    Scenario.check(
        """
        job every 1m; at-most-once
        10:00:59 schedule  | active, count 0; wake 10:01:00
        10:01:00 wake      | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:02:00 wake      | active, count 1; SKIPPED 10:02:00 OVERLAP; running 10:01:00; wake 10:03:00
        10:02:10 succeeded | active, count 1; SUCCEEDED 10:01:00; wake 10:03:00
        """);
  }

  @Test
  void a_lower_bound_lets_what_is_open_end_and_claims_no_more() {
    Scenario.check(
        """
        job every 1m; overlap allow 2
        10:00:58 schedule            | active, count 1; claimed 10:01:00; wake 10:01:58
        10:01:00 start               | running
        10:01:58 wake                | active, count 2; running 10:01:00; claimed 10:02:00; wake 10:03:00
        10:02:00 start               | running
        10:02:10 update overlap skip | active, count 2; running 10:01:00; running 10:02:00; wake 10:03:00
        10:02:20 succeeded 10:01:00  | active, count 2; SUCCEEDED 10:01:00; running 10:02:00; wake 10:03:00
        10:03:00 wake                | active, count 2; SKIPPED 10:03:00 OVERLAP; running 10:02:00; wake 10:04:00
        10:03:10 succeeded 10:02:00  | active, count 2; SUCCEEDED 10:02:00; wake 10:03:58
        """);
  }

  @Test
  void under_cancel_running_a_time_that_arrives_takes_the_place_of_what_runs() {
    Scenario.check(
        """
        job every 1m; overlap cancel running; retry fixed 3 every 1s
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:02:00 wake     | active, count 1; running 10:01:00 gives way; backlog queue to 10:02:00; wake 10:03:00
        10:02:01 retry    | active, count 2; FAILED 10:01:00 OVERLAP; claimed 10:02:00 due 10:02:01; wake 10:03:00
        10:02:01 start    | running
        10:02:10 succeeded | active, count 2; SUCCEEDED 10:02:00; wake 10:02:58
        """);
  }

  @Test
  void what_gives_way_and_succeeds_all_the_same_is_a_success() {
    Scenario.check(
        """
        job every 1m; overlap cancel running
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:02:00 wake      | active, count 1; running 10:01:00 gives way; backlog queue to 10:02:00; wake 10:03:00
        10:02:01 succeeded | active, count 2; SUCCEEDED 10:01:00; claimed 10:02:00 due 10:02:01; wake 10:03:00
        """);
  }

  @Test
  void of_several_times_that_arrive_while_it_does_not_stop_the_latest_runs() {
    Scenario.check(
        """
        job every 1m; overlap cancel running
        10:00:58 schedule    | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start       | running
        10:02:00 wake        | active, count 1; running 10:01:00 gives way; backlog queue to 10:02:00; wake 10:03:00
        10:03:00 wake        | active, count 1; SKIPPED 10:02:00 OVERLAP; running 10:01:00 gives way; backlog queue to 10:03:00; wake 10:04:00
        10:03:30 interrupted | active, count 2; UNKNOWN 10:01:00 OVERLAP; claimed 10:03:00 due 10:03:30; wake 10:04:00
        """);
  }

  @Test
  void what_waits_for_a_retry_gives_way_at_once() {
    Scenario.check(
        """
        job every 1m; overlap cancel running; retry fixed 3 every 5m
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:01:10 retry    | active, count 1; waiting 10:01:00 #1 due 10:06:10; wake 10:02:00
        10:02:00 wake     | active, count 2; FAILED 10:01:00 OVERLAP; claimed 10:02:00; wake 10:03:00
        """);
  }

  @Test
  void what_gives_way_ends_as_unknown_if_its_node_dies() {
    Scenario.check(
        """
        job every 1m; overlap cancel running
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:02:00 wake     | active, count 1; running 10:01:00 gives way; backlog queue to 10:02:00; wake 10:03:00
        10:02:05 restart  | active, count 2; UNKNOWN 10:01:00 OVERLAP; claimed 10:02:00 due 10:02:05; wake 10:03:00
        """);
  }

  @Test
  void a_run_by_hand_does_not_give_way() {
    Scenario.check(
        """
        job every 1m; overlap cancel running
        10:00:30 schedule  | active, count 0; wake 10:00:58
        10:00:40 run       | active, count 0; claimed manual 10:00:40; wake 10:01:00
        10:00:40 start     | running
        10:01:00 wake      | active, count 0; running manual 10:00:40; backlog queue to 10:01:00; wake 10:02:00
        10:01:10 succeeded | active, count 1; SUCCEEDED manual 10:00:40; claimed 10:01:00 due 10:01:10; wake 10:02:00
        """);
  }

  @Test
  void one_that_is_stuck_keeps_its_slot_until_it_ends() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule       | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start          | running
        10:01:30 stuck 10:01:00 | active, count 1; running 10:01:00; wake 10:02:00
        10:02:00 wake           | active, count 1; SKIPPED 10:02:00 OVERLAP; running 10:01:00; wake 10:03:00
        10:02:10 unknown        | active, count 1; UNKNOWN 10:01:00; wake 10:02:58
        10:02:20 stuck 10:01:00 | unchanged
        """);
  }
}
