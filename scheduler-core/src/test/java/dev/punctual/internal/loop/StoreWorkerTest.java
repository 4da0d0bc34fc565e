package dev.punctual.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.JobId;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.Definition;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreWorkerTest {
  private static final NodeId NODE = new NodeId("node");

  private final Set<JobId> poison = new TreeSet<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final HookedStore store =
      HookedStore.beforeCommits(changes -> {
        sizes.add(changes.size());
        if (changes.stream().anyMatch(change -> poison.contains(change.id()))) {
          throw new IllegalStateException("cannot be stored");
        }
      });
  private final StoreWorker worker = new StoreWorker(store);
  private final List<JobId> stored = new ArrayList<>();
  private final List<JobId> failed = new ArrayList<>();

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "0, 2",
    "1, 2",
    "0, 41",
    "1, 41",
    "20, 41",
    "40, 41",
    "0, 1000",
    "999, 1000",
    "3999, 4000",
    "4700, 5500"
  })
  void one_bad_change_does_not_keep_the_others_of_its_round_from_being_stored(int bad, int all) {
    poison.add(job(bad));
    round(all);
    assertThat(failed).containsExactly(job(bad));
    assertThat(stored).hasSize(all - 1).doesNotContain(job(bad));
  }

  @Test
  void a_change_that_failed_alone_is_tried_alone_and_last_until_it_succeeds() {
    poison.add(job(0));
    round(41);
    round(41);
    assertThat(sizes).containsExactly(40, 1);

    poison.clear();
    round(41);
    assertThat(sizes).containsExactly(40, 1);
    round(41);
    assertThat(sizes).containsExactly(41);
  }

  @Test
  void several_bad_changes_are_found_round_by_round_and_the_others_are_stored() {
    IntStream.range(0, 50).forEach(i -> poison.add(job(i * 20)));
    int rounds = 0;
    do {
      round(1_000);
      rounds++;
    } while (stored.size() < 950);
    assertThat(rounds).isLessThanOrEqualTo(3);
    assertThat(failed).hasSize(50);
  }

  @Test
  void a_store_that_is_away_is_not_asked_again_and_again_and_nobody_is_blamed_for_it() {
    IntStream.range(0, 5_000).forEach(i -> poison.add(job(i)));
    round(5_000);
    assertThat(failed).hasSize(5_000);
    assertThat(sizes).hasSizeLessThanOrEqualTo(24);

    poison.clear();
    round(5_000);
    assertThat(sizes).containsExactly(4_000, 1_000);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"40, 50, 20", "50, 50, 50", "20, 50, 20", "10, 50, 10", "5, 5, 5"})
  void what_can_run_is_told_job_by_job_before_changes_are_stored(int limit, int due, int first) {
    store.commit(IntStream.range(0, due).mapToObj(i -> change(job(i), Instant.EPOCH)).toList());
    var told = new ArrayList<String>();
    worker.answer(
        List.of(commit(job(99)), new StoreRequest.Due(due(limit), StoreRequest.Purpose.RUN)),
        answer -> told.add(answer.getClass().getSimpleName()));

    var expected = new ArrayList<>(Collections.nCopies(first, "Found"));
    expected.add("DueFound");
    expected.addAll(Collections.nCopies(limit - first, "Found"));
    expected.add("Committed");
    assertThat(told).isEqualTo(expected);
  }

  @Test
  void what_is_only_counted_is_looked_for_after_changes_are_stored_and_told_as_a_whole() {
    store.commit(List.of(change(job(0), Instant.EPOCH)));
    var told = new ArrayList<String>();
    worker.answer(
        List.of(new StoreRequest.Due(due(10), StoreRequest.Purpose.COUNT_OVERDUE), commit(job(99))),
        answer -> told.add(answer.getClass().getSimpleName()));

    assertThat(told).containsExactly("Committed", "DueFound");
  }

  private static DueQuery due(int limit) {
    return new DueQuery(
        NODE, Instant.EPOCH, Instant.EPOCH, Set.of(), true, limit, Optional.empty());
  }

  private void round(int jobs) {
    sizes.clear();
    stored.clear();
    failed.clear();
    var requests = IntStream.range(0, jobs).mapToObj(i -> commit(job(i))).toList();
    worker.answer(
        requests,
        answer -> {
          switch (answer) {
            case LoopEvent.Committed(JobId id, var change, var accepted, var payload) ->
                stored.add(id);
            case LoopEvent.CommitFailed(JobId id, var change, var error) -> failed.add(id);
            default -> throw new AssertionError(answer);
          }
        });
  }

  private static JobId job(int number) {
    return JobId.of("job-%04d".formatted(number));
  }

  private static StoreRequest commit(JobId id) {
    return new StoreRequest.Commit(change(id, null), false, false);
  }

  private static JobChange change(JobId id, @Nullable Instant wake) {
    var record =
        new JobRecord(
            id,
            1,
            new ChangeId(NODE, 1),
            Optional.ofNullable(wake),
            JobState.ACTIVE,
            Target.HANDLERS,
            Set.of(),
            "",
            List.of());
    var definition = Optional.of(new Definition("", Payload.none()));
    return new JobChange(0, record, definition, List.of());
  }
}
