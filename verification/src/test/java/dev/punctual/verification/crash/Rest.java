package dev.punctual.verification.crash;

import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.JobQuery;
import dev.punctual.JobStatus;
import dev.punctual.Scheduler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the store holds when all has come to rest.
 *
 * @param at when
 * @param log all executions, newest scheduled time first
 * @param jobs all jobs by id
 */
record Rest(Instant at, List<Execution> log, Map<String, JobStatus> jobs) {
  private static final int PAGE = 1_000;

  static Rest of(Scheduler scheduler) {
    var log = new ArrayList<Execution>();
    var query = ExecutionQuery.all().limit(PAGE);
    var page = scheduler.executions(query);
    page.forEach(log::add);
    while (page.next().isPresent()) {
      page = scheduler.executions(query.after(page.next().get()));
      page.forEach(log::add);
    }
    var jobs = new HashMap<String, JobStatus>();
    scheduler.jobs(JobQuery.all().limit(PAGE)).forEach(job -> jobs.put(job.id().value(), job));
    return new Rest(scheduler.now(), log, jobs);
  }

  List<Execution> log(String job) {
    return log.stream().filter(line -> line.job().value().equals(job)).toList();
  }
}
