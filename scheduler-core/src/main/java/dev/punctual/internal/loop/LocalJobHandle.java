package dev.punctual.internal.loop;

import dev.punctual.CatchUp;
import dev.punctual.Execution;
import dev.punctual.ExecutionId;
import dev.punctual.ExecutionQuery;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.JobHandle;
import dev.punctual.JobId;
import dev.punctual.JobNotFoundException;
import dev.punctual.JobStatus;
import dev.punctual.Page;
import dev.punctual.StoreUnavailableException;
import dev.punctual.internal.machine.DefinitionText;
import dev.punctual.internal.machine.JobEvent;
import dev.punctual.internal.machine.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A job as callers see it: its id and the scheduler. */
final class LocalJobHandle implements JobHandle {
  private static final int LONGEST_NOTE = 2_000;
  private static final int MOST_PREVIEWED = 1_000;
  private static final int UPDATE_TRIES = 20;

  private final LocalScheduler scheduler;
  private final JobId id;

  LocalJobHandle(LocalScheduler scheduler, JobId id) {
    this.scheduler = scheduler;
    this.id = id;
  }

  @Override
  public JobId id() {
    return id;
  }

  @Override
  public JobStatus status() {
    return scheduler
        .load(id)
        .map(Statuses::of)
        .orElseThrow(() -> new JobNotFoundException("no job " + id + " is stored"));
  }

  @Override
  public void pause(String note) {
    if (note.length() > LONGEST_NOTE || !StandardCharsets.UTF_8.newEncoder().canEncode(note)) {
      throw new InvalidDefinitionException(
          "the note is longer than " + LONGEST_NOTE + " characters, or no proper Unicode");
    }
    scheduler.change(id, new JobEvent.Pause(note), Optional.empty());
  }

  @Override
  public void resume() {
    scheduler.change(id, new JobEvent.Resume(Optional.empty()), Optional.empty());
  }

  @Override
  public void resume(CatchUp catchUp) {
    scheduler.change(id, new JobEvent.Resume(Optional.of(catchUp)), Optional.empty());
  }

  @Override
  public void cancel() {
    scheduler.change(id, new JobEvent.Cancel(), Optional.empty());
  }

  /** Optimistic: if somebody else changed the definition meanwhile, starts again from theirs. */
  @Override
  public void update(UnaryOperator<Job> change) {
    for (int i = 0; i < UPDATE_TRIES; i++) {
      var stored = definition();
      var changed = change.apply(stored);
      if (!changed.id().equals(id)) {
        throw new InvalidDefinitionException(
            "an update of job " + id + " cannot change its id to " + changed.id());
      }
      var before = Payloads.encode(id, stored.payload(), Payloads.NO_CODEC);
      var bound = scheduler.bind(changed);
      var event =
          new JobEvent.Update(
              DefinitionText.format(stored, before), bound.job(), bound.definition());
      if (!(scheduler.change(id, event, Optional.of(bound.payload())) instanceof Reply.Stale)) {
        Notices.scheduled(changed, scheduler.now());
        return;
      }
    }
    throw new StoreUnavailableException(
        "job " + id + " was changed by others " + UPDATE_TRIES + " times meanwhile; not updated");
  }

  private Job definition() {
    var status = status();
    return status
        .definition()
        .orElseThrow(() ->
            new InvalidDefinitionException(
                "job " + id + " cannot be read (" + status.note() + "); replace it"));
  }

  @Override
  public ExecutionId runNow() {
    return scheduler.run(id, new JobEvent.RunNow(scheduler.uniqueName()));
  }

  @Override
  public List<Instant> preview(int n) {
    if (n < 0 || n > MOST_PREVIEWED) {
      throw new InvalidDefinitionException("preview of " + n + " times; at most " + MOST_PREVIEWED);
    }
    return definition().trigger().preview(scheduler.now(), n);
  }

  @Override
  public Page<Execution> executions() {
    return scheduler.executions(ExecutionQuery.ofJob(id.value()));
  }
}
