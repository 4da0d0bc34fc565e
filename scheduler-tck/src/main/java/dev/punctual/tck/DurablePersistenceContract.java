package dev.punctual.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.Persistence;
import dev.punctual.spi.StoredJob;
import org.junit.jupiter.api.Test;

/**
 * The contract of a store that outlives its opener. What survives a killed process or a loss of
 * power takes faults that only the implementer can bring about, and is theirs to test.
 */
public abstract class DurablePersistenceContract extends PersistenceContract {
  /** For subclasses. */
  protected DurablePersistenceContract() {}

  /**
   * Opens again what {@link #create} made last and the kit has closed.
   *
   * @return the same store
   * @throws Exception to fail the test
   */
  protected abstract Persistence reopen() throws Exception;

  void reopenStore() throws Exception {
    store().close();
    replaceStore(reopen());
  }

  @Test
  void p3_what_was_committed_is_there_after_reopening() throws Exception {
    ExecutionRecord open = Executions.open("a", NOON, Draft.NODE);
    ExecutionRecord ended = Executions.ended("b", NOON.minusSeconds(60), ExecutionStatus.SUCCEEDED);
    commit(Draft.job("a").wake(NOON).open(open), Draft.job("b").ended(ended));
    StoredJob a = load("a");
    StoredJob b = load("b");

    reopenStore();
    assertThat(load("a")).isEqualTo(a);
    assertThat(load("b")).isEqualTo(b);
    assertThat(executions(ExecutionQuery.all())).containsExactly(open, ended);
  }

  @Test
  void p3_a_job_that_was_purged_and_created_again_is_there_after_reopening() throws Exception {
    ExecutionRecord ended = Executions.ended("a", NOON.minusSeconds(60), ExecutionStatus.SUCCEEDED);
    commit(Draft.job("a").state(JobState.FINISHED).ended(ended));
    assertThat(store().purge(NOON.plusSeconds(1), 100, 100)).isEqualTo(1);
    commit(Draft.job("a").wake(NOON));
    StoredJob again = load("a");

    reopenStore();
    assertThat(load("a")).isEqualTo(again);
    assertThat(executions(ExecutionQuery.all())).isEmpty();
  }
}
