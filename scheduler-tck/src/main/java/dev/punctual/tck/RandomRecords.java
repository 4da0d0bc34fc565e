package dev.punctual.tck;

import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.Payload;
import dev.punctual.SkipReason;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.Definition;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Draws changes and queries; one seed, one sequence. */
final class RandomRecords {
  private static final List<String> EXECUTORS = List.of("handler", "http", "lambda", "z-9");
  private static final List<NodeId> NODES =
      List.of(new NodeId("node-1"), new NodeId("node-2"), new NodeId("a"), new NodeId("z"));
  private static final List<JobState> STATES =
      List.of(JobState.ACTIVE, JobState.PAUSED, JobState.FINISHED, JobState.CANCELLED);
  private static final List<JobId> JOBS = jobs();

  private final Random random;
  private final boolean severalNodes;
  private int serial;

  RandomRecords(long seed, boolean severalNodes) {
    this.random = new Random(seed);
    this.severalNodes = severalNodes;
  }

  private static List<JobId> jobs() {
    var jobs = new ArrayList<JobId>();
    for (String stem : List.of("a", "A", "a/b", "a_b", "a.b", "z:", "x".repeat(198))) {
      for (int i = 0; i < 5; i++) {
        jobs.add(JobId.of(stem + i));
      }
    }
    return jobs;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  private <T> T one(List<T> pool) {
    return pool.get(below(pool.size()));
  }

  private <T> Optional<T> perhaps(Supplier<T> value) {
    return below(2) == 0 ? Optional.empty() : Optional.of(value.get());
  }

  JobId job() {
    return one(JOBS);
  }

  Instant time() {
    return switch (below(40)) {
      case 0 -> Instant.EPOCH;
      case 1 -> Instant.parse("9999-12-31T23:59:59.999Z");
      default -> StoreRules.NOON.plusMillis(below(60));
    };
  }

  private String text() {
    return one(Texts.HOSTILE);
  }

  private NodeId node() {
    return severalNodes ? one(NODES) : NODES.getFirst();
  }

  /** Changes of different jobs, most of them with the version that is stored. */
  List<JobChange> changes(Function<JobId, Optional<JobRow>> stored) {
    var ids = new LinkedHashSet<JobId>();
    for (int i = below(6); i >= 0; i--) {
      ids.add(job());
    }
    return ids.stream().map(id -> change(id, stored.apply(id))).toList();
  }

  private JobChange change(JobId id, Optional<JobRow> stored) {
    long version = stored.map(JobRow::version).orElse(0L);
    long expected = below(10) == 0 ? below(4) : version;
    List<ExecutionRecord> before =
        stored.map(row -> ((StoredJob) row).record().open()).orElse(List.of());
    var open = new ArrayList<ExecutionRecord>();
    var ended = new ArrayList<ExecutionRecord>();
    for (ExecutionRecord execution : before) {
      switch (below(3)) {
        case 0 -> open.add(execution);
        case 1 -> open.add(execution(execution.id(), id, execution.scheduledTime(), openStatus()));
        default ->
            ended.add(execution(execution.id(), id, execution.scheduledTime(), finalStatus()));
      }
    }
    for (int i = below(3); i > 0; i--) {
      Instant time = time();
      ExecutionId key = Executions.id(time, serial++);
      if (below(2) == 0) {
        open.add(execution(key, id, time, openStatus()));
      } else {
        ended.add(execution(key, id, time, finalStatus()));
      }
    }
    open.sort(Comparator.comparing(ExecutionRecord::id));
    var record =
        new JobRecord(
            id,
            expected + 1,
            new ChangeId(node(), random.nextLong(Long.MAX_VALUE)),
            perhaps(this::time),
            one(STATES),
            one(EXECUTORS),
            tags(),
            text(),
            open);
    return new JobChange(
        expected,
        record,
        expected == 0 || below(8) == 0 ? Optional.of(definition()) : Optional.empty(),
        ended);
  }

  private ExecutionStatus openStatus() {
    return one(List.of(ExecutionStatus.CLAIMED, ExecutionStatus.RUNNING, ExecutionStatus.WAITING));
  }

  private ExecutionStatus finalStatus() {
    ExecutionStatus[] all = ExecutionStatus.values();
    return all[3 + below(all.length - 3)];
  }

  private ExecutionRecord execution(
      ExecutionId id, JobId job, Instant scheduled, ExecutionStatus status) {
    return new ExecutionRecord(
        id,
        job,
        one(List.of(ExecutionKind.values())),
        status,
        scheduled,
        time(),
        perhaps(this::time),
        status.isFinal() ? Optional.of(time()) : Optional.empty(),
        below(9),
        below(9),
        below(9),
        perhaps(this::node),
        1 + random.nextLong(Long.MAX_VALUE),
        time(),
        perhaps(() -> one(List.of(SkipReason.values()))),
        text(),
        text(),
        text());
  }

  private Set<String> tags() {
    var tags = new HashSet<String>();
    for (int i = below(4); i > 0; i--) {
      tags.add(text());
    }
    if (below(5) == 0) {
      tags.add(JobRecord.DECLARED);
    }
    return tags;
  }

  private Definition definition() {
    Payload payload =
        switch (below(4)) {
          case 0 -> Payload.none();
          case 1 -> Payload.json(text());
          case 2 -> Payload.text(text());
          default -> Payload.bytes(text().getBytes(StandardCharsets.UTF_16));
        };
    return new Definition(text(), payload);
  }

  DueQuery dueQuery() {
    var executors = new HashSet<String>();
    for (int i = below(4); i > 0; i--) {
      executors.add(one(EXECUTORS));
    }
    return new DueQuery(
        node(),
        time(),
        time(),
        executors,
        below(2) == 0,
        1 + below(below(2) == 0 ? 3 : 50),
        Optional.empty());
  }

  JobQuery jobQuery() {
    JobQuery query = JobQuery.all().limit(1 + below(20));
    query = below(3) == 0 ? query.withState(one(List.of(JobState.values()))) : query;
    query = below(3) == 0 ? query.withTag(text()) : query;
    query = below(3) == 0 ? query.withExecutor(below(5) == 0 ? text() : one(EXECUTORS)) : query;
    return below(3) == 0
        ? query.withIdPrefix(below(5) == 0 ? text() : job().value().substring(0, 1 + below(2)))
        : query;
  }

  ExecutionQuery executionQuery() {
    ExecutionQuery query =
        below(2) == 0 ? ExecutionQuery.all() : ExecutionQuery.ofJob(job().value());
    query = query.limit(below(2) == 0 ? 1 + below(20) : 1_000);
    query = below(3) == 0 ? query.from(time()) : query;
    query = below(3) == 0 ? query.until(time()) : query;
    return switch (below(4)) {
      case 0 -> query.withStatus(finalStatus());
      case 1 -> query.withStatus(openStatus(), finalStatus());
      case 2 -> query.withStatus(ExecutionStatus.FAILED, ExecutionStatus.UNKNOWN);
      default -> query;
    };
  }
}
