package dev.punctual.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** P8 to P10: what is due, what cannot be read, whose node is dead. */
abstract class DueRules extends WriteRules {
  @Test
  void p8_jobs_are_due_up_to_the_asked_instant_inclusive_in_order_of_wake_time_and_id() {
    commit(
        Draft.job("late").wake(NOON.plusMillis(1)),
        Draft.job("b").wake(NOON),
        Draft.job("a").wake(NOON),
        Draft.job("first").wake(NOON.minusSeconds(1)),
        Draft.job("never"));
    DueBatch batch = due(NOON, 10, "handler");
    assertThat(ids(batch)).containsExactly("first", "a", "b");
    assertThat(batch.next()).isEmpty();
    assertThat(batch.deadNodes()).isEmpty();
  }

  @Test
  void p8_a_due_job_comes_with_its_definition() {
    Draft draft = Draft.job("a").wake(NOON).tags(Set.of("t"));
    commit(draft);
    StoredJob job = (StoredJob) due(NOON, 10, "handler").jobs().getFirst();
    assertThat(job.record()).isEqualTo(draft.record());
    assertThat(job.definition()).isEqualTo("definition of a");
  }

  @Test
  void p8_only_jobs_of_the_asked_executors_are_due() {
    commit(
        Draft.job("a").wake(NOON).executor("handler"),
        Draft.job("b").wake(NOON.minusSeconds(1)).executor("http"),
        Draft.job("c").wake(NOON).executor("lambda"));
    assertThat(ids(due(NOON, 10, "handler", "lambda"))).containsExactly("a", "c");
    assertThat(ids(due(NOON, 10))).isEmpty();
    assertThat(ids(dueExcept(NOON, "handler", "lambda"))).containsExactly("b");
    assertThat(ids(dueExcept(NOON))).containsExactly("b", "a", "c");
    assertThat(ids(dueExcept(NOON, "handler", "http", "lambda"))).isEmpty();
  }

  @Test
  void p8_many_executors_can_be_asked_at_once() {
    var names = new String[130];
    for (int i = 0; i < names.length; i++) {
      names[i] = "executor-" + i;
      commit(Draft.job("job-" + i).executor(names[i]).wake(NOON.minusMillis(i)));
    }
    List<String> found = ids(due(NOON, 1_000, names));
    assertThat(found).hasSize(130).startsWith("job-129", "job-128").endsWith("job-1", "job-0");
    assertThat(ids(due(NOON, 3, names))).containsExactly("job-129", "job-128", "job-127");
    assertThat(ids(dueExcept(NOON, names))).isEmpty();
  }

  @Test
  void p8_the_next_wake_time_may_be_early_but_never_late() {
    commit(
        Draft.job("a").wake(NOON),
        Draft.job("b").wake(NOON.plusSeconds(5)),
        Draft.job("c").wake(NOON.plusSeconds(2)).executor("http"));
    assertThat(due(NOON, 10, "handler").nextWake()).hasValueSatisfying(notAfter(5));
    assertThat(due(NOON, 10, "handler", "http").nextWake()).hasValueSatisfying(notAfter(2));
    assertThat(dueExcept(NOON, "handler").nextWake()).hasValueSatisfying(notAfter(2));
    assertThat(due(NOON.minusSeconds(1), 1, "handler").nextWake()).hasValueSatisfying(notAfter(0));
  }

  private static Consumer<Instant> notAfter(int seconds) {
    return wake -> assertThat(wake).isBeforeOrEqualTo(NOON.plusSeconds(seconds));
  }

  @Test
  void p8_a_job_that_woke_and_slept_again_is_found_by_its_new_wake_time_only() {
    Draft draft = Draft.job("a").wake(NOON);
    commit(draft);
    commit(draft.next().wake(NOON.plusSeconds(9)));
    assertThat(ids(due(NOON.plusSeconds(8), 10, "handler"))).isEmpty();
    commit(draft.next().next().asleep());
    assertThat(ids(due(NOON.plusSeconds(99), 10, "handler"))).isEmpty();
    commit(draft.next().next().next().wake(NOON).executor("http"));
    assertThat(ids(due(NOON, 10, "handler"))).isEmpty();
    assertThat(ids(due(NOON, 10, "http"))).containsExactly("a");
  }

  @Test
  void p8_jobs_with_an_open_execution_of_a_dead_node_come_first_and_once() {
    Assumptions.assumeTrue(
        isExclusive(), "not checked here: in a store of several nodes a lease has to end first");
    commit(
        Draft.job("z").wake(NOON.plusSeconds(9)).open(Executions.open("z", NOON, OTHER)),
        Draft.job("y").open(Executions.open("y", NOON, OTHER)),
        Draft.job("x").wake(NOON).open(Executions.open("x", NOON, OTHER)),
        Draft.job("mine").wake(NOON).open(Executions.open("mine", NOON, Draft.NODE)),
        Draft.job("http").executor("http").open(Executions.open("http", NOON, OTHER)),
        Draft.job("a").wake(NOON));
    DueBatch batch = due(NOON, 10, "handler");
    assertThat(ids(batch)).containsExactly("x", "y", "z", "a", "mine");
    assertThat(batch.deadNodes()).containsExactly(OTHER);
    assertThat(ids(dueExcept(NOON, "handler"))).containsExactly("http");
  }

  @Test
  void p8_following_the_marks_visits_each_due_job_once_in_order() {
    for (int i = 0; i < 10; i++) {
      commit(
          Draft.job("dead-" + i).wake(NOON).open(Executions.open("dead-" + i, NOON, OTHER)),
          Draft.job("same-" + i).wake(NOON),
          Draft.job("http-" + i).wake(NOON.minusSeconds(i)).executor("http"));
    }
    for (int limit = 1; limit <= 31; limit++) {
      DueQuery query =
          new DueQuery(
              Draft.NODE, NOON, NOON, Set.of("handler", "http"), false, limit, Optional.empty());
      List<JobRow> paged = due(store(), query);
      assertThat(paged).hasSize(30).doesNotHaveDuplicates();
      assertThat(paged).isEqualTo(due(NOON, 100, "handler", "http").jobs());
    }
  }

  @Test
  void p10_a_node_with_a_lease_is_dead_to_an_exclusive_store_only() {
    Instant time = store().heartbeat(OTHER, NOON, Duration.ofHours(1));
    assertThat(store().heartbeat(Draft.NODE, NOON, Duration.ofHours(1))).isAfterOrEqualTo(time);
    commit(Draft.job("a").open(Executions.open("a", NOON, OTHER)));
    assertThat(ids(due(NOON, 10, "handler")).isEmpty()).isEqualTo(!isExclusive());
  }

  @Test
  void p10_an_exclusive_store_goes_by_the_clock_of_its_opener() {
    Instant time = store().heartbeat(Draft.NODE, NOON, Duration.ofSeconds(30));
    assertThat(time.equals(NOON) || !isExclusive()).isTrue();
    assertThat(due(NOON, 10, "handler").now().equals(NOON) || !isExclusive()).isTrue();
  }

  @Test
  void p10_an_execution_that_nobody_holds_makes_no_job_due() {
    commit(Draft.job("a").open(Samples.unclaimed("a", NOON)));
    assertThat(ids(due(NOON, 10, "handler"))).isEmpty();
  }
}
