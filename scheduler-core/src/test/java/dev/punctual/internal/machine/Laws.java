package dev.punctual.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionId;
import dev.punctual.JobId;
import dev.punctual.JobState;
import dev.punctual.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** What holds after every decision, whatever the job, the event and the time. */
final class Laws {
  private Laws() {}

  static void check(
      JobMachine machine,
      JobId id,
      Optional<JobSnapshot> before,
      JobEvent event,
      Instant now,
      Watch watch,
      Decision decision) {
    var again = machine.decide(id, before, event, now, watch);
    assertThat(again.next()).as("deciding the same event again").isEqualTo(decision.next());
    assertThat(again.ended()).as("deciding the same event again").isEqualTo(decision.ended());
    if (decision.next().isEmpty()) {
      return;
    }
    var job = decision.next().get();
    boundsHold(before, job);
    idsAreUnique(decision, job);
    textReadsBack(id, job);
    if (!decision.changed()) {
      assertThat(before).as("the job of an unchanged decision").contains(job);
    }
    if (!(event instanceof JobEvent.GiveBack) && !(decision.reply() instanceof Reply.Refused)) {
      isSettled(machine, id, job, now, watch);
      nothingPasses(job, now);
    }
  }

  /** What was claimed under an older definition with wider bounds may stay, but not grow. */
  private static void boundsHold(Optional<JobSnapshot> before, JobSnapshot job) {
    int mostOpen = job.job().overlap().bound();
    long mostCounted = limit(job);
    if (before.isPresent()) {
      var known = before.get();
      boolean redefined = !known.definition().equals(job.definition());
      mostOpen = Math.max(mostOpen, known.open().size());
      mostOpen = redefined ? Math.max(mostOpen, known.job().overlap().bound()) : mostOpen;
      mostCounted = Math.max(mostCounted, known.progress().count());
      mostCounted = redefined ? Math.max(mostCounted, limit(known)) : mostCounted;
    }
    assertThat(job.open().size()).as("open executions").isLessThanOrEqualTo(mostOpen);
    assertThat(job.progress().count()).as("count").isBetween(0L, mostCounted);
  }

  private static long limit(JobSnapshot job) {
    return job.job().maxExecutions().orElse(Long.MAX_VALUE);
  }

  private static void idsAreUnique(Decision decision, JobSnapshot job) {
    var ids = new ArrayList<ExecutionId>();
    job.open().forEach(execution -> ids.add(execution.id()));
    assertThat(ids).as("open ids").isSorted();
    decision.ended().forEach(execution -> ids.add(execution.id()));
    assertThat(ids).as("open and ended ids").doesNotHaveDuplicates();
    assertThat(job.open()).noneMatch(execution -> execution.status().isFinal());
    assertThat(decision.ended()).allMatch(execution -> execution.status().isFinal());
  }

  private static void textReadsBack(JobId id, JobSnapshot job) {
    assertThat(Progress.parse(job.progress().text()))
        .as("progress read back")
        .isEqualTo(job.progress());
    assertThat(DefinitionText.format(DefinitionText.parse(id, job.definition()), Payload.none()))
        .as("definition read back")
        .isEqualTo(job.definition());
  }

  private static void isSettled(
      JobMachine machine, JobId id, JobSnapshot job, Instant now, Watch watch) {
    var again = machine.decide(id, Optional.of(job), new JobEvent.Wake(), now, watch);
    assertThat(again.next()).as("waking at once changes nothing").contains(job);
    assertThat(again.changed()).as("waking at once changes nothing").isFalse();
    assertThat(job.wake().orElse(Instant.MAX)).as("wake").isAfter(now);
  }

  /** No scheduled time passes unnoticed, neither now nor before the wake time. */
  private static void nothingPasses(JobSnapshot job, Instant now) {
    boolean waitsForEnd =
        job.job().trigger().isAfterEnd()
            && job.open().stream().anyMatch(execution -> execution.kind().counts());
    var next = job.next();
    if (job.state() != JobState.ACTIVE || waitsForEnd || next.isEmpty()) {
      return;
    }
    boolean full = job.open().size() >= job.job().overlap().bound();
    if (full && job.progress().backlog().isPresent()) {
      return;
    }
    var due = DueTimes.of(job.job(), job.progress().incarnation(), next.get());
    assertThat(due).as("when the next undecided time is due").isAfter(now);
    assertThat(job.wake()).as("wake time").isPresent();
    assertThat(job.wake().get()).as("wake time").isBeforeOrEqualTo(due);
  }
}
