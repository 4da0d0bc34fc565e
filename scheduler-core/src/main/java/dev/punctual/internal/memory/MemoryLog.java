package dev.punctual.internal.memory;

import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.Page;
import dev.punctual.spi.ExecutionRecord;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The executions, open and ended, in order of id: all of them, and those of each job. Not
 * thread-safe.
 */
final class MemoryLog {
  private final NavigableMap<String, ExecutionRecord> all = new TreeMap<>();
  private final NavigableMap<JobId, NavigableMap<String, ExecutionRecord>> byJob = new TreeMap<>();

  void replaceOpen(List<ExecutionRecord> before, List<ExecutionRecord> now) {
    before.forEach(this::remove);
    now.forEach(this::addIfAbsent);
  }

  void addEnded(List<ExecutionRecord> ended) {
    ended.forEach(this::addIfAbsent);
  }

  private void addIfAbsent(ExecutionRecord execution) {
    if (all.putIfAbsent(execution.id().value(), execution) == null) {
      byJob
          .computeIfAbsent(execution.job(), job -> new TreeMap<>())
          .put(execution.id().value(), execution);
    }
  }

  private void remove(ExecutionRecord execution) {
    String id = execution.id().value();
    if (all.remove(id, execution)) {
      byJob.computeIfPresent(
          execution.job(),
          (job, executions) -> {
            executions.remove(id);
            return executions.isEmpty() ? null : executions;
          });
    }
  }

  /** Whether the job has a line. */
  boolean knows(JobId job) {
    return byJob.containsKey(job);
  }

  Page<ExecutionRecord> page(ExecutionQuery query) {
    NavigableMap<String, ExecutionRecord> executions =
        query.job().map(job -> byJob.getOrDefault(job, new TreeMap<>())).orElse(all);
    List<ExecutionRecord> found =
        query
            .after()
            .map(after -> executions.headMap(after, false))
            .orElse(executions)
            .descendingMap()
            .values()
            .stream()
            .filter(execution -> matches(query, execution))
            .limit(query.limit() + 1L)
            .toList();
    if (found.size() <= query.limit()) {
      return new Page<>(found, Optional.empty());
    }
    List<ExecutionRecord> page = found.subList(0, query.limit());
    return new Page<>(page, Optional.of(page.getLast().id().value()));
  }

  private static boolean matches(ExecutionQuery query, ExecutionRecord execution) {
    Instant time = execution.scheduledTime();
    return query.execution().map(execution.id()::equals).orElse(true)
        && (query.statuses().isEmpty() || query.statuses().contains(execution.status()))
        && query.from().map(from -> !time.isBefore(from)).orElse(true)
        && query.until().map(time::isBefore).orElse(true);
  }

  /** Removes old lines; returns those it removed. */
  List<ExecutionRecord> purge(Instant endedBefore, int keepPerJob, int limit) {
    List<ExecutionRecord> leaving =
        Stream.concat(old(endedBefore), surplus(endedBefore, keepPerJob)).limit(limit).toList();
    leaving.forEach(this::remove);
    return leaving;
  }

  private Stream<ExecutionRecord> old(Instant endedBefore) {
    return all.values().stream().filter(execution -> isOlder(execution, endedBefore));
  }

  private Stream<ExecutionRecord> surplus(Instant endedBefore, int keepPerJob) {
    return byJob.values().stream()
        .filter(executions -> executions.size() > keepPerJob)
        .flatMap(executions ->
            executions.descendingMap().values().stream()
                .filter(execution -> isSuccess(execution.status()))
                .filter(execution -> !isOlder(execution, endedBefore))
                .skip(keepPerJob));
  }

  private static boolean isOlder(ExecutionRecord execution, Instant endedBefore) {
    return execution.end().map(end -> end.isBefore(endedBefore)).orElse(false);
  }

  private static boolean isSuccess(ExecutionStatus status) {
    return status == ExecutionStatus.SUCCEEDED || status == ExecutionStatus.ACCEPTED;
  }
}
