package dev.punctual.internal.machine;

import org.junit.jupiter.api.Test;

/** Runs that somebody asks for by hand. See {@link Scenario}. */
class ManualRunTest {
  @Test
  void a_run_by_hand_is_due_at_once() {
    Scenario.check(
        """
        job every 1h
        10:00:30 schedule  | active, count 0; wake 10:59:58
        10:01:00 run       | active, count 0; claimed manual 10:01:00; wake 11:00:00
        10:01:00 start     | running
        10:01:01 succeeded | active, count 0; SUCCEEDED manual 10:01:00; wake 10:59:58
        """);
  }

  @Test
  void runs_by_hand_wait_in_line_for_the_slot_before_scheduled_times() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule           | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start              | running
        10:01:10 run                | active, count 1; running 10:01:00; in line manual 10:01:10; wake 10:02:00
        10:01:20 run again 09:00:00 | active, count 1; running 10:01:00; in line manual 10:01:10; in line again 09:00:00; wake 10:02:00
        10:01:59 succeeded          | active, count 1; SUCCEEDED 10:01:00; claimed manual 10:01:10 due 10:01:59; in line again 09:00:00; wake 10:02:00
        10:01:59 start              | running
        10:02:00 wake               | active, count 1; SKIPPED 10:02:00 OVERLAP; running manual 10:01:10 due 10:01:59; in line again 09:00:00; wake 10:03:00
        10:02:01 succeeded          | active, count 1; SUCCEEDED manual 10:01:10; claimed again 09:00:00 due 10:02:01; wake 10:03:00
        """);
  }

  @Test
  void a_run_by_hand_goes_on_while_the_job_is_paused() {
    Scenario.check(
        """
        job every 1m; retry fixed 2 every 10s
        10:00:00 schedule   | active, count 0; wake 10:00:58
        10:00:10 pause wait | paused, count 0; note: wait; no wake
        10:00:20 run        | paused, count 0; claimed manual 10:00:20; note: wait; no wake
        10:00:20 start      | running
        10:00:21 retry      | paused, count 0; waiting manual 10:00:20 #1 due 10:00:31; note: wait; wake 10:00:29
        10:00:29 wake       | paused, count 0; claimed manual 10:00:20 #2 due 10:00:31; note: wait; no wake
        10:00:31 start      | running
        10:00:32 succeeded  | paused, count 0; SUCCEEDED manual 10:00:20 #2; note: wait; no wake
        """);
  }

  @Test
  void a_pause_leaves_a_claimed_run_by_hand_alone() {
    Scenario.check(
        """
        job every 1h
        10:00:00 schedule   | active, count 0; wake 10:59:58
        10:00:20 run        | active, count 0; claimed manual 10:00:20; wake 11:00:00
        10:00:20 pause wait | paused, count 0; claimed manual 10:00:20; note: wait; no wake
        """);
  }

  @Test
  void a_finished_job_can_run_by_hand_and_stays_finished() {
    Scenario.check(
        """
        job at 10:01:00
        10:00:58 schedule  | active, count 1; claimed 10:01:00; no wake
        10:01:00 start     | running
        10:01:01 succeeded | finished, count 1; SUCCEEDED 10:01:00; no wake
        10:05:00 run       | finished, count 1; claimed manual 10:05:00; no wake
        10:05:00 start     | running
        10:05:01 succeeded | finished, count 1; SUCCEEDED manual 10:05:00; no wake
        """);
  }

  @Test
  void a_run_in_line_keeps_the_job_from_finishing() {
    Scenario.check(
        """
        job at 10:01:00
        10:00:58 schedule  | active, count 1; claimed 10:01:00; no wake
        10:01:00 start     | running
        10:01:01 run       | active, count 1; running 10:01:00; in line manual 10:01:01; no wake
        10:01:02 succeeded | active, count 1; SUCCEEDED 10:01:00; claimed manual 10:01:01 due 10:01:02; no wake
        10:01:02 start     | running
        10:01:03 succeeded | finished, count 1; SUCCEEDED manual 10:01:01; no wake
        """);
  }

  @Test
  void a_cancelled_job_refuses() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule           | active, count 0; wake 10:00:58
        10:00:10 cancel             | cancelled, count 0; SKIPPED 10:01:00 CANCELLED; no wake
        10:00:20 run                | unchanged; InvalidDefinitionException
        10:00:20 run again 09:00:00 | unchanged; InvalidDefinitionException
        """);
  }

  @Test
  void a_run_by_hand_that_is_given_back_runs_on_the_next_node() {
    Scenario.check(
        """
        job every 1h
        10:00:00 schedule  | active, count 0; wake 10:59:58
        10:00:20 run       | active, count 0; claimed manual 10:00:20; wake 11:00:00
        10:00:20 give back | active, count 0; waiting manual 10:00:20; wake 10:00:18
        10:00:30 restart   | active, count 0; claimed manual 10:00:20; wake 11:00:00
        """);
  }

  @Test
  void
      a_failed_execution_that_is_run_again_keeps_its_scheduled_time_and_follows_the_retry_policy() {
    Scenario.check(
        """
        job every 1h; retry fixed 2 every 10s
        10:59:58 schedule           | active, count 1; claimed 11:00:00; wake 12:00:00
        11:00:00 start              | running
        11:00:01 failed             | active, count 1; FAILED 11:00:00; wake 11:59:58
        11:30:00 run again 11:00:00 | active, count 1; claimed again 11:00:00 due 11:30:00; wake 12:00:00
        11:30:00 start              | running
        11:30:01 retry              | active, count 1; waiting again 11:00:00 #1 due 11:30:11; wake 11:30:09
        """);
  }
}
