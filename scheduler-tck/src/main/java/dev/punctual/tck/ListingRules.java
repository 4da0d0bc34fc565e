package dev.punctual.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.JobState;
import dev.punctual.Page;
import dev.punctual.Payload;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** P11 and P14: listings, their filters and pages, and purging. */
abstract class ListingRules extends DueRules {
  @Test
  void p11_jobs_are_listed_by_id_and_each_filter_narrows_the_list() {
    commit(
        Draft.job("b").state(JobState.PAUSED).tags(Set.of("red", "blue")),
        Draft.job("a").executor("http").tags(Set.of("red")),
        Draft.job("a/b").executor("http").state(JobState.PAUSED),
        Draft.job("A"));
    assertThat(ids(JobQuery.all())).containsExactly("A", "a", "a/b", "b");
    assertThat(ids(JobQuery.all().withState(JobState.PAUSED))).containsExactly("a/b", "b");
    assertThat(ids(JobQuery.all().withTag("red"))).containsExactly("a", "b");
    assertThat(ids(JobQuery.all().withTag("re"))).isEmpty();
    assertThat(ids(JobQuery.all().withExecutor("http"))).containsExactly("a", "a/b");
    assertThat(ids(JobQuery.all().withIdPrefix("a"))).containsExactly("a", "a/b");
    assertThat(ids(JobQuery.all().withIdPrefix("a").withState(JobState.PAUSED).withTag("red")))
        .isEmpty();
    assertThat(ids(JobQuery.all().withState(JobState.UNREADABLE))).isEmpty();
  }

