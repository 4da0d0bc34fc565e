package dev.punctual.internal.loop;

import dev.punctual.JobId;
import dev.punctual.Payload;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.Persistence;
import dev.punctual.spi.StoredJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Answers the loop's requests to the store; whatever the store throws becomes an event.
 *
 * <p>All changes that wait are stored in one batch, so that a thousand of them share one
 * synchronisation with the disk. A batch that fails may hold one change that the store cannot take:
 * the next batches are half as large until they succeed, so that in the end the bad change stands
 * alone and the others go on. After a failure the rest of a round is not tried: a store that is
 * away should not be asked a thousand times. Used by one thread.
 */
public final class StoreWorker {
  private static final int LARGEST_BATCH = 1_000;

  private final Persistence persistence;
  private int batchSize = LARGEST_BATCH;

  /**
   * A worker.
   *
   * @param persistence the store
   */
  public StoreWorker(Persistence persistence) {
    this.persistence = persistence;
  }

  /**
   * Answers requests.
   *
   * @param requests in the order they were made
   * @param answers where the answers go
   */
  public void answer(List<StoreRequest> requests, Consumer<LoopEvent> answers) {
    var commits = new ArrayList<StoreRequest.Commit>();
    for (var request : requests) {
      if (request instanceof StoreRequest.Commit commit) {
        commits.add(commit);
      }
    }
    commit(commits, answers);
    for (var request : requests) {
      switch (request) {
        case StoreRequest.Commit commit -> {}
        case StoreRequest.Load load -> load(load.job(), answers);
        case StoreRequest.Due due -> due(due, answers);
        case StoreRequest.Purge purge -> purge(purge, answers);
        case StoreRequest.Heartbeat beat -> heartbeat(beat, answers);
      }
    }
  }

  private void commit(List<StoreRequest.Commit> commits, Consumer<LoopEvent> answers) {
    int at = 0;
    while (at < commits.size()) {
      var batch = commits.subList(at, Math.min(at + batchSize, commits.size()));
      at += batch.size();
      var failure = commitBatch(batch, answers);
      if (failure.isPresent() && batch.size() > 1) {
        fail(commits.subList(at, commits.size()), failure.get(), answers);
        return;
      }
    }
  }

  private Optional<Throwable> commitBatch(
      List<StoreRequest.Commit> batch, Consumer<LoopEvent> answers) {
    Set<JobId> refused;
    try {
      refused = persistence.commit(batch.stream().map(StoreRequest.Commit::change).toList());
    } catch (Throwable error) {
      batchSize = Math.max(1, batch.size() / 2);
      fail(batch, error, answers);
      return Optional.of(error);
    }
    batchSize = Math.min(LARGEST_BATCH, batchSize * 2);
    for (var commit : batch) {
      JobChange change = commit.change();
      boolean accepted = !refused.contains(change.id());
      var payload =
          accepted && commit.withPayload() ? payload(change.id()) : Optional.<Payload>empty();
      answers.accept(
          new LoopEvent.Committed(change.id(), change.record().change(), accepted, payload));
    }
    return Optional.empty();
  }

  private static void fail(
      List<StoreRequest.Commit> batch, Throwable error, Consumer<LoopEvent> answers) {
    for (var commit : batch) {
      var record = commit.change().record();
      answers.accept(new LoopEvent.CommitFailed(record.id(), record.change(), error));
    }
  }

  /** Empty if it cannot be read now; the loop then asks for it by itself. */
  private Optional<Payload> payload(JobId id) {
    try {
      return persistence
          .load(id)
          .flatMap(row -> row instanceof StoredJob job ? job.payload() : Optional.empty());
    } catch (Throwable error) {
      return Optional.empty();
    }
  }

  private void load(JobId id, Consumer<LoopEvent> answers) {
    try {
      answers.accept(new LoopEvent.Loaded(id, persistence.load(id)));
    } catch (Throwable error) {
      answers.accept(new LoopEvent.LoadFailed(id, error));
    }
  }

  private void due(StoreRequest.Due request, Consumer<LoopEvent> answers) {
    try {
      answers.accept(new LoopEvent.DueFound(request, persistence.due(request.query())));
    } catch (Throwable error) {
      answers.accept(new LoopEvent.RequestFailed(request, error));
    }
  }

  private void purge(StoreRequest.Purge request, Consumer<LoopEvent> answers) {
    try {
      int removed = persistence.purge(request.endedBefore(), request.keepPerJob(), request.limit());
      answers.accept(new LoopEvent.Purged(removed));
    } catch (Throwable error) {
      answers.accept(new LoopEvent.RequestFailed(request, error));
    }
  }

  private void heartbeat(StoreRequest.Heartbeat request, Consumer<LoopEvent> answers) {
    try {
      persistence.heartbeat(request.node(), request.now(), request.lease());
    } catch (Throwable error) {
      answers.accept(new LoopEvent.RequestFailed(request, error));
    }
  }
}
