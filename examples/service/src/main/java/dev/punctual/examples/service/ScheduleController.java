package dev.punctual.examples.service;

import dev.punctual.Execution;
import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobHandle;
import dev.punctual.JobQuery;
import dev.punctual.JobStatus;
import dev.punctual.Page;
import dev.punctual.Scheduler;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The four requests. What they may answer besides is in {@link Problems}. */
@RestController
final class ScheduleController {
  private static final int TIMES_SHOWN = 5;

  private final Scheduler scheduler;
  private final NodeFunctions functions;

  ScheduleController(Scheduler scheduler, NodeFunctions functions) {
    this.scheduler = scheduler;
    this.functions = functions;
  }

  /** A page of jobs, and the cursor of the next one. */
  record Jobs(List<JobView> jobs, Optional<String> cursor) {}

  /** A page of a job's log, newest first, and the cursor of the next one. */
  record Results(JobView job, List<ExecutionView> executions, Optional<String> cursor) {}

  @PostMapping(path = "/schedule", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<JobView> schedule(@RequestBody ScheduleRequest request)
      throws InterruptedException {
    Order order = Order.of(request);
    var function = functions.deploy(order.name(), order.source());
    JobHandle job = scheduler.schedule(order.job(function.target()));
    return ResponseEntity.created(URI.create("/result/" + order.name())).body(view(job));
  }

  @GetMapping("/list")
  Jobs list(@RequestParam(defaultValue = "20") int limit, @RequestParam Optional<String> cursor) {
    JobQuery query = JobQuery.all().limit(limit);
    Page<JobStatus> page = scheduler.jobs(cursor.map(query::after).orElse(query));
    return new Jobs(page.stream().map(this::view).toList(), page.next());
  }

  @GetMapping("/result/{name}")
  Results result(
      @PathVariable String name,
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam Optional<String> cursor) {
    JobHandle job = scheduler.job(Order.nameOf(name));
    ExecutionQuery query = ExecutionQuery.ofJob(name).limit(limit);
    Page<Execution> page = scheduler.executions(cursor.map(query::after).orElse(query));
    return new Results(view(job), page.stream().map(ExecutionView::of).toList(), page.next());
  }

  @PostMapping("/cancel/{name}")
  JobView cancel(@PathVariable String name) {
    JobHandle job = scheduler.job(Order.nameOf(name));
    job.cancel();
    return view(job);
  }

  private JobView view(JobHandle job) {
    JobStatus status = job.status();
    List<Instant> next = job.preview(timesToShow(status));
    return JobView.of(status, next, last(job.id().value()));
  }

  private static int timesToShow(JobStatus status) {
    if (status.next().isEmpty()) {
      return 0;
    }
    long left =
        status
            .definition()
            .map(job -> job.maxExecutions().orElse(Long.MAX_VALUE) - status.executionCount())
            .orElse(0L);
    return (int) Math.min(TIMES_SHOWN, left);
  }

  private JobView view(JobStatus status) {
    return JobView.of(status, status.next().stream().toList(), last(status.id().value()));
  }

  private Optional<Execution> last(String job) {
    return scheduler
        .executions(
            ExecutionQuery.ofJob(job)
                .withStatus(
                    ExecutionStatus.SUCCEEDED,
                    ExecutionStatus.ACCEPTED,
                    ExecutionStatus.FAILED,
                    ExecutionStatus.UNKNOWN,
                    ExecutionStatus.SKIPPED)
                .limit(1))
        .stream()
        .findFirst();
  }
}
