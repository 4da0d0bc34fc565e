package dev.punctual.sqlite;

import dev.punctual.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session for many threads, one after the other; the wait is a lock's, so that it does not hold
 * the carrier of a virtual thread. After a failure the session is thrown away with whatever state
 * it was in, and the next call opens another: what failed for a minute heals by itself.
 */
final class Lane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final Path file;
  private final Opener opener;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Session session;
  private boolean closed;
  private volatile @Nullable String refusal;

  /**
   * A lane.
   *
   * @param file the database
   * @param opener opens sessions
   * @param first a session that is open already
   */
  Lane(Path file, Opener opener, @Nullable Session first) {
    this.file = file;
    this.opener = opener;
    this.session = first;
  }

  /** Opens a session. */
  @FunctionalInterface
  interface Opener {
    Session open() throws SQLException;
  }

  /**
   * Does some work.
   *
   * @param what what is done, for the message of a failure
   * @param work the work
   * @throws IllegalStateException after close
   * @throws StoreUnavailableException if SQLite failed, or the lane was told to refuse
   */
  <T> T call(String what, Session.Work<T> work) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the store " + file + " is closed");
      }
      String refused = refusal;
      if (refused != null) {
        throw new StoreUnavailableException(refused);
      }
      return attempt(what, work);
    } finally {
      lock.unlock();
    }
  }

  /** Refuses all calls from now on. */
  void refuse(String message) {
    refusal = message;
  }

  private <T> T attempt(String what, Session.Work<T> work) {
    try {
      Session current = session;
      if (current == null) {
        current = opener.open();
        session = current;
      }
      return work.on(current);
    } catch (SQLException e) {
      discard();
      throw new StoreUnavailableException(
          file + ": " + what + " failed: " + e.getMessage() + ". It may be tried again.", e);
    } catch (RuntimeException | Error e) {
      discard();
      throw e;
    }
  }

  private void discard() {
    Session current = session;
    session = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException e) {
        LOG.warn("{}: a connection could not be closed", file, e);
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      discard();
    } finally {
      lock.unlock();
    }
  }
}
