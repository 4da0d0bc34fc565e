package dev.punctual.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionId;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import dev.punctual.SkipReason;
import dev.punctual.Trigger;
import dev.punctual.spi.ExecutionRecord;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The books of one job, kept from its decisions alone. They balance if each scheduled time up to
 * the cursor is open, ended or skipped exactly once, and if the count is the number of times that
 * ran or may run.
 *
 * <p>A new trigger opens new books; what is still open then belongs to the old ones. Where the next
 * time counts from an end, only the count is kept.
 */
final class Ledger {
  private final TreeMap<Instant, Trigger.Times> decided = new TreeMap<>();
  private final Set<ExecutionId> ended = new HashSet<>();
  private Set<ExecutionId> ofOldTrigger = Set.of();
  private Set<ExecutionId> ofOldCreation = Set.of();
  private Instant from = Instant.MIN;
  private long ran;

  void check(Optional<JobSnapshot> before, Decision decision, Instant now) {
    var job = decision.next().orElseThrow();
    boolean created = before.filter(known -> !isCancelled(known) || isCancelled(job)).isEmpty();
    if (created) {
      ran = 0;
      ofOldCreation = ids(before.map(JobSnapshot::open).orElse(List.of()), execution -> true);
    }
    keepCount(decision, job);
    if (isCancelled(job) && before.filter(Ledger::isCancelled).isPresent()) {
      return;
    }
    boolean retimed = created || !before.orElseThrow().job().trigger().equals(job.job().trigger());
    for (var execution : decision.ended()) {
      assertThat(ended.add(execution.id())).as("ended once: %s", execution).isTrue();
    }
    if (retimed) {
      ended.clear();
    }
    if (retimed
        || job.job().trigger().isAfterEnd()
        || passedOver(before.orElseThrow(), job)
        || decision.ended().stream().anyMatch(this::isTakenOver)) {
      openBooks(job, now);
    } else {
      decision.ended().stream().filter(this::isOfTrigger).forEach(this::enter);
      balance(job);
    }
    ofOldTrigger = ids(job.open(), execution -> ofOldTrigger.contains(execution.id()));
  }

  private static boolean isCancelled(JobSnapshot job) {
    return job.state() == JobState.CANCELLED;
  }

  /** Nothing is due after the last execution the limit allows, until the definition changes. */
  private static boolean passedOver(JobSnapshot before, JobSnapshot job) {
    long most = Math.max(before.progress().count(), job.progress().count());
    return most >= before.job().maxExecutions().orElse(Long.MAX_VALUE)
        && !before.definition().equals(job.definition());
  }

  private void keepCount(Decision decision, JobSnapshot job) {
    Predicate<ExecutionRecord> counts =
        execution -> execution.kind().counts() && !ofOldCreation.contains(execution.id());
    ran += decision.ended().stream().filter(counts).filter(Ledger::isRun).count();
    long open = job.open().stream().filter(counts).count();
    assertThat(job.progress().count()).as("count").isEqualTo(ran + open);
  }

  private static boolean isRun(ExecutionRecord execution) {
    return execution.status() != ExecutionStatus.SKIPPED
        || execution.reason().equals(Optional.of(SkipReason.DECLINED));
  }

  private void openBooks(JobSnapshot job, Instant now) {
    decided.clear();
    from = job.progress().cursor().isBefore(now) ? job.progress().cursor() : now;
    ofOldTrigger = ids(job.open(), execution -> !execution.scheduledTime().isAfter(now));
  }

  private static Set<ExecutionId> ids(
      List<ExecutionRecord> executions, Predicate<ExecutionRecord> which) {
    return executions.stream()
        .filter(which)
        .map(ExecutionRecord::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean isOfTrigger(ExecutionRecord execution) {
    return execution.kind().counts() && !ofOldTrigger.contains(execution.id());
  }

  /** What the old trigger had claimed, the new one names as well, and it was skipped as such. */
  private boolean isTakenOver(ExecutionRecord line) {
    return line.status() == ExecutionStatus.SKIPPED && ofOldTrigger.contains(line.id());
  }

  private void enter(ExecutionRecord line) {
    var earlier = decided.floorEntry(line.through());
    assertThat(earlier == null || earlier.getValue().last().isBefore(line.scheduledTime()))
        .as("%s was decided before, as %s", line, earlier)
        .isTrue();
    decided.put(
        line.scheduledTime(),
        new Trigger.Times(line.times(), line.scheduledTime(), line.through()));
  }

  private void balance(JobSnapshot job) {
    var cursor = job.progress().cursor();
    from = cursor.isBefore(from) ? cursor : from;
    long open = job.open().stream().filter(this::isOfTrigger).count();
    long closed = decided.values().stream().mapToLong(Trigger.Times::count).sum();
    long due = job.job().trigger().between(from, cursor).map(Trigger.Times::count).orElse(0L);
    assertThat(open + closed).as("decided times up to the cursor %s", cursor).isEqualTo(due);
  }
}
