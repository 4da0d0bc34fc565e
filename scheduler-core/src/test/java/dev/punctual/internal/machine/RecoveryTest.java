package dev.punctual.internal.machine;

import org.junit.jupiter.api.Test;

/** What another node makes of executions that a dead node had claimed. See {@link Scenario}. */
class RecoveryTest {
  @Test
  void a_claim_that_was_not_due_is_taken_back_and_claimed_anew() {
    Scenario.check(
        """
        job every 1m; max 1
        10:00:58 schedule | active, count 1; claimed 10:01:00; no wake
        10:00:59 restart  | active, count 1; claimed 10:01:00; no wake
        """);
  }

  @Test
  void an_attempt_that_was_due_runs_again_at_once_as_the_next_one() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:30 restart   | active, count 1; claimed 10:01:00 #2 due 10:01:30; wake 10:02:00
        10:01:30 start     | running
        10:01:40 succeeded | active, count 1; SUCCEEDED 10:01:00 #2; wake 10:01:58
        """);
  }

  @Test
  void an_attempt_that_ran_runs_again_and_what_passed_meanwhile_is_caught_up_after_it() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:04:30 restart   | active, count 1; claimed 10:01:00 #2 due 10:04:30; backlog latest to 10:04:00; no wake
        10:04:30 start     | running
        10:04:40 succeeded | active, count 2; SUCCEEDED 10:01:00 #2; SKIPPED 10:02:00–10:03:00 (2) MISSED; claimed catch-up 10:04:00 due 10:04:40; wake 10:05:00
        """);
  }

  @Test
  void at_most_once_ends_as_unknown() {
    Scenario.check(
        """
        job every 1m; at-most-once
        10:00:59 schedule | active, count 0; wake 10:01:00
        10:01:00 wake     | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:01:30 restart  | active, count 1; UNKNOWN 10:01:00; wake 10:02:00
        """);
  }

  @Test
  void at_most_once_ends_as_unknown_though_the_clock_has_stepped_back() {
    Scenario.check(
        """
        job every 1m; at-most-once
        10:00:59 schedule | active, count 0; wake 10:01:00
        10:01:00 wake     | active, count 1; claimed 10:01:00; wake 10:02:00
        10:00:30 restart  | active, count 1; UNKNOWN 10:01:00; wake 10:02:00
        """);
  }

  @Test
  void an_attempt_known_to_run_is_not_taken_back_though_the_clock_has_stepped_back() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule   | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start      | running
        10:01:00 pause wait | paused, count 1; running 10:01:00; note: wait; no wake
        10:00:30 restart    | paused, count 1; waiting 10:01:00 #1 due 10:00:30; note: wait; no wake
        10:00:40 resume     | active, count 1; claimed 10:01:00 #2 due 10:00:30; wake 10:02:00
        """);
  }

  @Test
  void a_claimed_retry_that_was_not_due_waits_with_its_number() {
    Scenario.check(
        """
        job every 1h; retry fixed 3 every 10s
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:01 retry    | active, count 1; waiting 11:00:00 #1 due 11:00:11; wake 11:00:09
        11:00:09 wake     | active, count 1; claimed 11:00:00 #2 due 11:00:11; wake 12:00:00
        11:00:10 restart  | active, count 1; claimed 11:00:00 #2 due 11:00:11; wake 12:00:00
        """);
  }

  @Test
  void executions_of_living_nodes_are_left_alone() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:01:10 restart  | active, count 1; claimed 10:01:00 #2 due 10:01:10; wake 10:02:00
        10:01:10 start    | running
        10:01:11 wake     | unchanged
        """);
  }

  @Test
  void a_cancelled_job_does_not_run_again() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start    | running
        10:01:10 cancel   | cancelled, count 1; SKIPPED 10:02:00 CANCELLED; running 10:01:00; no wake
        10:01:30 restart  | cancelled, count 1; UNKNOWN 10:01:00; no wake
        """);
  }

  @Test
  void a_paused_job_runs_again_when_it_is_resumed() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule   | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start      | running
        10:01:10 pause wait | paused, count 1; running 10:01:00; note: wait; no wake
        10:01:30 restart    | paused, count 1; waiting 10:01:00 #1 due 10:01:30; note: wait; no wake
        10:02:30 resume     | active, count 1; SKIPPED 10:02:00 PAUSED; claimed 10:01:00 #2 due 10:01:30; wake 10:03:00
        """);
  }

  @Test
  void a_run_by_hand_goes_on_in_a_paused_job() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule   | active, count 0; wake 10:00:58
        10:00:10 pause wait | paused, count 0; note: wait; no wake
        10:00:20 run        | paused, count 0; claimed manual 10:00:20; note: wait; no wake
        10:00:20 start      | running
        10:00:30 restart    | paused, count 0; claimed manual 10:00:20 #2 due 10:00:30; note: wait; no wake
        """);
  }

  @Test
  void repeated_interruptions_wait_longer_and_the_fifth_parks_the_job() {
    Scenario.check(
        """
        job every 1h; retry fixed 2 every 10s
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:10 restart  | active, count 1; claimed 11:00:00 #2 due 11:00:10; wake 12:00:00
        11:00:10 start    | running
        11:00:20 restart  | active, count 1; waiting 11:00:00 #2 due 11:00:24.646; wake 11:00:24.646
        11:00:25 wake     | active, count 1; claimed 11:00:00 #3 due 11:00:24.646; wake 12:00:00
        11:00:25 start    | running
        11:00:30 restart  | active, count 1; waiting 11:00:00 #3 due 11:00:39.298; wake 11:00:39.298
        11:00:40 wake     | active, count 1; claimed 11:00:00 #4 due 11:00:39.298; wake 12:00:00
        11:00:40 start    | running
        11:00:50 restart  | active, count 1; waiting 11:00:00 #4 due 11:00:59.127; wake 11:00:59.127
        11:01:10 wake     | active, count 1; claimed 11:00:00 #5 due 11:00:59.127; wake 12:00:00
        11:01:10 start    | running
        11:01:20 restart  | paused, count 1; UNKNOWN 11:00:00 #5; note: parked: the process ended 5 times during one execution; no wake
        11:10:00 resume   | active, count 1; wake 11:59:58
        """);
  }

  @Test
  void
      what_was_cut_short_twice_is_claimed_no_sooner_than_due_so_that_others_crashes_do_not_count() {
    Scenario.check(
        """
        job every 1h
        10:59:58 schedule     | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start        | running
        11:00:10 restart      | active, count 1; claimed 11:00:00 #2 due 11:00:10; wake 12:00:00
        11:00:10 start        | running
        11:00:20 restart      | active, count 1; waiting 11:00:00 #2 due 11:00:24.646; wake 11:00:24.646
        11:00:24 wake         | unchanged
        11:00:24 restart      | unchanged
        11:00:24.646 wake     | active, count 1; claimed 11:00:00 #3 due 11:00:24.646; wake 12:00:00
        """);
  }

  @Test
  void a_parked_job_takes_its_other_claims_back() {
    Scenario.check(
        """
        job every 1h; overlap allow 2
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 11:59:58
        11:00:00 start    | running
        11:00:10 restart  | active, count 1; claimed 11:00:00 #2 due 11:00:10; wake 11:59:58
        11:00:10 start    | running
        11:00:20 restart  | active, count 1; waiting 11:00:00 #2 due 11:00:24.646; wake 11:00:24.646
        11:00:25 wake     | active, count 1; claimed 11:00:00 #3 due 11:00:24.646; wake 11:59:58
        11:00:25 start    | running
        11:00:30 restart  | active, count 1; waiting 11:00:00 #3 due 11:00:39.298; wake 11:00:39.298
        11:00:40 wake     | active, count 1; claimed 11:00:00 #4 due 11:00:39.298; wake 11:59:58
        11:00:40 start    | running
        11:00:50 restart  | active, count 1; waiting 11:00:00 #4 due 11:00:59.127; wake 11:00:59.127
        11:01:10 wake     | active, count 1; claimed 11:00:00 #5 due 11:00:59.127; wake 11:59:58
        11:01:10 start    | running
        11:59:58 wake     | active, count 2; running 11:00:00 #5 due 11:00:59.127; claimed 12:00:00; wake 13:00:00
        11:59:59 restart  | paused, count 1; UNKNOWN 11:00:00 #5; note: parked: the process ended 5 times during one execution; no wake
        """);
  }

  @Test
  void interruptions_by_a_crash_use_no_attempts_up() {
    Scenario.check(
        """
        job every 1h; retry fixed 2 every 10s
        10:59:58 schedule | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start    | running
        11:00:10 restart  | active, count 1; claimed 11:00:00 #2 due 11:00:10; wake 12:00:00
        11:00:10 start    | running
        11:00:12 retry    | active, count 1; waiting 11:00:00 #2 due 11:00:22; wake 11:00:20
        11:00:20 wake     | active, count 1; claimed 11:00:00 #3 due 11:00:22; wake 12:00:00
        """);
  }

  @Test
  void a_job_parked_by_a_run_by_hand_keeps_the_note_of_its_pause() {
    Scenario.check(
        """
        job every 1h
        10:00:00 schedule               | active, count 0; wake 10:59:58
        10:00:10 pause the disk is full | paused, count 0; note: the disk is full; no wake
        10:00:20 run                    | paused, count 0; claimed manual 10:00:20; note: the disk is full; no wake
        10:00:20 start                  | running
        10:00:21 restart                | paused, count 0; claimed manual 10:00:20 #2 due 10:00:21; note: the disk is full; no wake
        10:00:21 start                  | running
        10:00:22 restart                | paused, count 0; waiting manual 10:00:20 #2 due 10:00:26.816; note: the disk is full; wake 10:00:26.816
        10:00:27 wake                   | paused, count 0; claimed manual 10:00:20 #3 due 10:00:26.816; note: the disk is full; no wake
        10:00:27 start                  | running
        10:00:28 restart                | paused, count 0; waiting manual 10:00:20 #3 due 10:00:35.939; note: the disk is full; wake 10:00:35.939
        10:00:38 wake                   | paused, count 0; claimed manual 10:00:20 #4 due 10:00:35.939; note: the disk is full; no wake
        10:00:38 start                  | running
        10:00:39 restart                | paused, count 0; waiting manual 10:00:20 #4 due 10:00:48.014; note: the disk is full; wake 10:00:48.014
        10:00:59 wake                   | paused, count 0; claimed manual 10:00:20 #5 due 10:00:48.014; note: the disk is full; no wake
        10:00:59 start                  | running
        10:01:00 restart                | paused, count 0; UNKNOWN manual 10:00:20 #5; note: the disk is full; no wake
        """);
  }
}
