package dev.punctual.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check of a large file for {@link Soundness}, beside its use, over a connection of its own. If
 * the file is damaged that is logged, and whoever asked is told, to use it no more.
 */
final class LaterCheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqlitePersistence.class);
  private static final Duration MOST = Duration.ofSeconds(10);

  private final Path file;
  private final Lane.Opener opener;
  private final Consumer<String> damaged;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Duration patience;
  private final Thread thread;
  private @Nullable Session reading;

  /**
   * A check that begins after a while.
   *
   * @param file the store
   * @param patience after how long
   * @param opener opens a session that reads
   * @param damaged is told what to say to callers from then on
   */
  LaterCheck(Path file, Duration patience, Lane.Opener opener, Consumer<String> damaged) {
    this.file = file;
    this.patience = patience;
    this.opener = opener;
    this.damaged = damaged;
    this.thread = Thread.ofPlatform().name("punctual-sqlite-check").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      if (closed.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
      try (Session opened = opener.open()) {
        reads(opened);
        try {
          check(opened);
        } finally {
          reads(null);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("{}: the check of its structure was given up", file);
    } catch (SQLException | RuntimeException e) {
      if (closed.getCount() > 0) {
        LOG.warn("{}: its structure could not be checked", file, e);
      }
    }
  }

  private synchronized void reads(@Nullable Session session) {
    reading = session;
  }

  /** Never of a session that is closed: the driver would not notice that. */
  private synchronized void interrupt() {
    if (reading != null) {
      reading.interrupt();
    }
  }

  private void check(Session opened) throws SQLException {
    if (closed.getCount() > 0) {
      Soundness.damage(file, opened)
          .ifPresent(damage -> {
            LOG.error("{} Nothing is run from it any more.", damage);
            damaged.accept(damage);
          });
    }
  }

  /** Gives it up if it has not ended; waits until its connection is closed. */
  @Override
  public void close() {
    closed.countDown();
    boolean interrupted = false;
    for (long end = System.nanoTime() + MOST.toNanos();
        thread.isAlive() && System.nanoTime() < end; ) {
      interrupt();
      interrupted |= !joined();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean joined() {
    try {
      thread.join(Duration.ofMillis(20));
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
