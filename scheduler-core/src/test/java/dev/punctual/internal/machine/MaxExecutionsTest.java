package dev.punctual.internal.machine;

import org.junit.jupiter.api.Test;

/**
 * The limit of executions: exact, whatever happens between claim and start. See {@link Scenario}.
 */
class MaxExecutionsTest {
  @Test
  void the_limit_ends_the_job() {
    Scenario.check(
        """
        job every 1m; max 2
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:01:01 succeeded | active, count 1; SUCCEEDED 10:01:00; wake 10:01:58
        10:01:58 wake      | active, count 2; claimed 10:02:00; no wake
        10:02:00 start     | running
        10:02:01 failed    | finished, count 2; FAILED 10:02:00; no wake
        10:05:00 wake      | unchanged
        """);
  }

  @Test
  void a_claim_counts_already_so_that_nothing_is_claimed_beyond_the_limit() {
    Scenario.check(
        """
        job every 1s; max 2; overlap allow 3
        10:00:00 schedule | active, count 2; claimed 10:00:01; claimed 10:00:02; no wake
        10:00:01 wake     | unchanged
        """);
  }

  @Test
  void a_last_claim_that_is_given_back_can_be_claimed_again() {
    Scenario.check(
        """
        job every 1m; max 1
        10:00:58 schedule  | active, count 1; claimed 10:01:00; no wake
        10:00:59 give back | active, count 0; wake 10:00:58
        10:01:02 restart   | active, count 1; claimed 10:01:00; no wake
        10:01:02 start     | running
        10:01:03 succeeded | finished, count 1; SUCCEEDED 10:01:00; no wake
        """);
  }

  @Test
  void a_last_claim_that_is_withdrawn_by_a_pause_gives_its_count_back() {
    Scenario.check(
        """
        job every 1m; max 1
        10:00:58 schedule   | active, count 1; claimed 10:01:00; no wake
        10:00:59 pause wait | paused, count 0; note: wait; no wake
        10:10:00 resume     | active, count 0; SKIPPED 10:01:00–10:10:00 (10) PAUSED; wake 10:10:58
        10:10:58 wake       | active, count 1; claimed 10:11:00; no wake
        10:11:00 start      | running
        10:11:01 succeeded  | finished, count 1; SUCCEEDED 10:11:00; no wake
        """);
  }

  @Test
  void a_last_claim_that_is_withdrawn_by_an_update_gives_its_count_back() {
    Scenario.check(
        """
        job every 1m; max 1
        10:00:58 schedule        | active, count 1; claimed 10:01:00; no wake
        10:00:59 update every 1h | active, count 0; wake 10:59:58
        """);
  }

  @Test
  void retries_and_interruptions_do_not_count_again() {
    Scenario.check(
        """
        job every 1m; max 2; retry fixed 3 every 1s
        10:00:58 schedule    | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start       | running
        10:01:01 retry       | active, count 1; claimed 10:01:00 #2 due 10:01:02; wake 10:02:00
        10:01:02 start       | running
        10:01:03 restart     | active, count 1; claimed 10:01:00 #3 due 10:01:03; wake 10:02:00
        10:01:03 start       | running
        10:01:04 interrupted | active, count 1; claimed 10:01:00 #4 due 10:01:04; wake 10:02:00
        """);
  }

  @Test
  void skipped_times_do_not_count() {
    Scenario.check(
        """
        job every 1m; max 2
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:02:00 wake      | active, count 1; SKIPPED 10:02:00 OVERLAP; running 10:01:00; wake 10:03:00
        10:03:00 wake      | active, count 1; SKIPPED 10:03:00 OVERLAP; running 10:01:00; wake 10:04:00
        10:03:30 succeeded | active, count 1; SUCCEEDED 10:01:00; wake 10:03:58
        10:03:58 wake      | active, count 2; claimed 10:04:00; no wake
        """);
  }

  @Test
  void runs_by_hand_do_not_count() {
    Scenario.check(
        """
        job every 1m; max 1
        10:00:00 schedule  | active, count 0; wake 10:00:58
        10:00:10 run       | active, count 0; claimed manual 10:00:10; wake 10:01:00
        10:00:10 start     | running
        10:00:11 succeeded | active, count 0; SUCCEEDED manual 10:00:10; wake 10:00:58
        10:00:58 wake      | active, count 1; claimed 10:01:00; no wake
        10:01:00 start     | running
        10:01:01 succeeded | finished, count 1; SUCCEEDED 10:01:00; no wake
        10:05:00 run       | finished, count 1; claimed manual 10:05:00; no wake
        """);
  }

  @Test
  void catch_up_stops_at_the_limit() {
    Scenario.check(
        """
        job every 1m; max 2; catch-up all
        10:00:30 schedule  | active, count 0; wake 10:00:58
        10:10:00 restart   | active, count 1; claimed catch-up 10:01:00 due 10:10:00; backlog all to 10:10:00; no wake
        10:10:00 start     | running
        10:10:01 succeeded | active, count 2; SUCCEEDED catch-up 10:01:00; claimed catch-up 10:02:00 due 10:10:01; backlog all to 10:10:00; no wake
        10:10:01 start     | running
        10:10:02 succeeded | finished, count 2; SUCCEEDED catch-up 10:02:00; no wake
        """);
  }

  @Test
  void a_lower_limit_withdraws_the_claim_beyond_it() {
    Scenario.check(
        """
        job every 1m; max 3
        10:00:58 schedule     | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start        | running
        10:01:01 succeeded    | active, count 1; SUCCEEDED 10:01:00; wake 10:01:58
        10:01:58 wake         | active, count 2; claimed 10:02:00; wake 10:03:00
        10:01:59 update max 1 | finished, count 1; no wake
        """);
  }

  @Test
  void a_higher_limit_goes_on_from_now() {
    Scenario.check(
        """
        job every 1m; max 1; catch-up all
        10:00:58 schedule     | active, count 1; claimed 10:01:00; no wake
        10:01:00 start        | running
        10:01:01 succeeded    | finished, count 1; SUCCEEDED 10:01:00; no wake
        12:00:00 update max 2 | active, count 1; wake 12:00:58
        12:00:58 wake         | active, count 2; claimed 12:01:00; no wake
        12:01:00 start        | running
        12:01:01 succeeded    | finished, count 2; SUCCEEDED 12:01:00; no wake
        """);
  }

  @Test
  void a_higher_limit_while_the_last_execution_runs_goes_on_from_now() {
    Scenario.check(
        """
        job every 1m; max 1; catch-up all
        10:00:58 schedule     | active, count 1; claimed 10:01:00; no wake
        10:01:00 start        | running
        10:03:30 update max 2 | active, count 1; running 10:01:00; wake 10:04:00
        10:03:40 succeeded    | active, count 1; SUCCEEDED 10:01:00; wake 10:03:58
        """);
  }

  @Test
  void nothing_is_recorded_as_paused_after_the_limit() {
    Scenario.check(
        """
        job every 1m; max 1
        10:00:58 schedule   | active, count 1; claimed 10:01:00; no wake
        10:01:00 start      | running
        10:01:01 pause wait | paused, count 1; running 10:01:00; note: wait; no wake
        10:05:00 resume all | active, count 1; running 10:01:00; no wake
        10:05:01 succeeded  | finished, count 1; SUCCEEDED 10:01:00; no wake
        """);
  }
}
