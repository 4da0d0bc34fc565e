package dev.punctual.verification.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.Execution;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.Page;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.Definition;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.Persistence;
import dev.punctual.sqlite.SqliteOptions;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.sqlite.Synchronous;
import dev.punctual.test.ScriptedExecutor;
import dev.punctual.test.TestScheduler;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** X10: what is asked for too much of; a long log is read page by page, each page as quick. */
class PagesTest {
  private static final Logger LOG = LoggerFactory.getLogger(PagesTest.class);
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final NodeId NODE = new NodeId("before");
  private static final int LINES = 100_000;
  private static final int JOBS = 50;

  @TempDir private Path folder;

  private TestScheduler start() {
    var options = SqliteOptions.defaults().withSynchronous(Synchronous.NORMAL);
    var store = SqlitePersistence.open(folder.resolve("jobs.db"), options);
    fill(store);
    return TestScheduler.start(Scheduler.builder().persistence(store), START);
  }

  private static void fill(Persistence store) {
    for (int job = 0; job < JOBS; job++) {
      var lines = new ArrayList<ExecutionRecord>();
      for (int i = job; i < LINES; i += JOBS) {
        lines.add(line(JobId.of("job-" + job), i));
      }
      var definition = Optional.of(new Definition("text", Payload.none()));
      assertThat(store.commit(List.of(new JobChange(0, record("job-" + job), definition, lines))))
          .isEmpty();
    }
  }

  private static JobRecord record(String job) {
    return new JobRecord(
        JobId.of(job),
        1,
        new ChangeId(NODE, 1),
        Optional.empty(),
        JobState.ACTIVE,
        "says",
        Set.of(),
        "",
        List.of());
  }

  private static ExecutionRecord line(JobId job, int number) {
    Instant time = Instant.ofEpochMilli(1_000L * number);
    return new ExecutionRecord(
        new ExecutionId(String.format("%020d", number)),
        job,
        ExecutionKind.SCHEDULED,
        number % 100 == 0 ? ExecutionStatus.FAILED : ExecutionStatus.SUCCEEDED,
        time,
        time,
        Optional.of(time),
        Optional.of(time),
        1,
        0,
        0,
        Optional.of(NODE),
        1,
        time,
        Optional.empty(),
        "",
        "",
        "");
  }

  @Test
  void a_hundred_thousand_lines_are_listed_page_by_page_each_once_and_each_page_as_quickly() {
    try (var time = start()) {
      for (var query :
          List.of(
              ExecutionQuery.all(),
              ExecutionQuery.all().limit(1_000),
              ExecutionQuery.ofJob("job-7").limit(10),
              ExecutionQuery.all().withStatus(ExecutionStatus.FAILED).limit(20))) {
        list(time.scheduler(), query);
      }
    }
  }

  private static void list(Scheduler scheduler, ExecutionQuery query) {
    var ids = new HashSet<ExecutionId>();
    var nanos = new ArrayList<Long>();
    Optional<String> next = Optional.of("~");
    while (next.isPresent()) {
      long began = System.nanoTime();
      Page<Execution> page = scheduler.executions(query.after(next.get()));
      nanos.add(System.nanoTime() - began);
      assertThat(page.items().size()).isLessThanOrEqualTo(query.limit());
      page.forEach(line -> assertThat(ids.add(line.id())).isTrue());
      next = page.next();
    }
    boolean all = query.job().isEmpty() && query.statuses().isEmpty();
    assertThat(ids).hasSize(all ? LINES : query.job().isPresent() ? LINES / JOBS : LINES / 100);
    Collections.sort(nanos);
    LOG.info(
        "{} pages of {}: median {} ms, p99 {} ms, slowest {} ms",
        nanos.size(),
        query.limit(),
        nanos.get(nanos.size() / 2) / 1e6,
        nanos.get(nanos.size() * 99 / 100) / 1e6,
        nanos.getLast() / 1e6);
  }

  @Test
  void unknown_page_marks_lead_to_a_page_and_never_to_an_error() {
    try (var time = start()) {
      for (var mark : List.of("", "~", "0", "zzz", "'", "\0", "\ud800", "x".repeat(1_000_000))) {
        assertThat(time.scheduler().executions(ExecutionQuery.all().after(mark).limit(5)).items())
            .hasSizeLessThanOrEqualTo(5);
        assertThat(time.scheduler().jobs(JobQuery.all().after(mark).limit(5)).items())
            .hasSizeLessThanOrEqualTo(5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void a_page_of_no_items_or_of_too_many_is_refused(int limit) {
    assertThatThrownBy(() -> ExecutionQuery.all().limit(limit))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("limit " + limit);
    assertThatThrownBy(() -> JobQuery.all().limit(limit))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("limit " + limit);
  }

  @Test
  void more_tags_times_and_bytes_than_a_job_can_have_are_refused() {
    var job = Job.of("job", Target.of("says", "x"), Trigger.at(START));
    var tags = new String[21];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = "tag-" + i;
    }
    assertThatThrownBy(() -> job.withTags(tags)).isInstanceOf(InvalidDefinitionException.class);
    assertThatThrownBy(() -> job.withMaxExecutions(0))
        .isInstanceOf(InvalidDefinitionException.class);
    assertThat(job.withMaxExecutions(Long.MAX_VALUE - 1).maxExecutions())
        .hasValue(Long.MAX_VALUE - 1);
    var builder = Scheduler.builder().executor("says", ScriptedExecutor.succeeding());
    try (var time = TestScheduler.start(builder, START)) {
      time.scheduler().schedule(job.withTrigger(Trigger.at(START.plusSeconds(9))));
      assertThatThrownBy(() -> time.job("job").preview(1_001))
          .isInstanceOf(InvalidDefinitionException.class);
      assertThatThrownBy(() -> time.job("job").preview(-1))
          .isInstanceOf(InvalidDefinitionException.class);
      assertThatThrownBy(
              () -> time.scheduler().schedule(job.withPayload(Payload.bytes(new byte[16_000_001]))))
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContaining("16000001 bytes");
    }
  }
}
