package dev.punctual.sqlite;

import dev.punctual.JobId;
import dev.punctual.spi.Persistence;
import dev.punctual.tck.PersistenceContract;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The store keeps the contract. */
class SqlitePersistenceTest extends PersistenceContract {
  @TempDir Path directory;

  @Override
  protected Persistence create() {
    return SqlitePersistence.open(directory.resolve("jobs.db"));
  }

  @Override
  protected Optional<Persistence> reopen() {
    return Optional.of(create());
  }

  @Override
  protected boolean damage(JobId job) throws SQLException {
    int rows =
        Sql.update(
            directory.resolve("jobs.db"),
            "UPDATE definition SET text = 'X' || substr(text, 2)"
                + " WHERE job = (SELECT no FROM job WHERE id = '"
                + job
                + "')");
    return rows == 1;
  }
}
