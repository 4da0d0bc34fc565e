package dev.punctual.internal.loop;

import dev.punctual.JobId;
import dev.punctual.Payload;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.Persistence;
import dev.punctual.spi.StoredJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers the loop's requests to the store; whatever the store throws becomes an event.
 *
 * <p>All changes that wait are stored in one batch, so that a thousand of them share one
 * synchronisation with the disk. A batch that fails may hold one change that the store cannot take:
 * it is halved and tried again at once, until the bad change stands alone and the others are
 * stored. A job whose change failed alone while others were stored is tried last and alone until it
 * succeeds. A store that fails again and again, or takes long to, is away: the rest of the round is
 * not tried, for it should not be asked a thousand times. Used by one thread.
 *
 * <p>What can run is looked for before the changes are stored: the loop decides about it meanwhile,
 * and its claims go with the next batch. It may find a job of which a change is about to be stored;
 * the loop, which made that change, knows better.
 *
 * <p>A failed batch may have been stored after all; its halves are then refused, and whoever reads
 * the job finds its own change.
 */
public final class StoreWorker {
  private static final int LARGEST_BATCH = 4_000;
  private static final int FIRST_FOUND = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** More than it takes to halve the largest batch down to one change, and its sibling's too. */
  private static final int FAILURES_IN_A_ROW = 24;

  private final Persistence persistence;
  private final Set<JobId> alone = new HashSet<>();

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
    var afterwards = new ArrayList<Runnable>();
    for (var request : requests) {
      switch (request) {
        case StoreRequest.Commit commit -> commits.add(commit);
        case StoreRequest.Heartbeat beat -> heartbeat(beat, answers);
        case StoreRequest.Due due when due.purpose() == StoreRequest.Purpose.RUN ->
            due(due, answers);
        case StoreRequest.Due due -> afterwards.add(() -> due(due, answers));
        case StoreRequest.Load load -> afterwards.add(() -> load(load.job(), answers));
        case StoreRequest.Purge purge -> afterwards.add(() -> purge(purge, answers));
      }
    }
    commit(commits, answers);
    afterwards.forEach(Runnable::run);
  }

  /** What one round of commits has met so far. */
  private static final class Round {
    final long began = System.nanoTime();
    final Set<JobId> failedAlone = new HashSet<>();
    boolean stored;
    int failuresInARow;
    @Nullable Throwable away;

    void succeeded() {
      stored = true;
      failuresInARow = 0;
    }

    void failed(Throwable error, boolean isKnown) {
      failuresInARow += isKnown ? 0 : 1;
      if (failuresInARow >= FAILURES_IN_A_ROW || System.nanoTime() - began > PATIENCE.toNanos()) {
        away = error;
      }
    }
  }

  private void commit(List<StoreRequest.Commit> all, Consumer<LoopEvent> answers) {
    var round = new Round();
    var together = new ArrayList<StoreRequest.Commit>();
    var oneByOne = new ArrayList<StoreRequest.Commit>();
    for (var commit : all) {
      (alone.contains(commit.change().id()) ? oneByOne : together).add(commit);
    }
    for (int from = 0; from < together.size(); from += LARGEST_BATCH) {
      int to = Math.min(together.size(), from + LARGEST_BATCH);
      commit(together.subList(from, to), round, answers);
    }
    for (var commit : oneByOne) {
      commit(List.of(commit), round, answers);
    }
    if (alone.size() > LARGEST_BATCH) {
      alone.clear();
    }
    if (round.stored) {
      alone.addAll(round.failedAlone);
    }
  }

  private void commit(List<StoreRequest.Commit> batch, Round round, Consumer<LoopEvent> answers) {
    if (round.away != null) {
      fail(batch, round.away, answers);
      return;
    }
    Set<JobId> refused;
    try {
      refused = persistence.commit(batch.stream().map(StoreRequest.Commit::change).toList());
    } catch (Throwable error) {
      round.failed(error, alone.contains(batch.getFirst().change().id()));
      if (batch.size() == 1) {
        round.failedAlone.add(batch.getFirst().change().id());
        fail(batch, error, answers);
      } else {
        int half = batch.size() / 2;
        commit(batch.subList(0, half), round, answers);
        commit(batch.subList(half, batch.size()), round, answers);
      }
      return;
    }
    round.succeeded();
    for (var commit : batch) {
      JobChange change = commit.change();
      alone.remove(change.id());
      boolean accepted = !refused.contains(change.id());
      var payload =
          accepted && commit.withPayload() ? payload(change.id()) : Optional.<Payload>empty();
      answers.accept(
          new LoopEvent.Committed(change.id(), change.record().change(), accepted, payload));
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
    DueBatch batch;
    try {
      batch = persistence.due(request.query());
    } catch (Throwable error) {
      answers.accept(new LoopEvent.RequestFailed(request, error));
      return;
    }
    found(request, batch, answers);
  }

  /**
   * Job by job, so that what comes due while the loop decides about many can start. If there are
   * more, that is told after the first few, so that they are looked for meanwhile.
   */
  private static void found(StoreRequest.Due request, DueBatch batch, Consumer<LoopEvent> answers) {
    boolean run = request.purpose() == StoreRequest.Purpose.RUN;
    var jobs = run ? batch.jobs() : List.<JobRow>of();
    int first = Math.min(batch.next().isPresent() ? FIRST_FOUND : Integer.MAX_VALUE, jobs.size());
    jobs.subList(0, first)
        .forEach(job -> answers.accept(new LoopEvent.Found(job, batch.deadNodes())));
    answers.accept(new LoopEvent.DueFound(request, batch));
    jobs.subList(first, jobs.size())
        .forEach(job -> answers.accept(new LoopEvent.Found(job, batch.deadNodes())));
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
      answers.accept(new LoopEvent.LeaseRenewed());
    } catch (Throwable error) {
      answers.accept(new LoopEvent.RequestFailed(request, error));
    }
  }
}
