package dev.punctual.internal.memory;

import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.JobState;
import dev.punctual.Page;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The jobs in order of id, and those that are over. Not thread-safe. */
final class MemoryJobs {
  private final NavigableMap<String, StoredJob> byId = new TreeMap<>();
  private final Set<JobId> over = new TreeSet<>();
  private final MemoryAgenda agenda = new MemoryAgenda();

  Optional<StoredJob> find(JobId id) {
    return Optional.ofNullable(byId.get(id.value()));
  }

  void put(StoredJob job) {
    remove(job.id());
    byId.put(job.id().value(), job);
    agenda.add(job.record());
    if (isOver(job.record())) {
      over.add(job.id());
    }
  }

  private void remove(JobId id) {
    StoredJob job = byId.remove(id.value());
    if (job != null) {
      agenda.remove(job.record());
      over.remove(id);
    }
  }

  /** Removes the finished and cancelled jobs without open executions that meet the condition. */
  void removeOver(Predicate<JobId> condition) {
    over.stream().filter(condition).toList().forEach(this::remove);
  }

  private static boolean isOver(JobRecord record) {
    return (record.state() == JobState.FINISHED || record.state() == JobState.CANCELLED)
        && record.open().isEmpty();
  }

  DueBatch due(DueQuery query) {
    return agenda.due(query, id -> withoutPayload(find(id).orElseThrow()));
  }

  Page<JobRow> page(JobQuery query) {
    List<JobRow> found =
        query
            .after()
            .map(after -> byId.tailMap(after, false))
            .orElse(byId.tailMap(query.idPrefix(), true))
            .values()
            .stream()
            .takeWhile(job -> job.id().value().startsWith(query.idPrefix()))
            .filter(job -> matches(query, job.record()))
            .limit(query.limit() + 1L)
            .map(MemoryJobs::withoutPayload)
            .toList();
    if (found.size() <= query.limit()) {
      return new Page<>(found, Optional.empty());
    }
    List<JobRow> page = found.subList(0, query.limit());
    return new Page<>(page, Optional.of(page.getLast().id().value()));
  }

  private static boolean matches(JobQuery query, JobRecord job) {
    return query.state().map(job.state()::equals).orElse(true)
        && query.executor().map(job.executor()::equals).orElse(true)
        && query.tag().map(job.tags()::contains).orElse(true);
  }

  private static JobRow withoutPayload(StoredJob job) {
    return new StoredJob(job.record(), job.definition(), Optional.empty());
  }
}
