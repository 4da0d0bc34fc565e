package dev.punctual.internal.memory;

import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.DueQuery.Mark;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.StoredJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which jobs need a decision, and when: the wake times of each executor in order, and the jobs each
 * node holds open executions of. What {@code due} costs depends on the jobs it yields and the
 * number of executors, not on how many jobs are idle. Not thread-safe.
 */
final class MemoryAgenda {
  private static final Comparator<Mark> ORDER =
      Comparator.comparing(Mark::wake).thenComparing(Mark::id);
  private static final JobId GREATEST = JobId.of("z".repeat(200));

  private final Map<String, NavigableSet<Mark>> wakes = new TreeMap<>();
  private final Map<NodeId, Map<JobId, String>> claims = new HashMap<>();

  void add(JobRecord job) {
    job.wake()
        .ifPresent(wake ->
            wakes
                .computeIfAbsent(job.executor(), name -> new TreeSet<>(ORDER))
                .add(new Mark(wake, job.id())));
    nodesOf(job)
        .forEach(node ->
            claims.computeIfAbsent(node, id -> new HashMap<>()).put(job.id(), job.executor()));
  }

  void remove(JobRecord job) {
    job.wake()
        .ifPresent(wake ->
            wakes.computeIfPresent(
                job.executor(),
                (name, marks) -> {
                  marks.remove(new Mark(wake, job.id()));
                  return marks.isEmpty() ? null : marks;
                }));
    nodesOf(job)
        .forEach(node ->
            claims.computeIfPresent(
                node,
                (id, jobs) -> {
                  jobs.remove(job.id());
                  return jobs.isEmpty() ? null : jobs;
                }));
  }

  DueBatch due(DueQuery query, Function<JobId, JobRow> read) {
    Set<JobId> orphans = orphans(query);
    var found = new ArrayList<Mark>();
    orphans.stream()
        .map(id -> new Mark(Instant.MIN, id))
        .filter(mark -> isAfter(query, mark))
        .forEach(found::add);
    asked(query)
        .forEach(marks ->
            query.after().map(after -> marks.tailSet(after, false)).orElse(marks).stream()
                .takeWhile(mark -> !mark.wake().isAfter(query.until()))
                .filter(mark -> !orphans.contains(mark.id()))
                .limit(query.limit() + 1L)
                .forEach(found::add));
    found.sort(ORDER);
    List<Mark> page = found.subList(0, Math.min(query.limit(), found.size()));
    List<JobRow> jobs = page.stream().map(Mark::id).map(read).toList();
    return new DueBatch(
        jobs,
        found.size() > page.size() ? Optional.of(page.getLast()) : Optional.empty(),
        nextWake(query),
        query.now(),
        deadNodes(query, jobs));
  }

  private Set<JobId> orphans(DueQuery query) {
    return claims.entrySet().stream()
        .filter(claim -> !claim.getKey().equals(query.node()))
        .flatMap(claim -> claim.getValue().entrySet().stream())
        .filter(job -> isAsked(query, job.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private Optional<Instant> nextWake(DueQuery query) {
    return asked(query)
        .flatMap(marks -> Stream.ofNullable(marks.higher(new Mark(query.until(), GREATEST))))
        .map(Mark::wake)
        .min(Comparator.naturalOrder());
  }

  private Stream<NavigableSet<Mark>> asked(DueQuery query) {
    return wakes.entrySet().stream()
        .filter(executor -> isAsked(query, executor.getKey()))
        .map(Map.Entry::getValue);
  }

  private static boolean isAsked(DueQuery query, String executor) {
    return query.executors().contains(executor) != query.complement();
  }

  private static boolean isAfter(DueQuery query, Mark mark) {
    return query.after().map(after -> ORDER.compare(mark, after) > 0).orElse(true);
  }

  private static Set<NodeId> deadNodes(DueQuery query, List<JobRow> jobs) {
    return jobs.stream()
        .flatMap(row -> row instanceof StoredJob job ? nodesOf(job.record()) : Stream.of())
        .filter(node -> !node.equals(query.node()))
        .collect(Collectors.toSet());
  }

  private static Stream<NodeId> nodesOf(JobRecord job) {
    return job.open().stream().map(ExecutionRecord::node).flatMap(Optional::stream);
  }
}
