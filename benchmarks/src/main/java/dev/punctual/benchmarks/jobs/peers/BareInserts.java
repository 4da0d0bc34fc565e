package dev.punctual.benchmarks.jobs.peers;

import dev.punctual.benchmarks.jobs.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.sqlite.SQLiteConfig;

/**
 * No scheduler: callers whose rows are inserted into the tables of a store, with the same indexes
 * and the same durability, by one thread. All that wait while a transaction is under way share the
 * next one: this is what group commit can reach with this store.
 */
public final class BareInserts implements Session {
  private static final String JOB =
      "INSERT INTO job (version, change_node, change_sequence, state, wake, executor, owner, tags,"
          + " progress, open, checksum, successes, id)"
          + " VALUES (1, ?, ?, 'ACTIVE', ?, 'handler work', NULL, '[]', ?, NULL, ?, 0, ?)";
  private static final String DEFINITION =
      "INSERT INTO definition (job, text, text_checksum, format, payload_checksum, payload)"
          + " VALUES (last_insert_rowid(), ?, ?, 'NONE', ?, x'')";
  private static final String NODE = "mi9wd1kx-12345-1";
  private final Connection connection;
  private final PreparedStatement job;
  private final PreparedStatement definition;
  private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final Thread writer = Thread.ofPlatform().name("writer").daemon().unstarted(this::write);

  private record Waiting(int first, List<Instant> dueTimes, CompletableFuture<Boolean> stored) {}

  private BareInserts(Connection connection) throws SQLException {
    this.connection = connection;
    this.job = connection.prepareStatement(JOB);
    this.definition = connection.prepareStatement(DEFINITION);
  }

  /** Uses a new store in a folder. */
  public static BareInserts open(Path folder) throws SQLException {
    PunctualSession.open(folder).close();
    var config = new SQLiteConfig();
    config.setGetGeneratedKeys(false);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, "-16000");
    var connection = config.createConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 4000");
    }
    connection.setAutoCommit(false);
    return new BareInserts(connection);
  }

  @Override
  public void schedule(int number, Instant dueTime) {
    scheduleAll(number, List.of(dueTime));
  }

  @Override
  public void scheduleAll(int first, List<Instant> dueTimes) {
    var mine = new Waiting(first, dueTimes, new CompletableFuture<>());
    waiting.add(mine);
    mine.stored().join();
  }

  private void write() {
    var together = new ArrayList<Waiting>();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        together.add(waiting.take());
        waiting.drainTo(together);
        for (var each : together) {
          insert(each.first(), each.dueTimes());
        }
        connection.commit();
        together.forEach(each -> each.stored().complete(true));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (SQLException e) {
        together.forEach(each -> each.stored().completeExceptionally(e));
      }
      together.clear();
    }
  }

  private void insert(int first, List<Instant> dueTimes) throws SQLException {
    for (int i = 0; i < dueTimes.size(); i++) {
      int number = first + i;
      var dueTime = dueTimes.get(i);
      job.setString(1, NODE);
      job.setLong(2, number);
      job.setLong(3, dueTime.toEpochMilli());
      job.setString(4, "incarnation 2s-%s\ncursor %s\ncount 0".formatted(NODE, dueTime));
      job.setLong(5, number);
      job.setString(6, Integer.toString(number));
      job.executeUpdate();
      definition.setString(
          1,
          """
          target handler work
          payload none
          trigger at %s
          catch-up latest
          overlap skip
          retry exponential 5 from 10s to 1h
          delivery at-least-once\
          """
              .formatted(dueTime));
      definition.setLong(2, number);
      definition.setLong(3, number);
      definition.executeUpdate();
    }
  }

  @Override
  public void start() {
    writer.start();
  }

  @Override
  public long recorded() {
    return 0;
  }

  @Override
  public void close() {
    writer.interrupt();
    try {
      writer.join();
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new IllegalStateException("the store cannot be closed", e);
    }
  }
}
