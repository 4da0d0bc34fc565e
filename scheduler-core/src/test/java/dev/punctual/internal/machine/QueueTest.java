package dev.punctual.internal.machine;

import org.junit.jupiter.api.Test;

/** Scheduled times that wait in line for a busy job. See {@link Scenario}. */
class QueueTest {
  @Test
  void a_time_that_arrives_while_the_job_is_busy_runs_when_the_slot_comes_free() {
    Scenario.check(
        """
        job every 1m; overlap queue 2
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:02:00 wake      | active, count 1; running 10:01:00; backlog queue to 10:02:00; wake 10:03:00
        10:02:20 succeeded | active, count 2; SUCCEEDED 10:01:00; claimed 10:02:00 due 10:02:20; wake 10:03:00
        10:02:20 start     | running
        10:02:30 succeeded | active, count 2; SUCCEEDED 10:02:00; wake 10:02:58
        """);
  }

  @Test
  void the_oldest_gives_way_when_more_wait_than_may() {
    Scenario.check(
        """
        job every 1m; overlap queue 2
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:02:00 wake      | active, count 1; running 10:01:00; backlog queue to 10:02:00; wake 10:03:00
        10:03:00 wake      | active, count 1; running 10:01:00; backlog queue to 10:03:00; wake 10:04:00
        10:04:00 wake      | active, count 1; SKIPPED 10:02:00 OVERLAP; running 10:01:00; backlog queue to 10:04:00; wake 10:05:00
        10:04:30 succeeded | active, count 2; SUCCEEDED 10:01:00; claimed 10:03:00 due 10:04:30; backlog queue to 10:04:00; wake 10:05:00
        10:04:30 start     | running
        10:04:40 succeeded | active, count 3; SUCCEEDED 10:03:00; claimed 10:04:00 due 10:04:40; wake 10:05:00
        10:04:40 start     | running
        10:04:50 succeeded | active, count 3; SUCCEEDED 10:04:00; wake 10:04:58
        """);
  }

  @Test
  void the_queue_survives_a_crash_and_takes_in_what_passed_meanwhile() {
    Scenario.check(
        """
        job every 1m; overlap queue 2; catch-up none
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:02:00 wake      | active, count 1; running 10:01:00; backlog queue to 10:02:00; wake 10:03:00
        10:04:10 restart   | active, count 1; SKIPPED 10:02:00 OVERLAP; claimed 10:01:00 #2 due 10:04:10; backlog queue to 10:04:00; wake 10:05:00
        10:04:10 start     | running
        10:04:20 succeeded | active, count 2; SUCCEEDED 10:01:00 #2; claimed 10:03:00 due 10:04:20; backlog queue to 10:04:00; wake 10:05:00
        """);
  }

  @Test
  void what_was_missed_while_nobody_watched_is_not_queued() {
    Scenario.check(
        """
        job every 1m; overlap queue 2
        10:00:00 schedule  | active, count 0; wake 10:00:58
        10:05:30 restart   | active, count 1; SKIPPED 10:01:00–10:04:00 (4) MISSED; claimed catch-up 10:05:00 due 10:05:30; wake 10:06:00
        """);
  }

  @Test
  void waiting_for_a_retry_keeps_the_slot_and_costs_no_time_its_run() {
    Scenario.check(
        """
        job every 1m; overlap queue 3; retry fixed 2 every 90s
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:01:10 retry     | active, count 1; waiting 10:01:00 #1 due 10:02:40; wake 10:02:00
        10:02:00 wake      | active, count 1; waiting 10:01:00 #1 due 10:02:40; backlog queue to 10:02:00; wake 10:02:38
        10:02:38 wake      | active, count 1; claimed 10:01:00 #2 due 10:02:40; backlog queue to 10:02:00; wake 10:03:00
        10:02:40 start     | running
        10:02:45 succeeded | active, count 2; SUCCEEDED 10:01:00 #2; claimed 10:02:00 due 10:02:45; wake 10:03:00
        """);
  }

  @Test
  void the_limit_ends_the_queue() {
    Scenario.check(
        """
        job every 1m; overlap queue 5; max 2
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:02:00 wake      | active, count 1; running 10:01:00; backlog queue to 10:02:00; wake 10:03:00
        10:03:00 wake      | active, count 1; running 10:01:00; backlog queue to 10:03:00; wake 10:04:00
        10:03:10 succeeded | active, count 2; SUCCEEDED 10:01:00; claimed 10:02:00 due 10:03:10; backlog queue to 10:03:00; no wake
        10:03:10 start     | running
        10:03:20 succeeded | finished, count 2; SUCCEEDED 10:02:00; no wake
        """);
  }

  @Test
  void a_pause_keeps_the_queue_from_running_and_resume_goes_on_from_now() {
    Scenario.check(
        """
        job every 1m; overlap queue 5
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:02:00 wake      | active, count 1; running 10:01:00; backlog queue to 10:02:00; wake 10:03:00
        10:02:10 pause     | paused, count 1; running 10:01:00; backlog queue to 10:02:00; no wake
        10:02:20 succeeded | paused, count 1; SUCCEEDED 10:01:00; backlog queue to 10:02:00; no wake
        10:02:30 resume    | active, count 1; SKIPPED 10:02:00 PAUSED; wake 10:02:58
        """);
  }
}
