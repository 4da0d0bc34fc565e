package dev.punctual.verification;

import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.Persistence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store that fails now and then, drawn from a seed: before a call takes effect, or after it did,
 * so that the answer is lost; or all the time, while it is switched off.
 */
final class FaultyStore extends Reopened {
  private final Random random;
  private final double rate;
  boolean enabled = true;
  boolean off;
  boolean writesOff;
  @Nullable String poison;

  FaultyStore(Persistence inner, long seed, double rate) {
    super(inner);
    this.random = new Random(seed);
    this.rate = rate;
  }

  private void fail(String when) {
    if (off || (enabled && random.nextDouble() < rate)) {
      throw new IllegalStateException("the store fails " + when);
    }
  }

  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    if (changes.stream().anyMatch(change -> change.id().value().equals(poison))) {
      throw new IllegalStateException("the store cannot take job " + poison);
    }
    if (writesOff) {
      throw new IllegalStateException("the store takes no writes");
    }
    fail("before a commit");
    var refused = super.commit(changes);
    fail("after a commit");
    return refused;
  }

  @Override
  public Optional<JobRow> load(JobId id) {
    fail("to load");
    return super.load(id);
  }

  @Override
  public DueBatch due(DueQuery query) {
    fail("to look for due jobs");
    return super.due(query);
  }

  @Override
  public Instant heartbeat(NodeId node, Instant now, Duration lease) {
    fail("at a heartbeat");
    return super.heartbeat(node, now, lease);
  }

  @Override
  public int purge(Instant endedBefore, int keepPerJob, int limit) {
    fail("to purge");
    return super.purge(endedBefore, keepPerJob, limit);
  }
}
