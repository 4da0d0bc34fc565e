package dev.punctual.verification.crash;

import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.IfExists;
import dev.punctual.JobExistsException;
import dev.punctual.Scheduler;
import java.time.Duration;
import java.util.Optional;

/** One thing that happens in a scenario. */
sealed interface Step {
  /** When, counted from the start. */
  Duration offset();

  /** A call; its answer is one word. */
  record Ask(Duration offset, Call call, String job, Action action, Optional<Spec> spec)
      implements Step {}

  /** The gate opens at which handlers wait. */
  record OpenGate(Duration offset) implements Step {}

  /** The scheduler is closed in order and started again with the redeployed jobs. */
  record Deploy(Duration offset) implements Step {}

  /** What a step asks. */
  @FunctionalInterface
  interface Action {
    String of(Scheduler scheduler);
  }

  private static Ask ask(long millis, Call call, String job, Action action) {
    return new Ask(Duration.ofMillis(millis), call, job, action, Optional.empty());
  }

  private static String done(Runnable call) {
    call.run();
    return "-";
  }

  static Step schedule(long millis, Spec spec) {
    return new Ask(
        Duration.ofMillis(millis),
        Call.SCHEDULE,
        spec.job(),
        scheduler -> scheduler.schedule(spec.definition()).id().value(),
        Optional.of(spec));
  }

  /** Schedules another definition under a taken id, which must be refused. */
  static Step scheduleInVain(long millis, Spec spec) {
    return ask(
        millis,
        Call.SCHEDULE,
        spec.job(),
        scheduler -> {
          try {
            return "stored:" + scheduler.schedule(spec.definition(), IfExists.REJECT).id();
          } catch (JobExistsException refused) {
            return "refused";
          }
        });
  }

  static Step update(long millis, Spec to) {
    return new Ask(
        Duration.ofMillis(millis),
        Call.UPDATE,
        to.job(),
        scheduler -> done(() -> scheduler.job(to.job()).update(job -> to.definition())),
        Optional.of(to));
  }

  static Step pause(long millis, String job) {
    return ask(
        millis, Call.PAUSE, job, scheduler -> done(() -> scheduler.job(job).pause("by script")));
  }

  static Step resume(long millis, String job) {
    return ask(millis, Call.RESUME, job, scheduler -> done(() -> scheduler.job(job).resume()));
  }

  static Step cancel(long millis, String job) {
    return ask(millis, Call.CANCEL, job, scheduler -> done(() -> scheduler.job(job).cancel()));
  }

  static Step runNow(long millis, String job) {
    return ask(millis, Call.RUN_NOW, job, scheduler -> scheduler.job(job).runNow().value());
  }

  /** Runs the oldest failed execution of a job again; {@code -} if none has failed by then. */
  static Step retry(long millis, String job) {
    return ask(
        millis,
        Call.RETRY,
        job,
        scheduler -> {
          var failed = ExecutionQuery.ofJob(job).withStatus(ExecutionStatus.FAILED);
          var page = scheduler.executions(failed).items();
          return page.isEmpty() ? "-" : scheduler.retry(page.getLast().id()).value();
        });
  }

  static Step openGate(long millis) {
    return new OpenGate(Duration.ofMillis(millis));
  }
}
