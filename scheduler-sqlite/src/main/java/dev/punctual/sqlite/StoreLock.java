package dev.punctual.sqlite;

import dev.punctual.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a store has one opener.
 *
 * <p>The lock is a {@link FileLock} on a file of its own beside the database; the system frees it
 * when the process ends, however it ends. It cannot be on the database: POSIX drops all locks that
 * a process holds on a file as soon as the process closes any of its descriptors of that file, so a
 * channel on the database, its {@code -wal} or its {@code -shm} would take SQLite's own locks away,
 * and commits would be lost. No code of this module but this class opens files, and this class
 * opens only the lock file.
 *
 * <p>For the same reason a second opener in this process must not even touch the lock file: a table
 * of what this process holds refuses it before. Where that table is not shared, between class
 * loaders, the JDK refuses the lock, and the channel then stays open for good.
 */
final class StoreLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreLock.class);
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();
  private static final long RETRY_MILLIS = 50;
  private static final long LOCKED_BYTE = 1L << 30;
  private static final int LONGEST_NOTE = 500;

  private final Path file;
  private final FileChannel channel;
  private final Optional<String> lostHolder;

  private StoreLock(Path file, FileChannel channel, Optional<String> lostHolder) {
    this.file = file;
    this.channel = channel;
    this.lostHolder = lostHolder;
  }

  /** The holder before this one, if it ended without freeing the lock. */
  Optional<String> lostHolder() {
    return lostHolder;
  }

  /**
   * Takes the lock of a database.
   *
   * @param database its real path
   * @param wait how long to wait while another holds it
   * @throws StoreUnavailableException if another still holds it, naming the holder
   */
  static StoreLock take(Path database, Duration wait) {
    Path file = database.resolveSibling(database.getFileName() + ".lock");
    long start = System.nanoTime();
    while (true) {
      try {
        return attempt(file);
      } catch (HeldException held) {
        if (Duration.ofNanos(System.nanoTime() - start).compareTo(wait) >= 0) {
          throw new StoreUnavailableException(
              database
                  + " is in use by "
                  + held.getMessage()
                  + ". A store has one scheduler at a time: close the other one, wait for it with"
                  + " waitForLock, or choose another file.",
              held);
        }
        pause(database);
      } catch (IOException e) {
        throw new StoreUnavailableException(
            file + " cannot be written: the directory of a store must be writable.", e);
      }
    }
  }

  private static StoreLock attempt(Path file) throws IOException, HeldException {
    String note = note();
    String holder = HELD.putIfAbsent(file, note);
    if (holder != null) {
      throw new HeldException("this process (" + holder + ")");
    }
    FileChannel channel = null;
    try {
      channel = lock(file);
      Optional<String> lostHolder = read(channel);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)), 0);
      return new StoreLock(file, channel, lostHolder);
    } catch (IOException | HeldException | RuntimeException e) {
      HELD.remove(file);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  @SuppressWarnings("resource")
  private static FileChannel lock(Path file) throws IOException, HeldException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      throw new HeldException("this process, through another class loader");
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    try (channel) {
      throw new HeldException("another process (" + read(channel).orElse("no details yet") + ")");
    }
  }

  private static Optional<String> read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_NOTE);
    channel.read(bytes, 0);
    String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    return Optional.of(text.replaceAll("\\p{Cntrl}", " ").strip()).filter(note -> !note.isEmpty());
  }

  private static String note() {
    return "pid "
        + ProcessHandle.current().pid()
        + " on "
        + host()
        + " since "
        + Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String host() {
    for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
      @Nullable String name = System.getenv(variable);
      if (name != null && !name.isBlank()) {
        return name;
      }
    }
    try {
      return Files.readString(Path.of("/etc/hostname")).strip();
    } catch (IOException e) {
      return "an unnamed host";
    }
  }

  private static void pause(Path database) {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while waiting for " + database, e);
    }
  }

  /** Frees the lock. Called once. */
  @Override
  public void close() {
    try (channel) {
      channel.truncate(0);
    } catch (IOException e) {
      LOG.warn("{} could not be closed", file, e);
    } finally {
      HELD.remove(file);
    }
  }

  /** Another holds the lock; the message says who. */
  private static final class HeldException extends Exception {
    private static final long serialVersionUID = 1L;

    HeldException(String holder) {
      super(holder);
    }
  }
}
