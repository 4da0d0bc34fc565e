package dev.punctual.verification.hostile;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CatchUp;
import dev.punctual.CronDialect;
import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.IfExists;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.JobNotFoundException;
import dev.punctual.JobQuery;
import dev.punctual.JobStatus;
import dev.punctual.Outcome;
import dev.punctual.Overlap;
import dev.punctual.Payload;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.sqlite.SqliteOptions;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.sqlite.Synchronous;
import dev.punctual.test.TestScheduler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * X1, X3 and X9: hostile text in every field that takes text. Each is taken and read back as it
 * was, or refused by the documented exception in one bounded, harmless line; and whatever was not
 * addressed stays as it is. The number of texts is the system property {@code punctual.hostile},
 * the seed {@code punctual.hostile.seed}.
 */
class HostileFieldsTest {
  private static final Logger LOG = LoggerFactory.getLogger(HostileFieldsTest.class);
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int TEXTS = Integer.getInteger("punctual.hostile", 500);
  private static final int LONGEST_MESSAGE = 3_000;
  private static final Target<String> WORK = Target.handler("work", String.class);
  private static final Trigger FAR = Trigger.at(START.plus(Duration.ofDays(3_000)));

  @TempDir private Path folder;
  private final long seed = Long.getLong("punctual.hostile.seed", System.nanoTime());
  private final Map<String, Integer> taken = new TreeMap<>();
  private final Map<String, Integer> refused = new TreeMap<>();
  private String said = "";
  private String heard = "";
  private TestScheduler time = null;

  @BeforeEach
  void startWithSentinels() {
    var options = SqliteOptions.defaults().withSynchronous(Synchronous.NORMAL);
    time =
        TestScheduler.start(
            Scheduler.builder()
                .persistence(SqlitePersistence.open(folder.resolve("jobs.db"), options))
                .handler(WORK, run -> heard = run.payload())
                .executor("says", attempt -> Outcome.failed(said).withLog(said))
                .executor(
                    "throws",
                    attempt -> {
                      throw new IllegalStateException(said);
                    }),
            START);
    for (int i = 0; i < 3; i++) {
      var job = Job.of("sentinel-" + i, WORK, "precious " + i, FAR).withTags("red");
      time.scheduler().schedule(job);
      time.job("sentinel-" + i).runNow();
    }
    time.advance(ofSeconds(1));
  }

  @AfterEach
  void close() {
    time.close();
  }

  @FunctionalInterface
  private interface Use {
    void of(String text);
  }

  /** Uses a field; what is refused must be refused as documented. */
  private void field(String name, String text, Use use) {
    try {
      use.of(text);
      taken.merge(name, 1, Integer::sum);
    } catch (InvalidDefinitionException | JobNotFoundException e) {
      refused.merge(name, 1, Integer::sum);
      assertThat(NastyText.isOneHarmlessLine(e.getMessage()))
          .as("%s of seed %d: %s", name, seed, e.getMessage())
          .isTrue();
      assertThat(e.getMessage()).as(name).hasSizeLessThan(LONGEST_MESSAGE);
    } catch (RuntimeException e) {
      throw new AssertionError(name + " of seed " + seed + ", " + escaped(text), e);
    }
  }

  private static String escaped(String text) {
    var shown = new StringBuilder();
    text.chars().limit(300).forEach(c -> shown.append(c < 127 && c > 31 ? (char) c : "\\" + c));
    return shown.toString();
  }

  @Test
  void hostile_text_is_read_back_as_it_was_or_refused_in_one_line_and_touches_nothing_else()
      throws SQLException {
    var sentinels = rows("sentinel");
    assertThat(sentinels).hasSize(9);
    var random = new Random(seed);
    time.scheduler().schedule(victim());
    for (int i = 0; i < TEXTS; i++) {
      String text = NastyText.next(random);
      define(text);
      call(text);
      query(text);
      parse(text);
      run(text);
    }
    assertThat(rows("sentinel")).isEqualTo(sentinels);
    assertThat(time.scheduler().health().unreadable()).isEmpty();
    assertThat(pragma("PRAGMA integrity_check")).isEqualTo("ok");
    LOG.info("{} hostile texts, seed {}: taken {}, refused {}", TEXTS, seed, taken, refused);
    assertThat(taken).containsKeys("description", "payload", "note", "address", "page mark");
    assertThat(refused).containsKeys("id", "tag", "description", "payload", "note", "address");
  }

  private static Job victim() {
    return Job.of("victim", WORK, "", FAR);
  }

  private JobStatus replaced(Job job) {
    time.scheduler().schedule(job, IfExists.REPLACE);
    return time.job(job.id().value()).status();
  }

