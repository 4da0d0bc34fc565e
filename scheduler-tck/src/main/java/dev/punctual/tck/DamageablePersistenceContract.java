package dev.punctual.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.JobState;
import dev.punctual.Payload;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import dev.punctual.spi.UnreadableJob;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of a durable store whose rows a test can damage from outside. */
public abstract class DamageablePersistenceContract extends DurablePersistenceContract {
  /** For subclasses. */
  protected DamageablePersistenceContract() {}

  /**
   * Damages the stored definition of a job in the store that {@link #create} made last and the kit
   * has closed.
   *
   * @param job the job
   * @throws Exception to fail the test
   */
  protected abstract void damage(JobId job) throws Exception;

  private void damageJob(JobId job) throws Exception {
    store().close();
    damage(job);
    replaceStore(reopen());
  }

  @Test
  void p9_a_damaged_job_is_yielded_as_unreadable_and_disturbs_no_other() throws Exception {
    Draft damaged = Draft.job("b").wake(NOON);
    commit(Draft.job("a").wake(NOON), damaged, Draft.job("c").wake(NOON));
    damageJob(damaged.id());

    assertThat(store().load(damaged.id())).containsInstanceOf(UnreadableJob.class);
    for (List<JobRow> rows :
        List.of(due(NOON, 10, "handler").jobs(), store().jobs(JobQuery.all()).items())) {
      assertThat(rows).extracting(row -> row.id().value()).containsExactly("a", "b", "c");
      assertThat(rows.get(1)).isInstanceOf(UnreadableJob.class);
      assertThat(rows.get(1).version()).isEqualTo(1);
      assertThat(rows.get(2)).isInstanceOf(StoredJob.class);
    }
    assertThat(ids(JobQuery.all().withState(JobState.UNREADABLE))).containsExactly("b");
    assertThat(ids(JobQuery.all().withState(JobState.ACTIVE))).containsExactly("a", "c");
  }

  @Test
  void p9_an_unreadable_job_can_be_replaced() throws Exception {
    Draft damaged = Draft.job("b").wake(NOON);
    commit(damaged);
    damageJob(damaged.id());
    commit(damaged.next().define("mended", Payload.none()));
    assertThat(load("b").definition()).isEqualTo("mended");
  }
}
