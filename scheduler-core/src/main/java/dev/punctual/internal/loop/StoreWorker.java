package dev.punctual.internal.loop;

import dev.punctual.JobId;
import dev.punctual.Payload;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.Persistence;
import dev.punctual.spi.StoredJob;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
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
 * alone and the others go on; a change that failed alone is tried alone until it succeeds. After
 * the failure of a batch, or one that took long, the rest of a round is not tried: a store that is
 * away should not be asked a thousand times. Used by one thread.
 */
public final class StoreWorker {
  private static final int LARGEST_BATCH = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Persistence persistence;
  private final Set<JobId> alone = new HashSet<>();
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

  private void commit(List<StoreRequest.Commit> all, Consumer<LoopEvent> answers) {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    var left = new ArrayDeque<>(all);
    while (!left.isEmpty()) {
      var batch = nextBatch(left);
      var failure = commitBatch(batch, answers);
      boolean isAway = batch.size() > 1 || System.nanoTime() - giveUpAt > 0;
      if (failure.isPresent() && isAway) {
        fail(left, failure.get(), answers);
        return;
      }
    }
  }

  /** The next changes that may share a batch, or one that has to stand alone. */
  private List<StoreRequest.Commit> nextBatch(ArrayDeque<StoreRequest.Commit> left) {
    var batch = new ArrayList<StoreRequest.Commit>();
    batch.add(left.remove());
    boolean standsAlone = alone.contains(batch.getFirst().change().id());
    while (!standsAlone
        && batch.size() < batchSize
        && !left.isEmpty()
        && !alone.contains(left.getFirst().change().id())) {
      batch.add(left.remove());
    }
    return batch;
  }

  private Optional<Throwable> commitBatch(
      List<StoreRequest.Commit> batch, Consumer<LoopEvent> answers) {
    Set<JobId> refused;
    try {
      refused = persistence.commit(batch.stream().map(StoreRequest.Commit::change).toList());
    } catch (Throwable error) {
      noteFailure(batch);
      fail(batch, error, answers);
      return Optional.of(error);
    }
    batchSize = Math.min(LARGEST_BATCH, batchSize * 2);
    batch.forEach(commit -> alone.remove(commit.change().id()));
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

  private void noteFailure(List<StoreRequest.Commit> batch) {
    if (batch.size() > 1) {
      batchSize = batch.size() / 2;
    } else if (alone.size() < LARGEST_BATCH) {
      alone.add(batch.getFirst().change().id());
    }
  }

  private static void fail(
      Collection<StoreRequest.Commit> batch, Throwable error, Consumer<LoopEvent> answers) {
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