  private void define(String text) {
    field(
        "id",
        text,
        id -> {
          var status = replaced(Job.of(id, WORK, FAR));
          assertThat(status.id().value()).isEqualTo(id);
          if (!id.startsWith("sentinel")) {
            time.job(id).cancel();
          }
        });
    field(
        "description",
        text,
        it -> {
          var job = replaced(victim().withDescription(it)).definition().orElseThrow();
          assertThat(job.description()).isEqualTo(it);
        });
    field(
        "payload",
        text,
        it -> {
          var job = replaced(Job.of("victim", WORK, it, FAR)).definition().orElseThrow();
          assertThat(((Payload) job.payload()).asText()).isEqualTo(it);
          var id = time.job("victim").runNow();
          time.advance(Duration.ZERO);
          assertThat(heard).isEqualTo(it);
          assertThat(time.scheduler().executions(ExecutionQuery.of(id)).items()).hasSize(1);
        });
    field("json", text, it -> assertThat(Payload.json(it).asText()).isEqualTo(it));
    field(
        "tag",
        text,
        it -> {
          var job = replaced(victim().withTags("green", it)).definition().orElseThrow();
          assertThat(job.tags()).contains("green", it);
        });
    field(
        "address",
        text,
        it -> {
          var job = replaced(victim().withTarget(Target.of("says", it), Payload.none()));
          assertThat(job.definition().orElseThrow().target().address()).isEqualTo(it);
        });
    field("handler", text, it -> replaced(Job.of("victim", Target.handler(it), FAR)));
    field("executor", text, it -> replaced(Job.of("victim", Target.of(it, "x"), FAR)));
  }

  private void call(String text) {
    field(
        "note",
        text,
        it -> {
          time.job("victim").pause(it);
          assertThat(time.job("victim").status().note()).isEqualTo(it);
          time.job("victim").resume();
        });
    field("job", text, it -> time.scheduler().job(it));
    field("find", text, it -> time.scheduler().find(it));
  }

  private void query(String text) {
    var scheduler = time.scheduler();
    field(
        "filter by id",
        text,
        it -> {
          var found = scheduler.jobs(JobQuery.all().withIdPrefix(it).limit(1_000)).items();
          assertThat(found).allMatch(job -> job.id().value().startsWith(it));
        });
    field(
        "filter by tag",
        text,
        it ->
            assertThat(scheduler.jobs(JobQuery.all().withTag(it)).items())
                .allMatch(job -> job.definition().orElseThrow().tags().contains(it)));
    field(
        "filter by executor", text, it -> scheduler.jobs(JobQuery.all().withExecutor(it).limit(3)));
    field(
        "page mark",
        text,
        it -> {
          assertThat(scheduler.jobs(JobQuery.all().after(it).limit(3)).items().size())
              .isLessThanOrEqualTo(3);
          assertThat(scheduler.executions(ExecutionQuery.all().after(it).limit(3)).items().size())
              .isLessThanOrEqualTo(3);
        });
    field("log of", text, it -> scheduler.executions(ExecutionQuery.ofJob(it)));
  }

  private void parse(String text) {
    field(
        "trigger", text, it -> assertThat(Trigger.parse(Trigger.parse(it).toString())).isNotNull());
    field("catch-up", text, it -> assertThat(CatchUp.parse(it)).isNotNull());
    field("overlap", text, it -> assertThat(Overlap.parse(it)).isNotNull());
    field("retry", text, it -> assertThat(Retry.parse(it)).isNotNull());
    for (var dialect : CronDialect.values()) {
      field("cron", text, it -> assertThat(Trigger.cron(dialect, it, ZoneOffset.UTC)).isNotNull());
    }
  }

  private void run(String text) {
    said = text;
    assertThat(ended("says").error()).isEqualTo(kept(text));
    assertThat(ended("says").log()).isEqualTo(kept(text));
    var thrown = ended("throws").error();
    assertThat(thrown).startsWith("java.lang.IllegalStateException: ").hasSizeLessThan(16_001);
    assertThat(NastyText.isOneHarmlessLine(thrown)).as(escaped(thrown)).isTrue();
  }

  /** At most 16,000 characters, and a question mark for half of a pair. */
  private static String kept(String text) {
    var cut = text.length() <= 16_000 ? text : text.substring(0, 15_999) + '…';
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private Execution ended(String executor) {
    time.scheduler()
        .schedule(
            Job.of("runs-" + executor, Target.of(executor, "x"), FAR).withRetry(Retry.none()),
            IfExists.KEEP);
    var id = time.job("runs-" + executor).runNow();
    time.advance(Duration.ZERO);
    var lines = time.scheduler().executions(ExecutionQuery.of(id)).items();
    assertThat(lines).as("%s of seed %d: %s", executor, seed, escaped(said)).hasSize(1);
    return lines.getFirst();
  }

  private List<Map<String, String>> rows(String prefix) throws SQLException {
    var rows = new ArrayList<Map<String, String>>();
    for (var query :
        List.of(
            "SELECT * FROM job WHERE id LIKE '" + prefix + "%' ORDER BY id",
            "SELECT * FROM execution WHERE job LIKE '" + prefix + "%' ORDER BY id",
            "SELECT d.* FROM definition d JOIN job j ON j.no = d.job WHERE j.id LIKE '"
                + prefix
                + "%' ORDER BY j.id")) {
      try (var connection =
              DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
          var statement = connection.createStatement();
          var row = statement.executeQuery(query)) {
        while (row.next()) {
          Map<String, String> columns = new HashMap<>();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            columns.put(row.getMetaData().getColumnName(i), row.getString(i));
          }
          rows.add(columns);
        }
      }
    }
    return rows;
  }

  private String pragma(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
