package dev.punctual.internal.loop;

import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.internal.loop.Declarations.Step;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.Reply;
import dev.punctual.spi.JobRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Brings the store in line with what the code declares, at start and before due jobs are looked
 * for: each declared job is created, redefined or left as it is, those that are switched off are
 * paused, and stored ones that are no longer declared are retired, unless nothing at all is
 * declared. All calls are under way at once, so that they share their commits.
 */
final class Reconciliation {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.scheduler");
  private static final int PAGE = 1_000;

  private final LocalScheduler scheduler;
  private final Declarations declared;

  Reconciliation(LocalScheduler scheduler, Settings settings) {
    this.scheduler = scheduler;
    this.declared = settings.declared();
  }

  void run() {
    var calls = new ArrayList<CompletableFuture<Reply>>();
    var before = declared.retires() ? declaredBefore(scheduler) : List.<JobId>of();
    for (var step : declared.steps(before)) {
      switch (step) {
        case Step.Declare declare -> calls.add(declare(declare.job()));
        case Step.SwitchOff off -> calls.add(send(off.id(), new JobEvent.SwitchOff()));
        case Step.Retire gone -> {
          LOG.warn("job {} is no longer declared and is paused", gone.id());
          calls.add(send(gone.id(), new JobEvent.Retire()));
        }
        case Step.Leave left -> {}
      }
    }
    calls.forEach(scheduler::finish);
    declared.jobs().forEach(job -> Notices.scheduled(job, scheduler.now()));
  }

  private CompletableFuture<Reply> declare(Job job) {
    var bound = scheduler.bind(job);
    return scheduler.send(
        job.id(), bound.declared(scheduler.uniqueName()), Optional.of(bound.payload()));
  }

  private CompletableFuture<Reply> send(JobId id, JobEvent event) {
    return scheduler.send(id, event, Optional.empty());
  }

  /** The stored jobs that an earlier start declared. */
  static List<JobId> declaredBefore(LocalScheduler scheduler) {
    var ids = new ArrayList<JobId>();
    var query = JobQuery.all().withTag(JobRecord.DECLARED).limit(PAGE);
    var page = scheduler.ask(query);
    page.forEach(row -> ids.add(row.id()));
    while (page.next().isPresent()) {
      page = scheduler.ask(query.after(page.next().get()));
      page.forEach(row -> ids.add(row.id()));
    }
    return ids;
  }
}
