package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobQuery;
import dev.punctual.JobState;
import dev.punctual.spi.JobRecord;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every frequent question is answered through an index, whatever the size of the store. */
class QueryPlanTest {
  @TempDir Path directory;

  @BeforeEach
  void create() {
    SqlitePersistence.open(directory.resolve("jobs.db")).close();
  }

  private List<String> plan(String sql) throws SQLException {
    List<String> plan = Sql.query(directory.resolve("jobs.db"), "EXPLAIN QUERY PLAN " + sql);
    assertThat(plan).as(sql).noneMatch(step -> step.contains("SCAN job"));
    return plan;
  }

  private static void uses(List<String> plan, String index) {
    assertThat(plan).anyMatch(step -> step.contains(index));
  }

  @Test
  void due_jobs_come_from_their_index_in_order() throws SQLException {
    for (int executors : new int[] {1, 3}) {
      List<String> plan = plan(DueSql.due(executors));
      uses(plan, "job_due (executor=? AND (wake,id)>(?,?) AND wake<?)");
      assertThat(plan).noneMatch(step -> step.contains("TEMP B-TREE"));
    }
  }

  @Test
  void jobs_of_dead_nodes_come_from_their_index() throws SQLException {
    List<String> plan = plan(DueSql.orphans(true, 2));
    uses(plan, "job_open (owner<?)");
    uses(plan, "job_open (owner>?)");
  }

  @Test
  void wake_times_and_executors_come_from_the_index_alone() throws SQLException {
    uses(plan(DueSql.NEXT_WAKE), "COVERING INDEX job_due (executor=? AND wake>?)");
    uses(plan(DueSql.NEXT_EXECUTOR), "COVERING INDEX job_due (executor>?)");
  }

  @Test
  void a_job_is_loaded_by_its_id() throws SQLException {
    uses(plan(JobReader.LOAD), "sqlite_autoindex_job_1 (id=?)");
  }

  @Test
  void a_page_of_jobs_starts_where_the_page_before_ended() throws SQLException {
    JobQuery query = JobQuery.all().withIdPrefix("a").after("ab");
    List<String> plan = plan(JobReader.sql(query));
    uses(plan, "sqlite_autoindex_job_1 (id>");
    assertThat(plan).noneMatch(step -> step.contains("TEMP B-TREE"));
  }

  @Test
  void jobs_with_local_times_come_from_their_index_in_order() throws SQLException {
    JobQuery query =
        JobQuery.all().withTag(JobRecord.LOCAL_TIMES).withState(JobState.ACTIVE).after("ab");
    List<String> plan = plan(JobReader.sql(query));
    uses(plan, "job_local_times (id>?)");
    assertThat(plan).noneMatch(step -> step.contains("TEMP B-TREE"));
  }

  @Test
  void executions_are_read_in_order_from_where_the_page_starts() throws SQLException {
    ExecutionQuery all = ExecutionQuery.all().after("x").until(Instant.EPOCH);
    for (ExecutionQuery query :
        List.of(
            all,
            ExecutionQuery.ofJob("a").after("x"),
            all.withStatus(ExecutionStatus.FAILED),
            all.withStatus(ExecutionStatus.SUCCEEDED))) {
      List<String> plan = plan(LogReader.sql(query));
      assertThat(plan).noneMatch(step -> step.contains("TEMP B-TREE"));
      assertThat(plan).noneMatch(step -> step.contains("SCAN execution"));
    }
    uses(plan(LogReader.sql(ExecutionQuery.ofJob("a"))), "execution_job (job=?)");
    uses(
        plan(LogReader.sql(all.withStatus(ExecutionStatus.FAILED, ExecutionStatus.UNKNOWN))),
        "execution_trouble");
  }
}
