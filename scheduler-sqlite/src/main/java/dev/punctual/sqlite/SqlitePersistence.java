package dev.punctual.sqlite;

import dev.punctual.ExecutionQuery;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.NodeId;
import dev.punctual.Page;
import dev.punctual.StoreUnavailableException;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRow;
import dev.punctual.spi.Persistence;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sqlite.SQLiteErrorCode;

/**
 * Keeps jobs and their log in one SQLite file, opened by one scheduler at a time.
 *
 * <pre>{@code
 * Scheduler.builder().persistence(SqlitePersistence.open(Path.of("jobs.db")))
 * }</pre>
 *
 * <p>A commit that has returned survives a killed process and, unless {@link Synchronous#NORMAL} is
 * chosen, power loss. The file belongs on a local disk. A second opener is refused while the first
 * lives, by a lock on a file beside it, named like it with {@code .lock} added; the lock is free as
 * soon as its process has ended, and the file itself may stay.
 *
 * <p><b>Never open, copy or move the file, or its {@code -wal} and {@code -shm} companions, from
 * within the application while the store is open</b>, not even to read it: when any part of a
 * process closes such a file, the system drops SQLite's locks on it, and commits can be lost. For a
 * backup run {@code VACUUM INTO} with an SQLite tool or over another JDBC connection. Other
 * processes may query it at any time; view {@code executions} shows the log for people. They must
 * end their transactions: while one reads, the {@code -wal} companion cannot be folded into the
 * file and grows; beyond 64 MB a warning says so.
 *
 * <p>Opening checks whose file it is, and that its structure is sound: the jobs with their indexes
 * always, and the log up to a file of 256 MB. A damaged file is refused. That of a file of more
 * than 1 MB is checked beside its use, from ten seconds after it was opened, which takes about 2 s
 * for a million jobs; if it is damaged, an error is logged and every call fails from then on. All
 * rows carry checksums: a job whose values were damaged is unreadable and leaves the others alone,
 * a line of the log is left out, and each is logged once. After a kill the {@code -wal} companion
 * holds the latest commits, so keep the files together: without it, which a warning says, or with
 * that of another copy, the store is what it was at an earlier moment.
 *
 * <p>Thread-safe within the rules of {@link dev.punctual.spi}: writing and {@code due} have a
 * connection of their own, {@code load} another, listings a third, so that a long listing delays
 * neither.
 */
public final class SqlitePersistence implements Persistence {
  private final Path file;
  private final StoreLock lock;
  private final Lane writer;
  private final Lane loader;
  private final Lane lister;
  private final JobReader jobs;
  private final LogReader log;
  private final DueReader due;
  private final WriteAheadLog writeAheadLog;
  private final LaterCheck laterCheck;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqlitePersistence(
      Path file, StoreLock lock, Database database, Soundness soundness, Session first)
      throws SQLException {
    this.file = file;
    this.lock = lock;
    this.writer = new Lane(file, database::writer, first);
    this.loader = new Lane(file, database::reader, null);
    this.lister = new Lane(file, database::reader, null);
    var oddities = new Oddities(file);
    var rows = new JobRows(oddities);
    this.jobs = new JobReader(rows);
    this.log = new LogReader(oddities);
    this.due = new DueReader(rows);
    this.writeAheadLog = new WriteAheadLog(file);
    this.laterCheck = new LaterCheck(file, soundness.patience(), database::reader, this::refuse);
    if (!soundness.isAtOnce(first)) {
      laterCheck.start();
    }
  }

  private void refuse(String damage) {
    writer.refuse(damage);
    loader.refuse(damage);
  }

  /**
   * Opens a file, and creates it if need be.
   *
   * @param path the file; its directory must exist
   * @return the store, to be closed by the scheduler that is given it
   * @throws StoreUnavailableException if it is in use, belongs to another application or a newer
   *     version, or cannot be read and written; the message says which, and what to do
   */
  public static SqlitePersistence open(Path path) {
    return open(path, SqliteOptions.defaults());
  }

  /**
   * Opens a file, and creates it if need be.
   *
   * @param path the file; its directory must exist
   * @param options what commits survive, and whether to wait for a file in use
   * @return the store, to be closed by the scheduler that is given it
   * @throws StoreUnavailableException if it is in use, belongs to another application or a newer
   *     version, or cannot be read and written; the message says which, and what to do
   */
  public static SqlitePersistence open(Path path, SqliteOptions options) {
    return open(path, options, Soundness.USUAL, session -> {});
  }

  /** With something else to be set up in each session that writes, such as a limit. */
  static SqlitePersistence open(
      Path path, SqliteOptions options, Soundness soundness, Database.SetUp lastly) {
    Path file = StorePath.real(path);
    StoreLock lock = StoreLock.take(file, options.lockWait());
    try {
      new WriteAheadLog(file).look(lock);
      var database = new Database(file, options.synchronous(), soundness, lastly);
      return new SqlitePersistence(file, lock, database, soundness, database.create());
    } catch (SQLException e) {
      lock.close();
      throw new StoreUnavailableException(
          file + " cannot be opened: " + e.getMessage() + ". " + cure(e), e);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static String cure(SQLException failure) {
    int code = failure.getErrorCode() & 0xff;
    if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return "Choose another file, or restore this one from a copy.";
    }
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
      return "It is damaged: restore it from a copy, or save what can be read with the command"
          + " .recover of the program sqlite3.";
    }
    return "The file and its directory must be writable, with space left on the disk.";
  }

  @Override
  public Set<JobId> commit(List<JobChange> changes) {
    return writer.call(
        "commit of " + changes.size() + " changes",
        session -> session.writing(writing -> ChangeWriter.write(writing, changes)));
  }

  @Override
  public Optional<JobRow> load(JobId id) {
    return loader.call("reading job " + id, session -> jobs.load(session, id));
  }

  @Override
  public DueBatch due(DueQuery query) {
    return writer.call("looking for due jobs", session -> due.read(session, query));
  }

  @Override
  public Instant heartbeat(NodeId node, Instant now, Duration lease) {
    return writer.call(
        "heartbeat",
        session -> {
          writeAheadLog.look(session);
          return now;
        });
  }

  @Override
  public Page<JobRow> jobs(JobQuery query) {
    return lister.call("listing jobs", session -> jobs.page(session, query));
  }

  @Override
  public Page<ExecutionRecord> executions(ExecutionQuery query) {
    return lister.call("listing executions", session -> log.page(session, query));
  }

  @Override
  public int purge(Instant endedBefore, int keepPerJob, int limit) {
    return writer.call(
        "purge",
        session -> session.writing(writing -> Purge.run(writing, endedBefore, keepPerJob, limit)));
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      laterCheck.close();
      lister.close();
      loader.close();
      writer.close();
    } finally {
      lock.close();
    }
  }

  /** The file. */
  @Override
  public String toString() {
    return "SqlitePersistence[" + file + "]";
  }
}
