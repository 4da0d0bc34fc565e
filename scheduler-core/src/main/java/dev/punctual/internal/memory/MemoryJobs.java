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
import java.util.TreeMap;

/** The jobs in order of id. Not thread-safe. */
final class MemoryJobs {
  private final NavigableMap<String, StoredJob> byId = new TreeMap<>();
  private final MemoryAgenda agenda = new MemoryAgenda();

  Optional<StoredJob> find(JobId id) {
    return Optional.ofNullable(byId.get(id.value()));
  }

  void put(StoredJob job) {
    remove(job.id());
    byId.put(job.id().value(), job);
    agenda.add(job.record());
  }

  private void remove(JobId id) {
    StoredJob job = byId.remove(id.value());
    if (job != null) {
      agenda.remove(job.record());
    }
  }

  /** Removes a job that is over, unless the code declares it. */
  void removeIfOver(JobId id) {
    find(id)
        .map(StoredJob::record)
        .filter(MemoryJobs::isOver)
        .filter(record -> !record.tags().contains(JobRecord.DECLARED))
        .ifPresent(record -> remove(id));
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