  @Test
  void p11_filters_take_every_text_literally() {
    List<String> texts = Texts.HOSTILE;
    for (int i = 0; i < texts.size(); i++) {
      commit(Draft.job("job_" + i).tags(Set.of(texts.get(i), "t" + i)));
    }
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      assertThat(ids(JobQuery.all().withTag(text))).as(text).containsExactly("job_" + i);
      assertThat(ids(JobQuery.all().withExecutor(text))).as(text).isEmpty();
      assertThat(ids(JobQuery.all().withIdPrefix(text)))
          .as(text)
          .hasSize(text.isEmpty() ? texts.size() : 0);
    }
    assertThat(ids(JobQuery.all().withIdPrefix("job%"))).isEmpty();
    assertThat(ids(JobQuery.all().withIdPrefix("job_1"))).contains("job_1").hasSizeLessThan(20);
  }

  @Test
  void p11_listed_jobs_come_with_their_definition_and_may_leave_out_the_payload() {
    Draft draft = Draft.job("a").wake(NOON);
    commit(draft);
    StoredJob job = (StoredJob) store().jobs(JobQuery.all()).items().getFirst();
    assertThat(job.record()).isEqualTo(draft.record());
    assertThat(job.definition()).isEqualTo("definition of a");
  }

  @Test
  void p11_paging_through_jobs_visits_each_once_whatever_is_added_meanwhile() {
    for (int i = 10; i < 30; i++) {
      commit(Draft.job("job-" + i));
    }
    var seen = new ArrayList<String>();
    JobQuery query = JobQuery.all().limit(3);
    Page<JobRow> page = store().jobs(query);
    for (int added = 0; ; added++) {
      page.forEach(job -> seen.add(job.id().value()));
      if (page.next().isEmpty()) {
        break;
      }
      commit(Draft.job("a" + added), Draft.job("job-1" + added + "x"), Draft.job("z" + added));
      page = store().jobs(query.after(page.next().get()));
    }
    assertThat(seen).doesNotHaveDuplicates().isSorted();
    for (int i = 10; i < 30; i++) {
      assertThat(seen).contains("job-" + i);
    }
  }

  @Test
  void p11_executions_are_listed_newest_first_and_each_filter_narrows_the_list() {
    ExecutionRecord first = Executions.ended("a", NOON, ExecutionStatus.SUCCEEDED);
    ExecutionRecord second = Executions.ended("b", NOON.plusSeconds(1), ExecutionStatus.FAILED);
    ExecutionRecord third = Executions.ended("a", NOON.plusSeconds(2), ExecutionStatus.UNKNOWN);
    ExecutionRecord open = Executions.open("b", NOON.plusSeconds(3), OTHER);
    commit(Draft.job("a").ended(third, first), Draft.job("b").ended(second).open(open));

    ExecutionQuery all = ExecutionQuery.all();
    assertThat(executions(all)).containsExactly(open, third, second, first);
    assertThat(executions(ExecutionQuery.ofJob("a"))).containsExactly(third, first);
    assertThat(executions(ExecutionQuery.ofJob("none"))).isEmpty();
    assertThat(executions(ExecutionQuery.of(second.id()))).containsExactly(second);
    assertThat(executions(ExecutionQuery.of(open.id()))).containsExactly(open);
    assertThat(executions(all.withStatus(ExecutionStatus.FAILED, ExecutionStatus.UNKNOWN)))
        .containsExactly(third, second);
    assertThat(executions(all.withStatus(ExecutionStatus.CLAIMED, ExecutionStatus.SUCCEEDED)))
        .containsExactly(open, first);
    assertThat(executions(all.from(NOON.plusSeconds(1)).until(NOON.plusSeconds(3))))
        .containsExactly(third, second);
    assertThat(executions(all.from(NOON.plusNanos(1)).until(NOON.plusSeconds(1).plusNanos(1))))
        .containsExactly(second);
  }

  @Test
  void p11_paging_through_executions_visits_each_once_whatever_is_added_meanwhile() {
    Draft draft = Draft.job("a");
    commit(draft);
    var expected = new ArrayList<ExecutionRecord>();
    for (int i = 0; i < 20; i++) {
      draft = draft.next().ended(ended(i));
      commit(draft);
      expected.addFirst(draft.ended().getFirst());
    }
    var seen = new ArrayList<ExecutionRecord>();
    ExecutionQuery query = ExecutionQuery.ofJob("a").limit(3);
    Page<ExecutionRecord> page = store().executions(query);
    for (int added = 100; ; added++) {
      seen.addAll(page.items());
      if (page.next().isEmpty()) {
        break;
      }
      draft = draft.next().ended(ended(added));
      commit(draft);
      page = store().executions(query.after(page.next().get()));
    }
    assertThat(seen).isEqualTo(expected);
  }

  private static ExecutionRecord ended(int minute) {
    return Executions.ended("a", NOON.plusSeconds(60L * minute), ExecutionStatus.SUCCEEDED);
  }

  @Test
  void p14_lines_that_ended_before_the_instant_go_and_no_others() {
    commit(Draft.job("a").ended(ended(0), ended(1), ended(2)));
    assertThat(store().purge(ended(1).end().orElseThrow(), 100, 100)).isEqualTo(1);
    assertThat(executions(ExecutionQuery.all())).containsExactly(ended(2), ended(1));
  }

  @Test
  void p14_all_but_the_latest_successes_of_each_job_go_and_failures_stay() {
    ExecutionRecord failed = Executions.ended("a", NOON, ExecutionStatus.FAILED);
    ExecutionRecord accepted =
        Executions.ended("a", NOON.plusSeconds(30), ExecutionStatus.ACCEPTED);
    commit(
        Draft.job("a").ended(failed, accepted, ended(1), ended(2), ended(3)),
        Draft.job("b").ended(Executions.ended("b", NOON, ExecutionStatus.SUCCEEDED)));
    assertThat(store().purge(NOON, 2, 100)).isEqualTo(2);
    assertThat(executions(ExecutionQuery.ofJob("a"))).containsExactly(ended(3), ended(2), failed);
    assertThat(executions(ExecutionQuery.ofJob("b"))).hasSize(1);
    assertThat(store().purge(NOON, 2, 100)).isZero();
  }

  @Test
  void p14_a_call_removes_at_most_the_limit_and_the_next_goes_on() {
    commit(Draft.job("a").ended(ended(0), ended(1), ended(2), ended(3), ended(4)));
    assertThat(store().purge(NOON.plusSeconds(9_999), 1, 2)).isEqualTo(2);
    assertThat(store().purge(NOON.plusSeconds(9_999), 1, 2)).isEqualTo(2);
    assertThat(store().purge(NOON.plusSeconds(9_999), 1, 2)).isEqualTo(1);
    assertThat(store().purge(NOON.plusSeconds(9_999), 1, 2)).isZero();
    assertThat(executions(ExecutionQuery.all())).isEmpty();
  }

  @Test
  void p14_finished_and_cancelled_jobs_go_with_their_last_line_others_stay() {
    commit(
        Draft.job("finished").state(JobState.FINISHED).ended(line("finished")),
        Draft.job("cancelled").state(JobState.CANCELLED).ended(line("cancelled")),
        Draft.job("active").ended(line("active")),
        Draft.job("paused").state(JobState.PAUSED).ended(line("paused")),
        Draft.job("ending")
            .state(JobState.CANCELLED)
            .ended(line("ending"))
            .open(Executions.open("ending", NOON.plusSeconds(1), Draft.NODE)));
    assertThat(store().purge(NOON, 0, 100)).isEqualTo(5);
    assertThat(ids(JobQuery.all())).containsExactly("active", "ending", "paused");
    assertThat(executions(ExecutionQuery.all())).hasSize(1);
  }

  @Test
  void p14_a_finished_job_stays_while_it_has_a_line() {
    commit(Draft.job("a").state(JobState.FINISHED).ended(line("a")));
    assertThat(store().purge(NOON, 1, 100)).isZero();
    assertThat(ids(JobQuery.all())).containsExactly("a");
  }

  @Test
  void p14_a_declared_job_and_one_that_never_had_a_line_stay() {
    commit(
        Draft.job("declared")
            .state(JobState.FINISHED)
            .tags(Set.of("a", JobRecord.DECLARED))
            .ended(line("declared")),
        Draft.job("never-ran").state(JobState.CANCELLED));
    assertThat(store().purge(NOON.plusSeconds(9), 0, 100)).isEqualTo(1);
    assertThat(store().purge(NOON.plusSeconds(9), 0, 100)).isZero();
    assertThat(ids(JobQuery.all())).containsExactly("declared", "never-ran");
  }

  @Test
  void p14_a_job_that_was_purged_can_be_created_again() {
    commit(Draft.job("a").state(JobState.FINISHED).ended(line("a")));
    assertThat(store().purge(NOON, 0, 100)).isEqualTo(1);
    assertThat(store().load(JobId.of("a"))).isEqualTo(Optional.empty());
    commit(Draft.job("a").define("again", Payload.none()));
    assertThat(load("a").definition()).isEqualTo("again");
  }

  private static ExecutionRecord line(String job) {
    return Executions.ended(job, NOON, ExecutionStatus.SUCCEEDED);
  }
}
