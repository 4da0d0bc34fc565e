package dev.punctual.verification.simulation;

import dev.punctual.spi.JobChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The two layers of a disk: the batches that were written, in the order of their commits, and how
 * many of them were synced. A killed process leaves both as they are. Without power, what was not
 * synced is gone, except for as many of its first batches as happened to reach the disk by
 * themselves, each of them whole: so recovers a write-ahead log.
 */
final class Journal {
  private final List<Batch> written;
  private int synced;

  Journal() {
    this(List.of());
  }

  private Journal(List<Batch> onDisk) {
    this.written = new ArrayList<>(onDisk);
    this.synced = onDisk.size();
  }

  /** A batch, and when it was written. */
  record Batch(Instant at, List<JobChange> changes) {}

  /** Writes a batch; returns the position behind it. */
  int write(Batch batch) {
    written.add(batch);
    return written.size();
  }

  /** Now everything before a position is on the disk for good. */
  void sync(int position) {
    synced = Math.max(synced, position);
  }

  void sync() {
    sync(written.size());
  }

  /** What is left of it after a cut of the power. */
  Journal cut(Random random) {
    int left = synced + random.nextInt(written.size() - synced + 1);
    return new Journal(written.subList(0, left));
  }

  int unsynced() {
    return written.size() - synced;
  }

  List<Batch> batches() {
    return List.copyOf(written);
  }
}
