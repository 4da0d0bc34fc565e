package dev.punctual.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionQuery;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.NodeId;
import dev.punctual.Page;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.Persistence;
import dev.punctual.spi.StoredJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What an implementer provides, and what all tests of a store use. */
abstract class StoreRules {
  static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
  static final NodeId OTHER = new NodeId("node-2");

  private Persistence store = Persistence.inMemory();

  /** For subclasses. */
  StoreRules() {}

  /**
   * Makes a new, empty store.
   *
   * @return the store, which the kit closes
   * @throws Exception to fail the test
   */
  protected abstract Persistence create() throws Exception;

  /**
   * Whether the store has one opener at a time, so that every node but the asking one is dead.
   *
   * @return false for a store of several nodes
   */
  protected boolean isExclusive() {
    return true;
  }

  @BeforeEach
  void createStore() throws Exception {
    store = create();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  Persistence store() {
    return store;
  }

  void replaceStore(Persistence reopened) {
    store = reopened;
  }

  void commit(Draft... drafts) {
    assertThat(refused(drafts)).isEmpty();
  }

  Set<JobId> refused(Draft... drafts) {
    return store.commit(List.of(drafts).stream().map(Draft::change).toList());
  }

  StoredJob load(String id) {
    return (StoredJob) store.load(JobId.of(id)).orElseThrow();
  }

  DueBatch due(Instant until, int limit, String... executors) {
    return store.due(
        new DueQuery(Draft.NODE, NOON, until, Set.of(executors), false, limit, Optional.empty()));
  }

  DueBatch dueExcept(Instant until, String... executors) {
    return store.due(
        new DueQuery(Draft.NODE, NOON, until, Set.of(executors), true, 100, Optional.empty()));
  }

  static List<String> ids(DueBatch batch) {
    return batch.jobs().stream().map(job -> job.id().value()).toList();
  }

  List<String> ids(JobQuery query) {
    return jobs(store, query).stream().map(job -> job.id().value()).toList();
  }

  List<ExecutionRecord> executions(ExecutionQuery query) {
    return executions(store, query);
  }

  static List<JobRow> jobs(Persistence store, JobQuery query) {
    var all = new ArrayList<JobRow>();
    for (Optional<JobQuery> ask = Optional.of(query); ask.isPresent(); ) {
      Page<JobRow> page = store.jobs(ask.get());
      assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit());
      all.addAll(page.items());
      ask = page.next().map(query::after);
    }
    return all;
  }

  static List<ExecutionRecord> executions(Persistence store, ExecutionQuery query) {
    var all = new ArrayList<ExecutionRecord>();
    for (Optional<ExecutionQuery> ask = Optional.of(query); ask.isPresent(); ) {
      Page<ExecutionRecord> page = store.executions(ask.get());
      assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit());
      all.addAll(page.items());
      ask = page.next().map(query::after);
    }
    return all;
  }

  static List<JobRow> due(Persistence store, DueQuery query) {
    var all = new ArrayList<JobRow>();
    for (Optional<DueQuery> ask = Optional.of(query); ask.isPresent(); ) {
      DueBatch page = store.due(ask.get());
      assertThat(page.jobs()).hasSizeLessThanOrEqualTo(query.limit());
      all.addAll(page.jobs());
      ask = page.next().map(mark -> after(query, mark));
    }
    return all;
  }

  static DueQuery after(DueQuery query, DueQuery.Mark mark) {
    return new DueQuery(
        query.node(),
        query.now(),
        query.until(),
        query.executors(),
        query.complement(),
        query.limit(),
        Optional.of(mark));
  }
}
