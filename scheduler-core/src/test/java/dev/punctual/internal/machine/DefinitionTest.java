package dev.punctual.internal.machine;

import org.junit.jupiter.api.Test;

/** Scheduling again, updating, declaring and retiring. See {@link Scenario}. */
class DefinitionTest {
  @Test
  void an_identical_definition_is_no_conflict() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule         | active, count 0; wake 10:00:58
        10:00:10 schedule         | unchanged
        10:00:10 schedule keep    | unchanged
        10:00:10 schedule replace | unchanged
        """);
  }

  @Test
  void another_definition_is_refused_kept_out_or_taken() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule                  | active, count 0; wake 10:00:58
        10:00:10 schedule every 2m         | unchanged; JobExistsException
        10:00:20 schedule keep every 2m    | unchanged
        10:00:30 schedule replace every 2m | active, count 0; wake 10:01:58
        """);
  }

  @Test
  void a_cancelled_job_is_created_afresh_even_by_the_same_definition() {
    Scenario.check(
        """
        job every 1m; max 2
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:01:01 succeeded | active, count 1; SUCCEEDED 10:01:00; wake 10:01:58
        10:01:10 cancel    | cancelled, count 1; SKIPPED 10:02:00 CANCELLED; no wake
        10:01:30 schedule  | active, count 0; wake 10:01:58
        10:01:58 wake      | active, count 1; claimed 10:02:00; wake 10:03:00
        """);
  }

  @Test
  void an_attempt_from_before_a_cancel_keeps_its_slot_until_it_ends() {
    Scenario.check(
        """
        job every 1m; max 2
        10:00:58 schedule  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start     | running
        10:01:10 cancel    | cancelled, count 1; SKIPPED 10:02:00 CANCELLED; running 10:01:00; no wake
        10:01:30 schedule  | active, count 0; running 10:01:00; wake 10:02:00
        10:02:00 wake      | active, count 0; SKIPPED 10:02:00 OVERLAP; running 10:01:00; wake 10:03:00
        10:02:10 succeeded | active, count 0; SUCCEEDED 10:01:00; wake 10:02:58
        """);
  }

  @Test
  void replacing_keeps_count_and_state() {
    Scenario.check(
        """
        job every 1m; max 2
        10:00:58 schedule                         | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start                            | running
        10:01:01 succeeded                        | active, count 1; SUCCEEDED 10:01:00; wake 10:01:58
        10:01:10 pause wait                       | paused, count 1; note: wait; no wake
        10:01:20 schedule replace every 1m; max 3 | paused, count 1; note: wait; no wake
        10:01:30 resume                           | active, count 1; wake 10:01:58
        """);
  }

  @Test
  void replacing_a_finished_job_by_a_later_instant_makes_it_active() {
    Scenario.check(
        """
        job at 10:01:00
        10:00:58 schedule                     | active, count 1; claimed 10:01:00; no wake
        10:01:00 start                        | running
        10:01:01 succeeded                    | finished, count 1; SUCCEEDED 10:01:00; no wake
        10:05:00 schedule replace at 10:10:00 | active, count 1; wake 10:09:58
        """);
  }

  @Test
  void
      replacing_a_finished_job_by_an_instant_that_has_passed_runs_it_at_once_as_another_execution() {
    Scenario.check(
        """
        job at 10:01:00
        10:00:58 schedule                     | active, count 1; claimed 10:01:00; no wake
        10:01:00 start                        | running
        10:01:01 succeeded                    | finished, count 1; SUCCEEDED 10:01:00; no wake
        10:05:00 schedule replace at 10:02:00 | active, count 2; claimed 10:02:00 due 10:05:00; no wake
        10:05:00 start                        | running
        10:05:01 succeeded                    | finished, count 2; SUCCEEDED 10:02:00; no wake
        10:06:00 schedule replace at 10:01:00 | active, count 3; claimed 10:01:00 due 10:06:00; no wake
        """);
  }

  @Test
  void an_update_withdraws_what_is_claimed_ahead_and_decides_it_anew() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule                  | active, count 1; claimed 10:01:00; wake 10:02:00
        10:00:58.500 update described more | active, count 1; claimed 10:01:00; wake 10:02:00
        10:00:59 update at-most-once       | active, count 0; wake 10:01:00
        10:00:59 update every 1h           | active, count 0; wake 11:00:00
        """);
  }

  @Test
  void an_update_leaves_alone_what_runs_and_what_is_due() {
    Scenario.check(
        """
        job every 1m
        10:00:58 schedule        | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start           | running
        10:01:00 update every 1h | active, count 1; running 10:01:00; wake 11:00:00
        10:01:01 succeeded       | active, count 1; SUCCEEDED 10:01:00; wake 10:59:58
        """);
  }

  @Test
  void an_update_based_on_another_definition_is_stale() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule              | active, count 0; wake 10:00:58
        10:00:10 stale update every 2m | unchanged; stale
        """);
  }

  @Test
  void an_identical_update_changes_nothing() {
    Scenario.check(
        """
        job every 1m; max 1
        10:00:58 schedule        | active, count 1; claimed 10:01:00; no wake
        10:01:00 start           | running
        10:05:00 update every 1m | unchanged
        """);
  }

  @Test
  void what_was_missed_is_decided_under_the_old_definition() {
    Scenario.check(
        """
        job every 1m; catch-up latest
        10:00:30 schedule                       | active, count 0; wake 10:00:58
        10:05:30 update every 1h; catch-up none | active, count 1; SKIPPED 10:01:00–10:04:00 (4) MISSED; claimed catch-up 10:05:00 due 10:05:30; wake 11:00:00
        10:05:30 start                          | running
        10:05:31 succeeded                      | active, count 1; SUCCEEDED catch-up 10:05:00; wake 10:59:58
        """);
  }

  @Test
  void what_waits_for_the_slot_when_the_trigger_goes_is_recorded() {
    Scenario.check(
        """
        job every 1m; catch-up all
        10:00:30 schedule        | active, count 0; wake 10:00:58
        10:04:30 restart         | active, count 1; claimed catch-up 10:01:00 due 10:04:30; backlog all to 10:04:00; no wake
        10:04:30 start           | running
        10:04:31 update every 1h | active, count 1; SKIPPED 10:02:00–10:04:00 (3) MISSED; running catch-up 10:01:00 due 10:04:30; wake 11:00:00
        10:04:40 succeeded       | active, count 1; SUCCEEDED catch-up 10:01:00; wake 10:59:58
        """);
  }

  @Test
  void what_waits_for_the_slot_stays_when_the_trigger_stays() {
    Scenario.check(
        """
        job every 1m; catch-up all
        10:00:30 schedule              | active, count 0; wake 10:00:58
        10:02:30 restart               | active, count 1; claimed catch-up 10:01:00 due 10:02:30; backlog all to 10:02:00; no wake
        10:02:30 start                 | running
        10:02:31 update described more | active, count 1; running catch-up 10:01:00 due 10:02:30; backlog all to 10:02:00; no wake
        10:02:40 succeeded             | active, count 2; SUCCEEDED catch-up 10:01:00; claimed catch-up 10:02:00 due 10:02:40; wake 10:03:00
        """);
  }

  @Test
  void what_passed_during_a_pause_is_recorded_when_the_trigger_goes() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule        | active, count 0; wake 10:00:58
        10:00:10 pause wait      | paused, count 0; note: wait; no wake
        10:05:30 update every 1h | paused, count 0; SKIPPED 10:01:00–10:05:00 (5) PAUSED; note: wait; no wake
        10:06:00 resume all      | active, count 0; wake 10:59:58
        """);
  }

  @Test
  void declaring_creates_and_declaring_the_same_again_changes_nothing() {
    Scenario.check(
        """
        job every 1m
        10:00:00 declare          | active, count 0; wake 10:00:58
        10:00:30 declare every 1m | unchanged
        """);
  }

  @Test
  void a_changed_declaration_redefines_and_keeps_the_count() {
    Scenario.check(
        """
        job every 1m
        10:00:58 declare          | active, count 1; claimed 10:01:00; wake 10:02:00
        10:01:00 start            | running
        10:01:01 succeeded        | active, count 1; SUCCEEDED 10:01:00; wake 10:01:58
        10:01:30 declare every 1h | active, count 1; wake 10:59:58
        """);
  }

  @Test
  void a_runtime_update_survives_until_the_code_changes() {
    Scenario.check(
        """
        job every 1m
        10:00:00 declare          | active, count 0; wake 10:00:58
        10:00:10 update every 1h  | active, count 0; wake 10:59:58
        10:00:20 declare every 1m | unchanged
        10:00:30 declare every 2m | active, count 0; wake 10:01:58
        """);
  }

  @Test
  void a_declaration_takes_over_a_scheduled_job() {
    Scenario.check(
        """
        job every 1m
        10:00:00 schedule         | active, count 0; wake 10:00:58
        10:00:10 declare every 1m | active, count 0; wake 10:00:58
        10:00:20 retire           | paused, count 0; note: no longer declared; no wake
        """);
  }

  @Test
  void a_job_that_is_no_longer_declared_is_paused_until_it_is_declared_again() {
    Scenario.check(
        """
        job every 1m
        10:00:00 declare          | active, count 0; wake 10:00:58
        10:00:10 retire           | paused, count 0; note: no longer declared; no wake
        10:00:10 retire           | unchanged
        10:05:30 declare every 1m | active, count 0; SKIPPED 10:01:00–10:05:00 (5) PAUSED; wake 10:05:58
        """);
  }

  @Test
  void the_pause_of_an_operator_survives_declarations() {
    Scenario.check(
        """
        job every 1m
        10:00:00 declare                | active, count 0; wake 10:00:58
        10:00:10 pause the disk is full | paused, count 0; note: the disk is full; no wake
        10:00:20 declare every 1m       | unchanged
        10:00:30 declare every 2m       | paused, count 0; note: the disk is full; no wake
        10:00:40 retire                 | unchanged
        10:00:50 declare every 2m       | unchanged
        """);
  }

  @Test
  void a_job_cancelled_by_an_operator_comes_back_when_the_code_changes() {
    Scenario.check(
        """
        job every 1m
        10:00:00 declare          | active, count 0; wake 10:00:58
        10:00:10 cancel           | cancelled, count 0; SKIPPED 10:01:00 CANCELLED; no wake
        10:00:20 declare every 1m | unchanged
        10:00:30 declare every 2m | active, count 0; wake 10:01:58
        """);
  }

  @Test
  void the_pause_after_a_new_creation_is_the_pause_of_the_operator() {
    Scenario.check(
        """
        job every 1m
        10:00:00 declare                | active, count 0; wake 10:00:58
        10:00:10 retire                 | paused, count 0; note: no longer declared; no wake
        10:00:20 cancel                 | cancelled, count 0; SKIPPED 10:01:00 CANCELLED; no wake
        10:00:30 schedule               | active, count 0; wake 10:00:58
        10:00:40 pause the disk is full | paused, count 0; note: the disk is full; no wake
        10:00:50 declare every 1m       | paused, count 0; note: the disk is full; no wake
        """);
  }

  @Test
  void an_operator_can_resume_what_is_no_longer_declared() {
    Scenario.check(
        """
        job every 1m
        10:00:00 declare | active, count 0; wake 10:00:58
        10:00:10 retire  | paused, count 0; note: no longer declared; no wake
        10:00:20 resume  | active, count 0; wake 10:00:58
        """);
  }

  @Test
  void a_job_that_is_switched_off_is_paused_until_it_is_declared_again() {
    Scenario.check(
        """
        job every 1m; max 2
        10:00:58 declare                 | active, count 1; claimed 10:01:00; wake 10:02:00
        10:00:59 off                     | paused, count 0; note: switched off where it is declared; no wake
        10:00:59 off                     | unchanged
        10:05:30 declare every 1m; max 2 | active, count 0; SKIPPED 10:01:00–10:05:00 (5) PAUSED; wake 10:05:58
        """);
  }

  @Test
  void a_job_that_is_not_stored_is_not_created_by_switching_it_off() {
    Scenario.check(
        """
        job every 1m
        10:00:00 off | no job
        """);
  }

  @Test
  void switching_off_leaves_an_operators_pause_and_what_has_ended_alone() {
    Scenario.check(
        """
        job every 1m
        10:00:00 declare                | active, count 0; wake 10:00:58
        10:00:10 pause the disk is full | paused, count 0; note: the disk is full; no wake
        10:00:20 off                    | unchanged
        10:00:30 declare every 1m       | unchanged
        10:00:40 cancel                 | cancelled, count 0; SKIPPED 10:01:00 CANCELLED; no wake
        10:00:50 off                    | unchanged
        10:01:00 declare every 1m       | unchanged
        """);
  }

  @Test
  void what_is_switched_off_and_then_no_longer_declared_says_so() {
    Scenario.check(
        """
        job every 1m
        10:00:00 declare | active, count 0; wake 10:00:58
        10:00:10 off     | paused, count 0; note: switched off where it is declared; no wake
        10:00:20 retire  | paused, count 0; note: no longer declared; no wake
        10:00:30 off     | paused, count 0; note: switched off where it is declared; no wake
        10:00:40 resume  | active, count 0; wake 10:00:58
        """);
  }

  @Test
  void a_pause_of_a_job_that_is_switched_off_stays_when_it_is_declared_again() {
    Scenario.check(
        """
        job every 1m
        10:00:10 declare           | active, count 0; wake 10:00:58
        10:00:20 off               | paused, count 0; note: switched off where it is declared; no wake
        10:00:30 pause incident 42 | paused, count 0; note: incident 42; no wake
        10:00:40 declare           | unchanged
        """);
  }
}
