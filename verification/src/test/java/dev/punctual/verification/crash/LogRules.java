package dev.punctual.verification.crash;

import dev.punctual.CatchUp;
import dev.punctual.Execution;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import dev.punctual.SkipReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must be true of one job's lines in the log, given what its target saw. */
final class LogRules {
  private final Story story;
  private final String job;
  private final List<Spec> versions;
  private final Promises.Report report;
  private final List<Execution> log;
  private final Map<String, List<Seen.Begun>> begun;
  private final List<Window> outages;

  LogRules(Story story, String job, List<Spec> versions, Promises.Report report) {
    this.story = story;
    this.job = job;
    this.versions = versions;
    this.report = report;
    this.log = story.rest().log(job).reversed();
    this.begun = story.begunByKey(job);
    this.outages = story.outages();
  }

  void check() {
    Map<String, Execution> byKey = new HashMap<>();
    for (var line : log) {
      var twin = byKey.put(line.id().value(), line);
      report.expect(twin == null, "I3 two lines of one key", line);
      checkLine(line);
    }
    begun.forEach((key, attempts) -> {
      var line = byKey.get(key);
      report.expect(line != null || story.isPurged(), "I3 ran, and is not in the log", attempts);
      if (line != null) {
        checkSeen(line, attempts);
      }
    });
    story
        .seen(Seen.Found.class)
        .filter(found -> found.job().equals(job) && byKey.containsKey(found.key()))
        .forEach(found -> checkUnchanged(found, byKey.get(found.key())));
    new Coverage(story, job, versions, report).check(log);
    checkLatestRuns();
    checkBooks();
  }

  private void checkLine(Execution line) {
    var attempts = begun.getOrDefault(line.id().value(), List.of());
    switch (line.status()) {
      case SUCCEEDED ->
          report.expect(
              story
                  .done(line.id().value(), line.attempts())
                  .filter(Seen.Done::succeeded)
                  .isPresent(),
              "I3 succeeded, and the target knows nothing of it",
              line);
      case FAILED -> checkFailed(line);
      case UNKNOWN -> checkUnknown(line);
      case SKIPPED -> {
        report.expect(attempts.isEmpty(), "I2 skipped, and ran", line);
        checkReason(line);
      }
      case ACCEPTED -> report.expect(false, "I13 accepted, and no target accepts", line);
      case CLAIMED, WAITING, RUNNING ->
          report.expect(
              line.dueTime().isAfter(story.rest().at().minus(story.tolerance())),
              "I13 never came to an end",
              line);
    }
  }

  private void checkFailed(Execution line) {
    boolean failedLast =
        story
            .done(line.id().value(), line.attempts())
            .filter(done -> !done.succeeded())
            .isPresent();
    report.expect(failedLast, "I14 failed by another attempt than its last", line);
    boolean wasCut = line.reason() == SkipReason.SUPERSEDED || isCancelled();
    boolean hadAllTries =
        line.attempts() >= versions.getFirst().tries() || versions.getFirst().atMostOnce();
    report.expect(wasCut || hadAllTries, "I2 failed before its tries were used up", line);
  }

  private void checkUnknown(Execution line) {
    boolean crashed =
        story.seen(Seen.Down.class).anyMatch(down -> !down.at().isAfter(line.end().orElseThrow()));
    boolean mayBeUnknown =
        versions.getFirst().atMostOnce() || isCancelled() || line.error().contains("interrupted");
    report.expect(crashed && mayBeUnknown, "I2 unknown without a crash", line);
    report.expect(
        versions.getFirst().atMostOnce() || isCancelled() || line.attempts() >= 5,
        "I2 given up too early",
        line);
  }

  private boolean isCancelled() {
    return !story.asked(Call.CANCEL, job).isEmpty();
  }

  private void checkSeen(Execution line, List<Seen.Begun> attempts) {
    report.expect(
        attempts.getLast().number() <= line.attempts() || !line.status().isFinal(),
        "I14 a later attempt than the log knows",
        attempts);
    int unseen = line.attempts() - attempts.size();
    report.expect(unseen <= outages.size() + 1, "I5 attempts that never began", line);
  }

