package dev.punctual.verification.crash;

import dev.punctual.Execution;
import dev.punctual.ExecutionKind;
import dev.punctual.JobState;
import java.util.List;

/** What must be true of one job in the end, given what was asked and answered. */
final class CallRules {
  private final Story story;
  private final String job;
  private final List<Spec> versions;
  private final Promises.Report report;

  CallRules(Story story, String job, List<Spec> versions, Promises.Report report) {
    this.story = story;
    this.job = job;
    this.versions = versions;
    this.report = report;
  }

  void check() {
    var status = story.rest().jobs().get(job);
    if (status == null) {
      report.expect(
          story.isPurged() || story.answered(Call.SCHEDULE, job).isEmpty(),
          "I11 forgotten",
          "its creation was answered");
      return;
    }
    var definition = status.definition().orElseThrow().trigger();
    boolean isUpdated = !story.answered(Call.UPDATE, job).isEmpty();
    report.expect(
        isUpdated
            ? definition.equals(versions.getLast().times().trigger())
            : versions.stream().anyMatch(spec -> definition.equals(spec.times().trigger())),
        "I11 its definition is not what was answered",
        definition);
    checkState(status.state());
    checkAnswers();
    checkByHand(ExecutionKind.MANUAL, Call.RUN_NOW);
    checkByHand(ExecutionKind.RETRY, Call.RETRY);
  }

  private void checkState(JobState state) {
    boolean isCancelled = !story.answered(Call.CANCEL, job).isEmpty();
    report.expect(!isCancelled || state == JobState.CANCELLED, "I12 came back", state);
    boolean isPaused =
        !story.answered(Call.PAUSE, job).isEmpty() && story.asked(Call.RESUME, job).isEmpty();
    report.expect(!isPaused || state == JobState.PAUSED, "I12 is not paused", state);
    boolean isResumed = !story.answered(Call.RESUME, job).isEmpty();
    report.expect(!isResumed || state != JobState.PAUSED, "I11 is still paused", state);
  }

  private void checkAnswers() {
    for (var answer : story.answered(Call.SCHEDULE, job)) {
      report.expect(
          List.of("-", job, "refused").contains(answer.answer()), "I16 wrong answer", answer);
    }
  }

  private void checkByHand(ExecutionKind kind, Call call) {
    var lines =
        story.rest().log(job).stream()
            .filter(line -> line.kind() == kind)
            .map(Execution::id)
            .map(Object::toString)
            .toList();
    var answers =
        story.answered(call, job).stream()
            .map(Seen.Answered::answer)
            .filter(key -> !key.equals("-"))
            .toList();
    report.expect(lines.containsAll(answers), "I11 was promised to run", answers);
    report.expect(lines.size() <= story.asked(call, job).size(), "I1 nobody asked for", lines);
  }
}
