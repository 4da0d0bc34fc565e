package dev.punctual.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.JobId;
import dev.punctual.spi.Persistence;
import dev.punctual.tck.DamageablePersistenceContract;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

/** The store keeps the contract. */
class SqlitePersistenceTest extends DamageablePersistenceContract {
  @TempDir Path directory;

  @Override
  protected Persistence create() {
    return SqlitePersistence.open(directory.resolve("jobs.db"));
  }

  @Override
  protected Persistence reopen() {
    return create();
  }

  @Override
  protected void damage(JobId job) throws SQLException {
    int rows =
        Sql.update(
            directory.resolve("jobs.db"),
            "UPDATE definition SET text = 'X' || substr(text, 2)"
                + " WHERE job = (SELECT no FROM job WHERE id = '"
                + job
                + "')");
    assertThat(rows).isEqualTo(1);
  }
}
