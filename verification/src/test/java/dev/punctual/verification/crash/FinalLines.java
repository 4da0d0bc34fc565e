package dev.punctual.verification.crash;

import dev.punctual.ExecutionQuery;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.Persistence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Notes in the journal which executions have ended, so that nobody can change it unnoticed. */
final class FinalLines {
  private FinalLines() {}

  static List<Seen> of(Persistence store, int latest, Instant at) {
    var found = new ArrayList<Seen>();
    for (ExecutionRecord line : store.executions(ExecutionQuery.all().limit(latest))) {
      if (line.status().isFinal()) {
        var key = line.id().value();
        found.add(
            new Seen.Found(at, line.job().value(), key, line.status().name(), line.attempt()));
      }
    }
    return found;
  }
}
