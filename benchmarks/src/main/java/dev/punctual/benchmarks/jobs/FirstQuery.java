package dev.punctual.benchmarks.jobs;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The other new process of {@link Restart}: asks the driver one thing about the same file. */
final class FirstQuery {
  private FirstQuery() {}

  /** Takes the folder of the store. */
  public static void main(String[] args) throws SQLException {
    long millis;
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + Path.of(args[0]).resolve("jobs.db"));
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
      if (!row.next() || row.getLong(1) == 0) {
        throw new IllegalStateException("the file is not a store");
      }
      millis = System.currentTimeMillis();
    }
    long jvm = ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.println(Figures.none().with("ms", (double) (millis - jvm)).line());
  }
}
