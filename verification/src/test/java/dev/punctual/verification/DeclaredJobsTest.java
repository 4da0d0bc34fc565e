package dev.punctual.verification;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.DeclaredJobs;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.JobState;
import dev.punctual.Retention;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.Persistence;
import dev.punctual.test.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What the code declares is reconciled with what is stored, at every start. */
class DeclaredJobsTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Target<?> WORK = Target.handler("work");

  private final Persistence store = new Reopened(Persistence.inMemory());
  private final List<Instant> starts = new CopyOnWriteArrayList<>();
  private Instant now = START;

  private SchedulerBuilder declaring(Job... jobs) {
    var builder =
        Scheduler.builder()
            .persistence(store)
            .handler(Target.handler("work"), run -> starts.add(run.scheduledTime()));
    for (var job : jobs) {
      builder.job(job);
    }
    return builder;
  }

  private TestScheduler start(Job... jobs) {
    return TestScheduler.start(declaring(jobs), now);
  }

  private void runFor(Duration duration, Job... jobs) {
    try (var time = start(jobs)) {
      time.advance(duration);
      now = time.now();
    }
  }

  @Test
  void the_same_code_started_again_neither_fails_nor_doubles_nor_writes() {
    var job = Job.of("daily", WORK, Trigger.every(ofHours(24)));
    runFor(ofMinutes(1), job);
    var versionBefore = store.load(job.id()).orElseThrow().version();
    var commits = new CopyOnWriteArrayList<JobChange>();
    var recording =
        new Reopened(store) {
          @Override
          public Set<JobId> commit(List<JobChange> changes) {
            commits.addAll(changes);
            return super.commit(changes);
          }
        };
    var again =
        Scheduler.builder().persistence(recording).handler(Target.handler("work"), run -> {});
    try (var time = TestScheduler.start(again.job(job), now)) {
      time.advance(ofMinutes(1));
      assertThat(time.scheduler().jobs(JobQuery.all()).items()).hasSize(1);
    }
    assertThat(commits)
        .as("a declaration that has not changed is no write; only the refuted create is tried")
        .allMatch(change -> change.expectedVersion() == 0);
    assertThat(store.load(job.id()).orElseThrow().version()).isEqualTo(versionBefore);
  }

  @Test
  void a_changed_declaration_replaces_the_trigger_and_keeps_count_and_log() {
    runFor(ofSeconds(35), Job.of("job", WORK, Trigger.every(ofSeconds(10))).withMaxExecutions(5));
    try (var time = start(Job.of("job", WORK, Trigger.every(ofSeconds(20))).withMaxExecutions(5))) {
      time.advance(ofMinutes(10));
      assertThat(starts)
          .extracting(instant -> Duration.between(START, instant).toSeconds())
          .containsExactly(10L, 20L, 30L, 40L, 60L);
      assertThat(time.executions("job")).hasSize(5);
      assertThat(time.job("job").status().state()).isEqualTo(JobState.FINISHED);
    }
  }

  @Test
  void an_operators_pause_survives_restarts_and_changes_of_the_code() {
    try (var time = start(Job.of("job", WORK, Trigger.every(ofSeconds(10))))) {
      time.job("job").pause("ticket 4711");
      now = time.now();
    }
    try (var time = start(Job.of("job", WORK, Trigger.every(ofSeconds(30))))) {
      time.advance(ofMinutes(5));
      assertThat(time.job("job").status().state()).isEqualTo(JobState.PAUSED);
      assertThat(time.job("job").status().note()).isEqualTo("ticket 4711");
      assertThat(starts).isEmpty();
    }
  }

  @Test
  void an_update_at_run_time_survives_restarts_until_the_code_changes() {
    var declared = Job.of("job", WORK, Trigger.every(ofSeconds(10)));
    try (var time = start(declared)) {
      time.job("job").update(job -> job.withTrigger(Trigger.every(ofMinutes(1))));
      now = time.now();
    }
    runFor(ofMinutes(3), declared);
    assertThat(starts).hasSize(3);
    starts.clear();
    runFor(ofMinutes(3), Job.of("job", WORK, Trigger.every(ofSeconds(90))));
    assertThat(starts).hasSize(2);
  }

  @Test
  void a_job_that_is_no_longer_declared_is_paused_with_a_note_and_resumes_when_it_is_again() {
    var job = Job.of("job", WORK, Trigger.every(ofSeconds(10)));
    var other = Job.of("other", WORK, Trigger.at(START.plus(ofHours(100))));
    runFor(ofSeconds(15), job);
    try (var time = start(other)) {
      time.advance(ofMinutes(1));
      now = time.now();
      assertThat(time.job("job").status().state()).isEqualTo(JobState.PAUSED);
      assertThat(time.job("job").status().note()).isEqualTo("no longer declared");
      assertThat(starts).hasSize(1);
    }
    runFor(ofSeconds(31), job);
    assertThat(starts).hasSize(4);
  }

  @Test
  void a_scheduler_that_declares_nothing_retires_nothing() {
    runFor(ofSeconds(15), Job.of("job", WORK, Trigger.every(ofSeconds(10))));
    runFor(ofSeconds(15));
    assertThat(starts).hasSize(3);
  }

  @Test
  void a_declared_job_that_ran_once_does_not_run_again_when_its_log_was_trimmed() {
    var job = Job.of("once", WORK, Trigger.at(START.plusSeconds(5)));
    var shortly = new Retention(1, ofMinutes(1));
    try (var time = TestScheduler.start(declaring(job).retention(shortly), now)) {
      time.advance(ofMinutes(20));
      assertThat(time.executions("once")).isEmpty();
      time.down(ofMinutes(1));
      time.advance(ofMinutes(20));
    }
    assertThat(starts).hasSize(1);
  }

  @Test
  void a_job_that_was_scheduled_leaves_with_the_last_line_of_its_log() {
    try (var time =
        TestScheduler.start(declaring().retention(new Retention(1, ofMinutes(1))), now)) {
      time.scheduler().schedule(Job.of("once", WORK, Trigger.at(START.plusSeconds(5))));
      time.advance(ofSeconds(30));
      assertThat(time.executions("once"))
          .singleElement()
          .satisfies(line -> assertThat(line.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
      time.advance(ofMinutes(20));
      assertThat(time.scheduler().find("once")).isEmpty();
    }
  }

  @Test
  void a_job_that_is_to_be_kept_stays_as_it_is_while_others_are_retired() {
    var kept = Job.of("kept", WORK, Trigger.every(ofSeconds(10)));
    var gone = Job.of("gone", WORK, Trigger.every(ofSeconds(10)));
    var other = Job.of("other", WORK, Trigger.at(START.plus(ofHours(100))));
    runFor(ofSeconds(15), kept, gone);
    try (var time =
        TestScheduler.start(
            declaring(other).declare(jobs -> jobs.keep("kept").keep("never-stored")), now)) {
      time.advance(ofSeconds(20));
      assertThat(time.job("kept").status().state()).isEqualTo(JobState.ACTIVE);
      assertThat(time.job("gone").status().state()).isEqualTo(JobState.PAUSED);
      assertThat(time.scheduler().find("never-stored")).isEmpty();
    }
    assertThat(starts).hasSize(4);
  }

  @Test
  void nothing_is_retired_where_the_undeclared_are_to_be_kept() {
    var other = Job.of("other", WORK, Trigger.at(START.plus(ofHours(100))));
    runFor(ofSeconds(15), Job.of("job", WORK, Trigger.every(ofSeconds(10))));
    var keeping = declaring(other).declare(jobs -> jobs.keepUndeclared().retireUndeclared());
    try (var time = TestScheduler.start(keeping, now)) {
      assertThat(time.job("job").status().state()).isEqualTo(JobState.ACTIVE);
    }
  }

  @Test
  void declaring_nothing_on_purpose_retires_everything() {
    runFor(ofSeconds(15), Job.of("job", WORK, Trigger.every(ofSeconds(10))));
    try (var time = TestScheduler.start(declaring().declare(DeclaredJobs::retireUndeclared), now)) {
      assertThat(time.job("job").status().note()).isEqualTo("no longer declared");
    }
  }

  @Test
  void a_job_that_is_switched_off_is_not_created_or_paused_and_goes_on_when_it_is_on_again() {
    var job = Job.of("job", WORK, Trigger.every(ofSeconds(10))).withMaxExecutions(3);
    try (var time =
        TestScheduler.start(declaring(job).declare(jobs -> jobs.switchOff("job")), now)) {
      assertThat(time.scheduler().find("job")).isEmpty();
    }
    runFor(ofSeconds(25), job);
    try (var time =
        TestScheduler.start(declaring(job).declare(jobs -> jobs.switchOff("job")), now)) {
      time.advance(ofMinutes(1));
      now = time.now();
      assertThat(time.job("job").status().state()).isEqualTo(JobState.PAUSED);
      assertThat(time.job("job").status().note()).isEqualTo("switched off where it is declared");
    }
    try (var time = start(job)) {
      time.advance(ofMinutes(1));
      assertThat(time.job("job").status().executionCount()).isEqualTo(3);
    }
    assertThat(starts).hasSize(3);
  }

  @Test
  void a_broken_job_from_outside_is_told_and_kept_and_stops_nobody() {
    var sound = Job.of("sound", WORK, Trigger.every(ofSeconds(10)));
    var nowhere = Job.of("moved", Target.of("nowhere", "x"), Trigger.every(ofSeconds(10)));
    var told = new CopyOnWriteArrayList<String>();
    runFor(ofSeconds(15), Job.of("moved", WORK, Trigger.every(ofSeconds(10))), sound);
    var builder =
        declaring(sound)
            .declare(jobs ->
                jobs.job(nowhere, fault -> told.add(fault.getMessage()))
                    .job(sound, fault -> told.add(fault.getMessage())));
    try (var time = TestScheduler.start(builder, now)) {
      time.advance(ofSeconds(20));
      assertThat(time.job("moved").status().state()).isEqualTo(JobState.ACTIVE);
    }
    assertThat(told)
        .satisfiesExactly(
            first -> assertThat(first).contains("job moved", "no executor 'nowhere'"),
            second -> assertThat(second).isEqualTo("job sound is declared elsewhere too"));
    assertThat(starts).hasSize(6);
  }
}
