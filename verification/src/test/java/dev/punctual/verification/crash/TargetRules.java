package dev.punctual.verification.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must be true of the attempts that the target of one job saw. */
final class TargetRules {
  private final Story story;
  private final String job;
  private final List<Spec> versions;
  private final Promises.Report report;
  private final Map<String, List<Seen.Begun>> begun;

  TargetRules(Story story, String job, List<Spec> versions, Promises.Report report) {
    this.story = story;
    this.job = job;
    this.versions = versions;
    this.report = report;
    this.begun = story.begunByKey(job);
  }

  void check() {
    begun.values().forEach(this::checkExecution);
    checkOrder();
    checkOverlap();
    checkLimit();
    checkStops(Call.PAUSE);
    checkStops(Call.CANCEL);
  }

  private void checkExecution(List<Seen.Begun> attempts) {
    var first = attempts.getFirst();
    if (!first.isByHand()) {
      report.expect(
          versions.stream().anyMatch(spec -> isTime(spec, first.time())), "I1 invented", first);
    }
    int number = 0;
    for (var attempt : attempts) {
      report.expect(!attempt.at().isBefore(attempt.time()), "I1 early", attempt);
      report.expect(attempt.number() > number, "I14 number does not rise", attempt);
      number = attempt.number();
    }
    if (versions.getFirst().atMostOnce()) {
      report.expect(attempts.size() == 1, "I4 started more than once", attempts);
    }
    for (int i = 1; i < attempts.size(); i++) {
      report.expect(isPaidFor(attempts.get(i - 1), attempts.get(i)), "I5", attempts.get(i));
    }
  }

  private static boolean isTime(Spec spec, Instant time) {
    return spec.next(time.minusMillis(1)).filter(time::equals).isPresent();
  }

  /** Another attempt needs a failure before it, or the end of the process that made the first. */
  private boolean isPaidFor(Seen.Begun before, Seen.Begun after) {
    boolean failed =
        story.done(before.key(), before.number()).filter(done -> !done.succeeded()).isPresent();
    var between = story.seen().subList(story.seen().indexOf(before), story.seen().indexOf(after));
    return failed || between.stream().anyMatch(Seen.Down.class::isInstance);
  }

  private void checkOrder() {
    if (versions.getFirst().overlap().bound() > 1) {
      return;
    }
    var last = Instant.MIN;
    for (var attempts : begun.values()) {
      var first = attempts.getFirst();
      if (!first.isByHand()) {
        report.expect(first.time().isAfter(last), "I7 out of order", first);
        last = first.time();
      }
    }
  }

  private void checkOverlap() {
    Set<String> running = new HashSet<>();
    int bound = versions.getFirst().overlap().bound();
    for (var line : story.seen()) {
      switch (line) {
        case Seen.Begun e when e.job().equals(job) -> {
          running.add(e.key());
          report.expect(running.size() <= bound, "I8 overlaps", e);
        }
        case Seen.Done e when e.job().equals(job) -> running.remove(e.key());
        case Seen.Down e -> running.clear();
        default -> {}
      }
    }
  }

  private void checkLimit() {
    long limit = versions.getLast().limit();
    long ran = begun.values().stream().filter(list -> !list.getFirst().isByHand()).count();
    report.expect(limit == 0 || ran <= limit, "I6 beyond the limit", ran + " of " + limit);
  }

  private void checkStops(Call stop) {
    story
        .certainlyStopped(stop, job)
        .map(window -> new Window(window.from().plus(Duration.ofMillis(1)), window.to()))
        .ifPresent(window ->
            begun.values().stream()
                .flatMap(List::stream)
                .filter(attempt -> !attempt.isByHand() && window.contains(attempt.at()))
                .forEach(
                    attempt -> report.expect(false, "I12 started in spite of " + stop, attempt)));
  }
}
