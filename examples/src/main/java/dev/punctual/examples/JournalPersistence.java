package dev.punctual.examples;

import dev.punctual.ExecutionQuery;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.NodeId;
import dev.punctual.Page;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A store of one's own, small enough to be read in one go: it answers from memory, and writes every
 * call that changes something to an append-only {@link Journal} first. Opening it reads the journal
 * from the beginning and makes the same calls; a change that was refused then is refused now,
 * because nothing but the calls decides.
 *
 * <p>It shows which rule asks for what, and is no store to live with: the journal only grows.
 */
final class JournalPersistence implements Persistence {
  private final Persistence memory = Persistence.inMemory();
  private final Journal journal;

  private JournalPersistence(Journal journal) {
    this.journal = journal;
  }

  static JournalPersistence open(Path file) throws IOException {
    var store = new JournalPersistence(Journal.open(file));
    try {
      store.journal.replay(entry -> JournalFormat.replay(entry, store.memory));
      return store;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** P3: on disk before it is seen. P4: what cannot be written is not seen either. */
  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    append(JournalFormat.commit(changes));
    return memory.commit(changes);
  }

  private void append(byte[] entry) {
    try {
      journal.append(entry);
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be written", e);
    }
  }

  @Override
  public Optional<JobRow> load(JobId id) {
    return memory.load(id);
  }

  @Override
  public DueBatch due(DueQuery query) {
    return memory.due(query);
  }

  /** P10: one opener at a time, so a lease never expires. */
  @Override
  public Instant heartbeat(NodeId node, Instant now, Duration lease) {
    return memory.heartbeat(node, now, lease);
  }

  @Override
  public Page<JobRow> jobs(JobQuery query) {
    return memory.jobs(query);
  }

  @Override
  public Page<ExecutionRecord> executions(ExecutionQuery query) {
    return memory.executions(query);
  }

  @Override
  public int purge(Instant endedBefore, int keepPerJob, int limit) {
    append(JournalFormat.purge(endedBefore, keepPerJob, limit));
    return memory.purge(endedBefore, keepPerJob, limit);
  }

  @Override
  public void close() {
    memory.close();
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be closed", e);
    }
  }
}
