package dev.punctual.verification.crash;

import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads one job's log from the oldest line on, and checks that it names each scheduled time exactly
 * once, from the job's creation to the end. An update takes effect at one of the moments at which
 * it was asked for; which one is not known after a crash, so one of them must fit.
 */
final class Coverage {
  private final Story story;
  private final String job;
  private final List<Spec> versions;
  private final Promises.Report report;

  Coverage(Story story, String job, List<Spec> versions, Promises.Report report) {
    this.story = story;
    this.job = job;
    this.versions = versions;
    this.report = report;
  }

  void check(List<Execution> log) {
    var lines = log.stream().filter(line -> line.kind().counts()).toList();
    var status = story.rest().jobs().get(job);
    if (status == null) {
      report.expect(lines.isEmpty() || story.isPurged(), "I2 a log without its job", lines);
      return;
    }
    Optional<String> gap = Optional.of("the update took effect at no moment it was asked for");
    var updates = story.asked(Call.UPDATE, job);
    for (var change : updates.isEmpty() ? List.of(Instant.MAX) : updates) {
      var found = gap(lines, change);
      gap = gap.isEmpty() || found.isEmpty() ? Optional.empty() : found;
    }
    gap.ifPresent(text -> report.expect(false, "I2", text));
  }

  /** What is wrong with the lines, if the job was changed at that moment. */
  private Optional<String> gap(List<Execution> lines, Instant change) {
    if (lines.isEmpty()) {
      return story.isPurged() ? Optional.empty() : tail(created(), change);
    }
    var cursor = lines.getFirst().scheduledTime().minusMillis(1);
    if (!story.isPurged() && !isFirst(cursor, change)) {
      return Optional.of("begins with " + lines.getFirst());
    }
    for (var line : lines) {
      long times = 0;
      var next = next(cursor, change);
      if (!next.equals(Optional.of(line.scheduledTime()))) {
        return Optional.of(next + " should come next, but there is " + line);
      }
      while (next.isPresent() && !next.get().isAfter(line.through())) {
        times++;
        cursor = next.get();
        next = next(cursor, change);
      }
      if (times != line.times() || !cursor.equals(line.through())) {
        return Optional.of(times + " times through " + cursor + ", not as in " + line);
      }
    }
    return isOver(lines.getLast()) ? Optional.empty() : tail(cursor, change);
  }

  private Optional<String> tail(Instant cursor, Instant change) {
    var state = story.rest().jobs().get(job).state();
    var next = next(cursor, change);
    var horizon = story.rest().at().minus(story.tolerance());
    return (state != JobState.ACTIVE && state != JobState.FINISHED)
            || next.filter(time -> time.isBefore(horizon)).isEmpty()
        ? Optional.empty()
        : Optional.of("nothing is said about " + next.get());
  }

  private boolean isOver(Execution last) {
    long limit = versions.getLast().limit();
    var status = story.rest().jobs().get(job);
    return (limit > 0 && status.executionCount() == limit)
        || (last.status() == ExecutionStatus.SKIPPED && status.state() == JobState.CANCELLED);
  }

  private Instant created() {
    var answered = story.answered(Call.SCHEDULE, job);
    return answered.isEmpty() ? Instant.MAX.minusSeconds(1) : answered.getFirst().at();
  }

  /** The first line is the first time after a moment at which the creation was under way. */
  private boolean isFirst(Instant cursor, Instant change) {
    var first = next(cursor, change);
    var earliest = story.asked(Call.SCHEDULE, job).getFirst().minusMillis(1);
    var latest = created();
    return first
        .filter(time ->
            !time.isBefore(next(earliest, change).orElse(time))
                && !time.isAfter(next(latest, change).orElse(time)))
        .isPresent();
  }

  /** The next time under the definition in force. */
  private Optional<Instant> next(Instant cursor, Instant change) {
    var before = versions.getFirst().next(cursor).filter(time -> !time.isAfter(change));
    if (before.isPresent() || versions.size() == 1) {
      return before;
    }
    return versions.getLast().next(cursor.isBefore(change) ? change : cursor);
  }
}