  private void checkUnchanged(Seen.Found found, Execution now) {
    report.expect(
        found.status().equals(now.status().name()) && found.attempts() == now.attempts(),
        "I13 changed after its end",
        found + " became " + now);
  }

  private void checkReason(Execution line) {
    var reason = line.reason();
    boolean isTrue =
        switch (reason) {
          case MISSED -> isMissed(line);
          case OVERLAP -> each(line, this::wasBusy);
          case PAUSED ->
              each(
                  line,
                  time ->
                      story
                              .possiblyStopped(Call.PAUSE, job)
                              .filter(window -> window.contains(time))
                              .isPresent()
                          || isParkedBefore(time));
          case CANCELLED -> isCancelled();
          case SUPERSEDED -> false;
          case DECLINED -> false;
          case null -> false;
        };
    report.expect(isTrue, "I2 reason " + reason + " is not true", line);
  }

  /** What arrives while missed times wait for a slot joins them. */
  private boolean isMissed(Execution line) {
    var policy = versions.getFirst().catchUp();
    return policy.mode() != CatchUp.Mode.ALL
        && wasUnwatched(line.scheduledTime())
        && each(line, time -> wasUnwatched(time) || wasBusy(time));
  }

  /** Of what was missed, the latest runs, if that is the policy and nobody interfered. */
  private void checkLatestRuns() {
    boolean interfered =
        Stream.of(Call.PAUSE, Call.UPDATE, Call.CANCEL)
            .anyMatch(call -> !story.asked(call, job).isEmpty());
    if (versions.getFirst().catchUp().mode() != CatchUp.Mode.LATEST || interfered) {
      return;
    }
    @Nullable Execution missed = null;
    for (var line : log.stream().filter(e -> e.kind().counts()).toList()) {
      if (missed != null) {
        report.expect(line.kind() == ExecutionKind.CATCH_UP, "I10 the latest did not run", line);
      }
      missed = line.reason() == SkipReason.MISSED ? line : null;
    }
    report.expect(missed == null, "I10 the latest did not run", missed);
  }

  private boolean wasUnwatched(Instant time) {
    return outages.stream().anyMatch(outage -> outage.contains(time));
  }

  private boolean wasBusy(Instant time) {
    return log.stream()
        .filter(other -> other.status() != ExecutionStatus.SKIPPED)
        .filter(other -> other.scheduledTime().isBefore(time))
        .anyMatch(other ->
            other.end().map(end -> !end.plus(story.tolerance()).isBefore(time)).orElse(true));
  }

  private boolean isParkedBefore(Instant time) {
    return log.stream()
        .filter(other -> other.status() == ExecutionStatus.UNKNOWN && other.attempts() >= 5)
        .anyMatch(other -> other.scheduledTime().isBefore(time));
  }

  /** Whether something holds of each time that a line stands for. */
  private boolean each(Execution line, Predicate<Instant> holds) {
    var spec =
        versions.stream()
            .filter(version ->
                version
                    .next(line.scheduledTime().minusMillis(1))
                    .filter(line.scheduledTime()::equals)
                    .isPresent())
            .findFirst()
            .orElseThrow();
    for (var time = line.scheduledTime();
        !time.isAfter(line.through());
        time = spec.next(time).orElse(Instant.MAX)) {
      if (!holds.test(time)) {
        return false;
      }
    }
    return true;
  }

  private void checkBooks() {
    var status = story.rest().jobs().get(job);
    if (status == null || story.isPurged()) {
      return;
    }
    long counted =
        log.stream()
            .filter(line -> line.kind().counts() && line.status() != ExecutionStatus.SKIPPED)
            .count();
    report.expect(
        status.executionCount() == counted, "I18 count " + status.executionCount(), counted);
    long limit = versions.getLast().limit();
    if (limit > 0) {
      report.expect(status.executionCount() <= limit, "I6 counted beyond the limit", status);
      report.expect(
          (counted == limit && status.open().isEmpty()) == (status.state() == JobState.FINISHED),
          "I6 finished at the limit, and only then",
          status);
    }
  }
}
