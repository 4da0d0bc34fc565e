package dev.punctual.internal.loop;

import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.Reply;
import dev.punctual.spi.JobRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;

/**
 * Brings the store in line with what the code declares, at start and before due jobs are looked
 * for: each declared job is created, redefined or left as it is, and stored ones that are no longer
 * declared are retired, unless nothing at all is declared. All calls are under way at once, so that
 * they share their commits.
 */
final class Reconciliation {
  private static final Logger LOG = GuardedLogger.of("dev.punctual.scheduler");
  private static final int PAGE = 1_000;

  private final LocalScheduler scheduler;
  private final List<Job> declared;

  Reconciliation(LocalScheduler scheduler, Settings settings) {
    this.scheduler = scheduler;
    this.declared = settings.declared();
  }

  void run() {
    var names = new HashSet<JobId>();
    var calls = new ArrayList<CompletableFuture<Reply>>();
    for (var job : declared) {
      names.add(job.id());
      calls.add(declare(job));
    }
    for (var id : declared.isEmpty() ? List.<JobId>of() : declaredBefore()) {
      if (!names.contains(id)) {
        LOG.warn("job {} is no longer declared and is paused", id);
        calls.add(scheduler.send(id, new JobEvent.Retire(), Optional.empty()));
      }
    }
    calls.forEach(scheduler::finish);
    declared.forEach(job -> Notices.scheduled(job, scheduler.now()));
  }

  private CompletableFuture<Reply> declare(Job job) {
    var bound = scheduler.bind(job);
    var event = new JobEvent.Declare(bound.job(), bound.definition(), scheduler.uniqueName());
    return scheduler.send(job.id(), event, Optional.of(bound.payload()));
  }

  private List<JobId> declaredBefore() {
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
