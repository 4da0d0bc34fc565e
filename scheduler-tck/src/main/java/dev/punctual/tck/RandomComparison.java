package dev.punctual.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionQuery;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.Persistence;
import dev.punctual.spi.StoredJob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes the same random calls to a store and to the store in memory, and compares every answer.
 * Times, ids and texts come from small pools, so that versions clash, pages split ties and filters
 * hit.
 */
final class RandomComparison implements AutoCloseable {
  private final long seed;
  private final Persistence store;
  private final Persistence reference = Persistence.inMemory();
  private final RandomRecords random;

  RandomComparison(long seed, Persistence store, boolean severalNodes) {
    this.seed = seed;
    this.store = store;
    this.random = new RandomRecords(seed, severalNodes);
  }

  void run(int calls) {
    for (int call = 0; call < calls; call++) {
      try {
        step();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "call " + call + " of the sequence with -Dpunctual.tck.seed=" + seed, e);
      }
    }
  }

  private void step() {
    switch (random.below(10)) {
      case 0, 1, 2, 3 -> commit();
      case 4 -> load();
      case 5, 6 -> due();
      case 7 -> compareJobs(random.jobQuery());
      case 8 -> compareExecutions(random.executionQuery());
      default -> {
        if (random.below(5) == 0) {
          purge();
        }
      }
    }
  }

  private void commit() {
    List<JobChange> changes = random.changes(id -> reference.load(id));
    assertThat(store.commit(changes)).isEqualTo(reference.commit(changes));
  }

  private void load() {
    JobId id = random.job();
    assertThat(store.load(id)).isEqualTo(reference.load(id));
  }

  private void due() {
    DueQuery query = random.dueQuery();
    DueBatch batch = store.due(query);
    DueBatch expected = reference.due(query);
    compare(withoutPayloads(StoreRules.due(store, query)), StoreRules.due(reference, query));
    if (batch.jobs().size() == expected.jobs().size()) {
      assertThat(batch.deadNodes()).isEqualTo(expected.deadNodes());
    }
    expected
        .nextWake()
        .ifPresent(wake ->
            assertThat(batch.nextWake())
                .hasValueSatisfying(found -> assertThat(found).isBeforeOrEqualTo(wake)));
  }

  private void compareJobs(JobQuery query) {
    compare(withoutPayloads(StoreRules.jobs(store, query)), StoreRules.jobs(reference, query));
  }

  private void compareExecutions(ExecutionQuery query) {
    compare(StoreRules.executions(store, query), StoreRules.executions(reference, query));
  }

  private void purge() {
    Instant before = random.time();
    int keep = random.below(5);
    assertThat(purged(store, before, keep)).isEqualTo(purged(reference, before, keep));
    compareExecutions(ExecutionQuery.all());
    compareJobs(JobQuery.all());
  }

  private static int purged(Persistence store, Instant before, int keep) {
    int all = 0;
    for (int some = -1; some != 0; all += some) {
      some = store.purge(before, keep, 50);
    }
    return all;
  }

  /** Names the first item that differs, not the whole lists. */
  private static <T> void compare(List<T> answer, List<T> expected) {
    for (int i = 0; i < Math.min(answer.size(), expected.size()); i++) {
      assertThat(answer.get(i)).as("item %d", i).isEqualTo(expected.get(i));
    }
    assertThat(answer).as("number of items").hasSameSizeAs(expected);
  }

  private static List<JobRow> withoutPayloads(List<JobRow> rows) {
    return rows.stream()
        .map(row ->
            row instanceof StoredJob job
                ? new StoredJob(job.record(), job.definition(), Optional.empty())
                : row)
        .toList();
  }

  @Override
  public void close() {
    reference.close();
  }
}
